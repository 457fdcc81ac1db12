use mailbox_password_rules::ProblemCode;

use super::{Given, at};
use crate::{
    i18n::Key,
    model::{Refusal, UnlockOutcome},
    state::{MailboxState, UnlockState},
    words::{Evidence, evidence, evidence_words, unlock_outcome, unlock_waiting},
};

/// A locked mailbox at which a client was refused at 8:00.
fn refused(now: f64) -> MailboxState {
    MailboxState {
        is_known: true,
        is_live: true,
        is_locked: true,
        now,
        last_refused: Some((at(8, 0), "Thunderbird".into())),
        ..MailboxState::default()
    }
}

#[test]
fn it_is_safe_to_unlock_five_minutes_after_the_last_refusal() {
    let still = "Still being refused: Thunderbird, 08:00.";
    let safe = "No refused sign-in for 5 minutes. Safe to unlock.";
    let long_ago = refused(at(9, 0));
    for (mailbox, expected) in [
        (refused(at(8, 0)), still),
        (refused(at(8, 5) - 1.0), still),
        (refused(at(8, 5)), safe),
        // Clocks differ: a refusal in the future counts.
        (refused(at(7, 0)), still),
        // Nothing is safe without a current answer, nor where nothing was ever refused.
        (
            MailboxState {
                is_live: false,
                ..long_ago.clone()
            },
            "",
        ),
        (
            MailboxState {
                is_known: false,
                ..long_ago.clone()
            },
            "",
        ),
        (
            MailboxState {
                last_refused: None,
                ..long_ago.clone()
            },
            "",
        ),
        // There is nothing to unlock.
        (
            MailboxState {
                is_locked: false,
                ..long_ago
            },
            "",
        ),
        (MailboxState::default(), ""),
    ] {
        let words = evidence_words(&Given::default().texts, &mailbox);
        assert_eq!(words, expected, "{mailbox:?}");
    }
}

#[test]
fn a_device_is_still_refused_whether_or_not_the_answer_is_current() {
    let mailbox = MailboxState {
        is_live: false,
        is_locked: false,
        ..refused(at(8, 1))
    };
    assert_eq!(
        evidence(&mailbox),
        Some(Evidence::Refused("Thunderbird".into(), at(8, 0)))
    );
    assert_eq!(evidence(&refused(at(9, 0))), Some(Evidence::Safe));
}

fn outcome(given: &Given, outcome: Option<&UnlockOutcome>) -> String {
    unlock_outcome(given.wording(), outcome, Key::SessionEnded)
}

#[test]
fn the_outcome_is_said_with_its_time() {
    let done = |works_from| {
        Some(UnlockOutcome::Done {
            at: at(9, 0),
            works_from,
            left: None,
        })
    };
    for (given, expected) in [
        (None, ""),
        (Some(UnlockOutcome::Running), ""),
        (done(None), "The mailbox was unlocked at 09:00."),
        (
            done(Some(at(9, 10) + 1.0)),
            "The mailbox is unlocked from about 09:11.",
        ),
        (
            Some(UnlockOutcome::Unknown),
            "No clear answer came back. Look whether it is still locked before you try again.",
        ),
    ] {
        let words = outcome(&Given::for_administrator(), given.as_ref());
        assert_eq!(words, expected, "{given:?}");
    }
}

#[test]
fn every_refusal_to_unlock_has_its_reason() {
    let cases = [
        (
            ProblemCode::Busy,
            "Another change of this password is running. Wait a moment, then try again.",
        ),
        (
            ProblemCode::ChangeNotAllowed,
            "You may not unlock this mailbox.",
        ),
        (
            ProblemCode::CurrentPasswordIncorrect,
            "This is not the current password.",
        ),
        (
            ProblemCode::DirectoryUnavailable,
            "The mail server cannot be reached. Try again later.",
        ),
        (ProblemCode::MailboxLocked, "The mailbox is locked."),
        (
            ProblemCode::MailboxMismatch,
            "You may not unlock this mailbox.",
        ),
        (
            ProblemCode::MailboxUnknown,
            "There is no such mailbox here, or it is not one of yours.",
        ),
        (
            ProblemCode::PasswordCompromised,
            "This password is known from stolen lists. Choose another one.",
        ),
        (
            ProblemCode::PasswordRejected,
            "The mail server refused this password and did not say why.",
        ),
        (
            ProblemCode::PasswordReused,
            "This password was used before. Choose another one.",
        ),
        (ProblemCode::RateLimited, "Too many tries in a short time."),
        (
            ProblemCode::SessionExpired,
            "Your session has ended. Sign in again, in another tab if you like.",
        ),
        (
            ProblemCode::TooSoon,
            "The current password is too new to be changed again.",
        ),
    ];
    assert_eq!(cases.map(|(code, _)| code), ProblemCode::ALL);
    for (code, reason) in cases {
        let refusal = Refusal {
            code: Some(code),
            status: code.status(),
            ..Refusal::default()
        };
        let words = outcome(
            &Given::for_administrator(),
            Some(&UnlockOutcome::Refused(refusal)),
        );
        assert_eq!(
            words,
            format!("The mailbox was not unlocked. {reason}"),
            "{code:?}"
        );
    }
}

#[test]
fn a_refusal_without_a_code_is_said_with_its_status() {
    let refusal = Refusal {
        status: 405,
        ..Refusal::default()
    };
    assert_eq!(
        outcome(
            &Given::for_administrator(),
            Some(&UnlockOutcome::Refused(refusal))
        ),
        "The mailbox was not unlocked. The server refused the request (405)."
    );
}

#[test]
fn after_unlocking_one_waits_until_it_takes_effect() {
    for (wait_until, is_wait_over, expected) in [
        (None, false, ""),
        (None, true, ""),
        (Some(at(9, 10)), false, "Wait until 09:10, then go on."),
        (
            Some(at(9, 10) + 1.0),
            false,
            "Wait until 09:11, then go on.",
        ),
        (Some(at(9, 10)), true, "The waiting time is over."),
    ] {
        let unlock = UnlockState {
            wait_until,
            is_wait_over,
            ..UnlockState::default()
        };
        assert_eq!(unlock_waiting(&Given::default().texts, &unlock), expected);
    }
}
