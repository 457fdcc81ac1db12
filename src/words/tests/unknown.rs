use super::at;
use crate::{
    i18n::{Key, Texts},
    model::{
        Attempt, Change, ChangeOptions, CheckResult, CheckState, Phase, UnknownCause,
        UnknownOutcome, WorkingPassword,
    },
    state::ChangeState,
    words::{check_result, unknown_sent},
};

/// A change that was sent at 10:05 and whose outcome is unknown.
fn unknown(outcome: UnknownOutcome) -> ChangeState {
    ChangeState {
        change: Change {
            phase: Phase::Unknown(outcome),
            attempt: Some(Attempt {
                key: "1a2b3c".into(),
                baseline: None,
                sent_at: at(10, 5),
                edits: 0,
                check_bits: None,
                options: ChangeOptions::default(),
                location: None,
            }),
            ..Change::default()
        },
        ..ChangeState::default()
    }
}

fn outcome(cause: UnknownCause, in_form: bool) -> UnknownOutcome {
    UnknownOutcome {
        cause,
        in_form,
        since: at(10, 6),
        settles_at: Some(at(10, 11)),
        said: None,
        check: None,
    }
}

#[test]
fn when_it_was_sent_is_said_and_what_not_to_do() {
    let sent = "It was sent today at 10:05, but no clear answer came back. Do not send it again, and do not enter it on your devices yet.";
    let signed_out = "You may have been signed out.";
    for (cause, is_in_form, expected) in [
        (UnknownCause::Timeout, true, sent.to_owned()),
        (UnknownCause::Network, true, sent.to_owned()),
        (UnknownCause::Status(500), true, sent.to_owned()),
        (UnknownCause::JobLost, true, sent.to_owned()),
        // After a reload the form is empty.
        (UnknownCause::Interrupted, false, sent.to_owned()),
        (UnknownCause::Redirect, true, format!("{signed_out} {sent}")),
    ] {
        let change = unknown(outcome(cause, is_in_form));
        let words = unknown_sent(&Texts::english(), &change);
        assert_eq!(words, expected, "{cause:?}");
    }
}

#[test]
fn that_the_browser_says_it_is_offline_is_added() {
    let change = ChangeState {
        is_offline: true,
        ..unknown(outcome(UnknownCause::Network, true))
    };
    assert_eq!(
        unknown_sent(&Texts::english(), &change),
        "It was sent today at 10:05, but no clear answer came back. Do not send it again, and do not enter it on your devices yet. Your browser says that it is offline."
    );
}

#[test]
fn an_administrator_is_told_not_to_hand_it_over() {
    let texts = Texts::english().for_administrator();
    assert_eq!(
        unknown_sent(&texts, &unknown(outcome(UnknownCause::Timeout, true))),
        "It was sent today at 10:05, but no clear answer came back. Do not send it again, and do not hand it over yet."
    );
}

#[test]
fn every_result_of_a_check_has_its_sentence() {
    let found = |result| Some(CheckState::Found(result, at(10, 10)));
    let not_so_far = "Not changed so far (10:10). Check again after 10:11.";
    for (check, expected) in [
        (None, ""),
        (Some(CheckState::Running), ""),
        (
            Some(CheckState::Failed),
            "The server gave no clear answer. Check again in a moment.",
        ),
        (
            Some(CheckState::Said(WorkingPassword::New, at(10, 11))),
            "If the new one did open webmail, press the same button once more.",
        ),
        (
            Some(CheckState::Said(WorkingPassword::Old, at(10, 11) + 1.0)),
            "It can still change. After 10:12, try the old one again, once, and say so again.",
        ),
        (
            Some(CheckState::Said(WorkingPassword::Neither, f64::INFINITY)),
            "Stop here and ask your administrator. More tries can lock the mailbox.",
        ),
        (
            found(CheckResult::CannotTell),
            "The server cannot say. Find out by webmail:",
        ),
        (
            found(CheckResult::ChangedElsewhere),
            "The password was changed, perhaps by someone else. Find out by webmail:",
        ),
        (found(CheckResult::NotYet), not_so_far),
    ] {
        let change = unknown(UnknownOutcome {
            check,
            ..outcome(UnknownCause::Timeout, true)
        });
        let words = check_result(&Texts::english(), &change, None);
        assert_eq!(words, expected, "{check:?}");
    }
}

#[test]
fn the_next_check_is_when_it_can_be_settled() {
    let change = unknown(UnknownOutcome {
        settles_at: Some(at(10, 15)),
        check: Some(CheckState::Found(
            CheckResult::NotYet,
            at(10, 10) + 40_000.0,
        )),
        ..outcome(UnknownCause::Timeout, true)
    });
    assert_eq!(
        check_result(&Texts::english(), &change, None),
        "Not changed so far (10:10). Check again after 10:15."
    );
}

#[test]
fn the_end_of_the_session_is_said_where_it_is_why_nothing_was_found() {
    let ended = "Your session has ended. Sign in again, in another tab if you like.";
    for (check, expected) in [
        (None, ended),
        (Some(CheckState::Failed), ended),
        (Some(CheckState::Running), ""),
        (
            Some(CheckState::Said(WorkingPassword::Neither, f64::INFINITY)),
            "Stop here and ask your administrator. More tries can lock the mailbox.",
        ),
    ] {
        let change = unknown(UnknownOutcome {
            check,
            ..outcome(UnknownCause::Timeout, true)
        });
        let words = check_result(&Texts::english(), &change, Some(Key::SessionEnded));
        assert_eq!(words, expected, "{check:?}");
    }
}
