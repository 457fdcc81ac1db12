use mailbox_password_rules::ProblemCode;

use super::{
    Given, locks,
    status::{failed, status_of},
};
use crate::model::{Failure, Refusal};

#[test]
fn a_wrong_current_password_says_how_many_tries_are_left() {
    for (left, expected) in [
        (Some(0), "No tries left: the mailbox may be locked now."),
        (Some(1), "1 try left before the mailbox locks."),
        (Some(3), "3 tries left before the mailbox locks."),
        (
            None,
            "Several wrong tries can lock the mailbox. If you are not sure, ask your administrator.",
        ),
    ] {
        let change = failed(Failure::Refused(Refusal {
            code: Some(ProblemCode::CurrentPasswordIncorrect),
            attempts_left: left,
            ..Refusal::default()
        }));
        let status = status_of(&Given::default(), &change);
        assert_eq!(
            status.text,
            format!("Your password was not changed. {expected}")
        );
        assert_eq!(
            status.aside,
            "If your browser filled it in, it may be an old one: show it to check.\nReference: 1a2b3c"
        );
    }
}

#[test]
fn without_tries_left_the_policy_says_for_how_long_it_locks() {
    let change = failed(Failure::Refused(Refusal {
        code: Some(ProblemCode::CurrentPasswordIncorrect),
        attempts_left: Some(0),
        ..Refusal::default()
    }));
    let none_left = "Your password was not changed. No tries left: the mailbox may be locked now.";
    for (lockout, expected) in [
        (None, String::new()),
        (Some(locks(0, None)), String::new()),
        (
            Some(locks(1, None)),
            " The mailbox locks after 1 refused sign-in.".into(),
        ),
        (
            Some(locks(5, Some(900))),
            " The mailbox locks after 5 refused sign-ins in a row, for 15 minutes.".into(),
        ),
    ] {
        let status = status_of(&Given::with_lockout(lockout), &change);
        assert_eq!(status.text, [none_left, &expected].concat());
    }
}
