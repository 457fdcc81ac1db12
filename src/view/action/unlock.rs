use std::time::Duration;

use super::{recover, watch};
use crate::{
    api,
    flow::Unlock,
    task::spawn,
    view::{WidgetEvent, unlock::outcome, widget::Widget},
};

/// **Unlock**: one request. Whether it worked is looked up as well.
pub(in crate::view) fn unlock(w: Widget) {
    let now = w.read(|state| {
        let is_free = state.care.watch.unlock != Some(Unlock::Running);
        is_free.then(|| (state.config.clone(), state.texts.lang().to_owned()))
    });
    let (Some(Some((config, lang))), Some(ties)) = (now, w.ties()) else {
        return;
    };
    w.change(|state| state.care.watch.unlock = Some(Unlock::Running));
    spawn(async move {
        let unlocked = api::unlock(&config, &lang, &ties.abort).await;
        let done = match &unlocked {
            Unlock::Done {
                works_from, left, ..
            } => Some((*works_from, *left)),
            _ => None,
        };
        w.change(|state| state.care.watch.unlock = Some(unlocked));
        if let Some((works_from, left)) = done {
            wait(w, left);
            w.tell(WidgetEvent::Unlocked {
                mailbox: config.mailbox.clone(),
                works_from,
            });
        }
        if done.is_some() {
            // The button has gone.
            w.focus("unlock-outcome");
        } else {
            w.announce(outcome);
        }
        recover::unlocked(w);
        watch::look(w);
    });
}

/// The waiting time begins: what the back end said is left of it, else the policy's delay.
fn wait(w: Widget, left: Option<f64>) {
    let until = w.read(|state| {
        let delay = state.policy.unlock_delay_seconds;
        let delay = delay.and_then(|delay| u32::try_from(delay).ok());
        let left = left.or(delay.map(|seconds| f64::from(seconds) * 1000.0));
        left.filter(|left| *left > 0.0)
            .map(|left| js_sys::Date::now() + left)
    });
    let Some(Some(until)) = until else { return };
    w.change(|state| {
        state.care.watch.wait_until = Some(until);
        state.care.watch.wait_over = false;
    });
    let left = (until - js_sys::Date::now()).clamp(0.0, f64::from(i32::MAX));
    w.later(Duration::from_secs_f64(left / 1000.0), move || {
        w.change(|state| {
            if state.care.watch.wait_until == Some(until) {
                state.care.watch.wait_over = true;
                let words = state.texts.get(crate::i18n::Key::LockedEnded);
                state.announce(words);
            }
        });
    });
}
