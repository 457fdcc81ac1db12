use std::{rc::Rc, time::Duration};

use super::{recover, waiting::countdown, watch};
use crate::{
    api,
    flow::Unlock,
    i18n::Key,
    task::spawn,
    view::{
        WidgetEvent,
        state::State,
        unlock::{outcome, waiting},
        widget::Widget,
    },
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
    w.change(|state| {
        state.expired = None;
        state.care.watch.unlock = Some(Unlock::Running);
    });
    spawn(async move {
        let unlocked = api::unlock(&config, &lang, &ties.abort).await;
        let done = match &unlocked {
            Unlock::Done {
                works_from, left, ..
            } => Some((*works_from, *left)),
            _ => None,
        };
        w.change(|state| state.care.watch.unlock = Some(unlocked));
        if w.read(State::is_signed_out) == Some(true) {
            w.tell(WidgetEvent::SessionExpired);
        }
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

/// The waiting time begins: what the back end said is left of it, else the policy's delay. It is announced at the
/// start, one minute before the end, and at the end.
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
    w.announce(waiting);
    let left = (until - js_sys::Date::now()).clamp(0.0, f64::from(u32::MAX));
    countdown(
        w,
        Duration::from_secs_f64(left / 1000.0),
        Rc::new(move |state| state.care.watch.wait_until == Some(until)),
        Key::WaitMinute,
        Box::new(|state| {
            state.care.watch.wait_over = true;
            Key::LockedEnded
        }),
    );
}
