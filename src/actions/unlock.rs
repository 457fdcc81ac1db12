use std::rc::Rc;

use super::{
    countdown::{countdown, until_then},
    session::report_refusal,
};
use crate::{
    api, clock,
    i18n::Key,
    model::{HostEvent, UnlockOutcome},
    state::{MailboxSignals, Session, SessionEnd},
    task::spawn,
    words::{self, Wording},
};

/// **Unlock**: one request.
pub(crate) fn unlock(s: MailboxSignals) {
    let Some(environment) = s.cx.environment() else {
        return;
    };
    if s.unlock().get_untracked().is_running() {
        return;
    }
    let (config, texts) = (s.cx.config_now(), s.cx.texts_now());
    s.cx.set_session(Session::default());
    s.unlock()
        .update(|unlock| unlock.outcome = Some(UnlockOutcome::Running));
    spawn(async move {
        let outcome = api::unlock(&config, texts.lang(), &environment.abort).await;
        s.unlock()
            .update(|unlock| unlock.outcome = Some(outcome.clone()));
        match &outcome {
            UnlockOutcome::Done {
                works_from, left, ..
            } => {
                wait(s, *left, None);
                s.cx.emit(HostEvent::Unlocked {
                    mailbox: config.mailbox.clone(),
                    works_from: *works_from,
                });
                // The button has left the page.
                s.cx.focus("unlock-outcome");
            }
            UnlockOutcome::Refused(refusal) => {
                report_refusal(s.cx, refusal);
                announce(s, &outcome);
            }
            UnlockOutcome::NotSent | UnlockOutcome::Running | UnlockOutcome::Unknown => {
                announce(s, &outcome);
            }
        }
    });
}

fn announce(s: MailboxSignals, outcome: &UnlockOutcome) {
    let (texts, config) = (s.cx.texts_now(), s.cx.config_now());
    let wording = Wording {
        texts: &texts,
        config: &config,
        policy: &s.cx.policy_now(),
    };
    let session_end = words::session_end(SessionEnd::Ended, config.mode, false);
    s.cx.announce(words::unlock_outcome(wording, Some(outcome), session_end));
}

/// Waits as long as the back end requires, else as the policy states. The end is announced at the start, behind why there
/// is something to wait for, one minute before, and when it comes.
pub(super) fn wait(s: MailboxSignals, left: Option<f64>, news: Option<Key>) {
    let delay = s.cx.policy_now().unlock_delay_seconds;
    let delay = delay.and_then(|delay| u32::try_from(delay).ok());
    let left = left.or(delay.map(|seconds| f64::from(seconds) * 1000.0));
    let Some(left) = left.filter(|left| *left > 0.0) else {
        return;
    };
    let until = clock::now() + left;
    s.unlock().update(|unlock| {
        unlock.wait_until = Some(until);
        unlock.is_wait_over = false;
    });
    let texts = s.cx.texts_now();
    s.cx.announce(words::sentences(&[
        news.map_or_else(String::new, |news| texts.get(news)),
        words::unlock_waiting(&texts, &s.unlock().get_untracked()),
    ]));
    countdown(
        s.cx,
        until_then(until),
        Rc::new(move || s.unlock().get_untracked().wait_until == Some(until)),
        Key::WaitMinute,
        Box::new(move || {
            s.unlock().update(|unlock| unlock.is_wait_over = true);
            Key::LockedEnded
        }),
    );
}
