use mailbox_password_rules::ProblemCode;

use super::{Given, at};
use crate::{
    i18n::{Key, Texts},
    model::{Evidence, Refusal, UnlockOutcome},
    state::UnlockState,
    words::{evidence_words, refusal, unlock_outcome, unlock_waiting},
};

fn refused(name: &str, client: &str) -> Evidence {
    Evidence::Refused {
        is_device: true,
        name: name.into(),
        client: client.into(),
        at: at(8, 0),
    }
}

#[test]
fn a_refusal_is_said_in_seconds_and_after_a_minute_with_its_time() {
    for (now, expected) in [
        (at(8, 0), "*Desk* was refused 0 s ago."),
        (at(8, 0) + 59_999.0, "*Desk* was refused 59 s ago."),
        (at(8, 1), "*Desk* was refused today at 08:00."),
        // Clocks differ.
        (at(7, 59), "*Desk* was refused today at 08:00."),
    ] {
        let texts = Texts::english();
        let evidence = refused("Desk", "android");
        let user = evidence_words(&texts, Some(&evidence), now, 300);
        assert_eq!(user, format!("{expected} It still tries a password."));
        let administrator = texts.for_administrator();
        let administrator = evidence_words(&administrator, Some(&evidence), now, 300);
        assert_eq!(administrator, format!("{expected} Not safe to unlock yet."));
    }
}

#[test]
fn what_is_no_device_is_not_said_to_try_again() {
    let evidence = Evidence::Refused {
        is_device: false,
        name: "control panel".into(),
        client: String::new(),
        at: at(8, 0),
    };
    for (now, expected) in [
        (
            at(8, 0) + 20_000.0,
            "A sign-in was refused 20 s ago: *control panel*.",
        ),
        (
            at(8, 2),
            "A sign-in was refused today at 08:00: *control panel*.",
        ),
    ] {
        let texts = Texts::english();
        let user = evidence_words(&texts, Some(&evidence), now, 300);
        assert_eq!(
            user,
            format!("{expected} More tries can lock the mailbox again.")
        );
        let administrator = texts.for_administrator();
        let administrator = evidence_words(&administrator, Some(&evidence), now, 300);
        assert_eq!(administrator, format!("{expected} Not safe to unlock yet."));
    }
}

#[test]
fn what_the_back_end_does_not_know_is_no_mail_program() {
    let evidence = Evidence::Refused {
        is_device: false,
        name: String::new(),
        client: String::new(),
        at: at(8, 0),
    };
    let words = evidence_words(&Texts::english(), Some(&evidence), at(8, 0), 300);
    let expected =
        "A sign-in was refused 0 s ago: *unknown device*. More tries can lock the mailbox again.";
    assert_eq!(words, expected);
}

#[test]
fn a_device_without_a_name_is_called_by_its_client() {
    let evidence = refused("", "thunderbird");
    let words = evidence_words(&Texts::english(), Some(&evidence), at(8, 0), 300);
    assert!(words.starts_with("*Thunderbird* was refused"), "{words}");
}

#[test]
fn quiet_is_said_with_how_long() {
    let words = |evidence| evidence_words(&Texts::english(), evidence, at(9, 0), 600);
    assert_eq!(
        words(Some(&Evidence::Quiet)),
        "*Quiet for 10 minutes.* Safe to unlock."
    );
    assert_eq!(words(None), "No refused sign-in is known.");
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
        (done(None), "The mailbox was unlocked today at 09:00."),
        (
            done(Some(at(9, 10) + 1.0)),
            "The mailbox is unlocked from about 09:11.",
        ),
        (
            Some(UnlockOutcome::NotSent),
            "The page could not prepare the request. Nothing was sent.",
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
    for code in ProblemCode::ALL {
        let given = Given::for_administrator();
        let refused = Refusal {
            code: Some(code),
            status: code.status(),
            ..Refusal::default()
        };
        let as_in_the_form = refusal(given.wording(), &refused);
        let reason = match code {
            ProblemCode::ChangeNotAllowed | ProblemCode::MailboxMismatch => {
                "You may not unlock this mailbox here."
            }
            ProblemCode::MailboxUnknown => {
                "There is no such mailbox here, or it is not one of yours."
            }
            ProblemCode::SessionExpired => {
                "Your session has ended. Sign in again, in another tab if you like."
            }
            _ => &as_in_the_form,
        };
        assert_eq!(
            outcome(&given, Some(&UnlockOutcome::Refused(refused))),
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
        (
            Some(at(9, 10)),
            false,
            "Wait until 09:10 before anyone signs in.",
        ),
        (
            Some(at(9, 10) + 1.0),
            false,
            "Wait until 09:11 before anyone signs in.",
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
