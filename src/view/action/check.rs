use super::{load::lost, submit};
use crate::{
    api,
    flow::{Check, Doubt, Event, Phase, Works},
    task::spawn,
    view::{state::State, unknown, widget::Widget},
};

/// **Check**: asks for the mailbox's state and compares it with what it was.
pub(in crate::view) fn check(w: Widget) {
    let asked = w.read(|state| {
        let may_ask = matches!(
            &state.flow.phase,
            Phase::Unknown(Doubt { finding, .. }) if *finding != Some(Check::Running)
        );
        may_ask.then(|| (state.config.clone(), state.texts.lang().to_owned()))
    });
    let (Some(Some((config, lang))), Some(ties)) = (asked, w.ties()) else {
        return;
    };
    w.happened(Event::CheckStarted);
    spawn(async move {
        let status = api::status(&config, &lang, &ties.abort).await;
        // The host may have begun anew meanwhile.
        if w.read(State::is_unknown) != Some(true) {
            return;
        }
        w.happened(match status {
            Err(why) => {
                lost(w, why);
                Event::CheckFailed
            }
            Ok(status) => {
                w.change(|state| state.expired = None);
                Event::CheckEnded {
                    at: status
                        .password_changed_at
                        .as_deref()
                        .and_then(crate::json::instant),
                    changed_at: status.password_changed_at,
                    last_reference: status.last_reference,
                    now: js_sys::Date::now(),
                }
            }
        });
        settle(w);
    });
}

/// The person says which password opened webmail.
pub(in crate::view) fn proved(w: Widget, works: Works) {
    w.happened(Event::Proved(works));
    settle(w);
}

/// Shows where the doubt went.
fn settle(w: Widget) {
    if w.read(State::is_changed) == Some(true) {
        submit::changed(w);
    } else if w.read(State::is_unknown) == Some(true) {
        w.announce(unknown::found);
    } else {
        submit::forget_attempt(w);
        submit::show_failure(w);
    }
}
