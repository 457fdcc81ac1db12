use mailbox_password_rules::{Policy, ProblemCode, Rule};

use super::Given;
use crate::{
    model::{Failure, NotSent, Refusal},
    words::{failure, refusal},
};

fn refused(code: ProblemCode) -> Refusal {
    Refusal {
        code: Some(code),
        status: code.status(),
        ..Refusal::default()
    }
}

/// Every code has its sentence; the cases name each of them once.
#[track_caller]
fn check_codes(given: &Given, cases: [(ProblemCode, &str); 13]) {
    assert_eq!(cases.map(|(code, _)| code), ProblemCode::ALL);
    for (code, expected) in cases {
        let words = refusal(given.wording(), &refused(code));
        assert_eq!(words, expected, "{code:?}");
        let whole = failure(given.wording(), &Failure::Refused(refused(code)));
        assert_eq!(whole, expected, "{code:?}");
    }
}

#[test]
fn every_refusal_has_its_sentence() {
    check_codes(
        &Given::default(),
        [
            (
                ProblemCode::Busy,
                "Another change of this password is running. It may still succeed: wait a moment, then try again.",
            ),
            (
                ProblemCode::ChangeNotAllowed,
                "You may not change this password yourself. Ask your administrator.",
            ),
            (
                ProblemCode::CurrentPasswordIncorrect,
                "This is not the current password.",
            ),
            (
                ProblemCode::DirectoryUnavailable,
                "The mail server cannot be reached right now.",
            ),
            (ProblemCode::MailboxLocked, "The mailbox is locked."),
            (
                ProblemCode::MailboxMismatch,
                "You are signed in for another mailbox, not this one. Sign in for this one, or ask your administrator.",
            ),
            (
                ProblemCode::MailboxUnknown,
                "The mail server does not know this mailbox. Ask your administrator.",
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
                "Your session has ended. Sign in again in another tab: what you typed stays here.",
            ),
            (
                ProblemCode::TooSoon,
                "The current password is too new to be changed again.",
            ),
        ],
    );
}

#[test]
fn an_administrator_reads_of_somebody_elses_password() {
    check_codes(
        &Given::for_administrator(),
        [
            (
                ProblemCode::Busy,
                "Another change of this password is running. It may still succeed: wait a moment, then try again.",
            ),
            (
                ProblemCode::ChangeNotAllowed,
                "You may not set this password here. You change your own password in your own mailbox, as its user.",
            ),
            (
                ProblemCode::CurrentPasswordIncorrect,
                "This is not the current password.",
            ),
            (
                ProblemCode::DirectoryUnavailable,
                "The mail server cannot be reached right now.",
            ),
            (ProblemCode::MailboxLocked, "The mailbox is locked."),
            (
                ProblemCode::MailboxMismatch,
                "The server took this for another mailbox. Nothing was changed. Reload the page.",
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
                "Your session has ended. Sign in again in another tab: what you typed stays here.",
            ),
            (
                ProblemCode::TooSoon,
                "The current password is too new to be changed again.",
            ),
        ],
    );
}

#[test]
fn a_rejected_password_is_told_which_rules_it_breaks() {
    let given = Given {
        policy: Policy {
            history: Some(5),
            ..Policy::default()
        },
        ..Given::default()
    };
    let refusal_ = Refusal {
        rules: vec![Rule::History, Rule::DisplayName],
        ..refused(ProblemCode::PasswordRejected)
    };
    assert_eq!(
        refusal(given.wording(), &refusal_),
        "The mail server refused it. Its rules: not one of the last 5 passwords; no part of your name."
    );
}

#[test]
fn an_answer_without_a_code_is_said_with_its_status() {
    for (status, expected) in [
        (400, "The server refused the request (400)."),
        (404, "The server refused the request (404)."),
        // A job that failed and named no reason has no status either.
        (0, ""),
    ] {
        let without_code = Refusal {
            status,
            ..Refusal::default()
        };
        let words = refusal(Given::default().wording(), &without_code);
        assert_eq!(words, expected, "{status}");
    }
}

#[test]
fn what_was_not_sent_says_so() {
    for (failed, expected) in [
        (Failure::NotChanged, "You can try again."),
        (Failure::NotSent(NotSent::Cancelled), "Nothing was sent."),
        (
            Failure::NotSent(NotSent::Headers),
            "The page could not prepare the request. Nothing was sent.",
        ),
    ] {
        assert_eq!(failure(Given::default().wording(), &failed), expected);
    }
}
