use mailbox_password_rules::{Finding, ProblemCode, Rule, Verdict};

use super::{Given, at};
use crate::{
    config::{Endpoint, Help, Mode},
    model::{
        Attempt, Change, ChangeOptions, Failure, Field, FieldError, NotSent, Phase, Refusal,
        UnknownCause, UnknownOutcome,
    },
    state::{ChangeState, ErrorSummary, Form, FormStatus, HelpKind, Judgement},
    words::{button_waits, form_status, reference, sentences, status_as_text},
};

fn refused(code: Option<ProblemCode>) -> Failure {
    Failure::Refused(Refusal {
        code,
        status: code.map_or(400, ProblemCode::status),
        ..Refusal::default()
    })
}

/// A change that was sent, and did not happen.
pub(super) fn failed(failure: Failure) -> ChangeState {
    ChangeState {
        change: Change {
            attempt: Some(Attempt {
                key: "1a2b3c4d5e".into(),
                baseline: None,
                sent_at: 0.0,
                edits: 0,
                check_bits: None,
                options: ChangeOptions::default(),
                location: None,
            }),
            failure: Some(failure),
            ..Change::default()
        },
        ..ChangeState::default()
    }
}

fn given(mode: Mode) -> Given {
    let mut given = match mode {
        Mode::Administrator => Given::for_administrator(),
        Mode::User | Mode::Recovery => Given::default(),
    };
    given.config.help = Some(Help {
        text: "+1-555-0100".into(),
        href: None,
    });
    given
}

fn status(given: &Given, form: &Form, change: &ChangeState, is_locked: bool) -> FormStatus {
    let judgement = Judgement::default();
    form_status(given.wording(), form, &judgement, change, is_locked)
}

pub(super) fn status_of(given: &Given, change: &ChangeState) -> FormStatus {
    let form = Form {
        summary: Some(ErrorSummary::Failed),
        ..Form::default()
    };
    status(given, &form, change, false)
}

/// What stands in the line below the button.
fn in_one_line(status: &FormStatus) -> String {
    sentences(&[status.text.clone(), status.waits.clone()])
}

fn failure_words(given: &Given, failure: Failure) -> String {
    status_of(given, &failed(failure)).text
}

#[test]
fn an_untouched_form_says_nothing() {
    let (given, form) = (Given::default(), Form::default());
    let status = status(&given, &form, &ChangeState::default(), false);
    assert_eq!(status, FormStatus::default());
}

#[test]
fn what_the_button_waits_for_is_said_below_it() {
    let phase = |phase| {
        let mut change = ChangeState::default();
        change.change.phase = phase;
        change
    };
    let slow = ChangeState {
        is_slow: true,
        ..phase(Phase::Sending)
    };
    let held = ChangeState {
        held_since: Some(0.0),
        ..ChangeState::default()
    };
    let unknown = phase(Phase::Unknown(UnknownOutcome {
        cause: UnknownCause::Timeout,
        in_form: true,
        since: 0.0,
        settles_at: None,
        said: None,
        check: None,
    }));
    let mut limited = ChangeState::default();
    limited.change.wait_until = Some(at(14, 5));
    let unanswered = "Waiting for your answer above";
    let without_check = status(&Given::default(), &Form::default(), &unknown, false);
    assert_eq!(without_check.waits, unanswered);
    let mut given = Given::default();
    given.config.status_endpoint = Some(Endpoint::default());
    for (change, is_locked, expected) in [
        (phase(Phase::Sending), false, ""),
        (slow, false, "Still working. Keep this page open."),
        (held, false, "One moment…"),
        (unknown, true, "Waiting for Check"),
        (
            ChangeState::default(),
            true,
            "Waiting until the mailbox is unlocked",
        ),
        (limited, false, "You can try again from 14:05."),
    ] {
        let status = status(&given, &Form::default(), &change, is_locked);
        assert_eq!(status.waits, expected);
        assert_eq!(status.kind, None);
    }
}

#[test]
fn a_stopped_submit_names_the_fields_to_correct() {
    let mut form = Form {
        summary: Some(ErrorSummary::Stopped),
        ..Form::default()
    };
    form.errors.set(Field::New, Some(FieldError::Missing));
    form.errors.set(Field::Confirm, Some(FieldError::Mismatch));
    let given = Given::default();
    let words = |form: &Form| {
        let change = ChangeState::default();
        status(&given, form, &change, false)
    };
    let status = words(&form);
    assert_eq!(status.fields, [Field::New, Field::Confirm]);
    assert_eq!(status.kind, Some(HelpKind::Bad));
    assert_eq!(
        status_as_text(&given.texts, &status),
        "Nothing was sent. Please correct: New password, Confirm new password"
    );
    form.errors.set(Field::New, None);
    form.errors.set(Field::Confirm, None);
    assert_eq!(words(&form), FormStatus::default());
}

#[test]
fn that_nothing_was_changed_is_said_once_with_what_is_about_the_whole_form() {
    for (failure, expected) in [
        (refused(Some(ProblemCode::PasswordRejected)), ""),
        (
            refused(Some(ProblemCode::RateLimited)),
            " Too many tries in a short time.",
        ),
        (refused(None), " The server refused the request (400)."),
        (Failure::NotChanged, " You can try again."),
        (
            Failure::NotSent(NotSent::Headers),
            " The page could not prepare the request. Nothing was sent.",
        ),
    ] {
        let own = failure_words(&Given::default(), failure.clone());
        assert_eq!(own, format!("Your password was not changed.{expected}"));
        let somebody_elses = failure_words(&Given::for_administrator(), failure);
        assert_eq!(
            somebody_elses,
            format!("The password was not changed.{expected}")
        );
    }
}

#[test]
fn without_a_reason_the_rules_that_cannot_be_checked_here_are_named() {
    let finding = |rule, verdict| Finding {
        rule,
        verdict,
        word: None,
    };
    let form = Form {
        summary: Some(ErrorSummary::Failed),
        ..Form::default()
    };
    let judgement = Judgement {
        findings: vec![
            finding(Rule::MinLength, Verdict::Met),
            finding(Rule::History, Verdict::CannotCheckHere),
            finding(Rule::MinAge, Verdict::CannotCheckHere),
        ],
        ..Judgement::default()
    };
    let change = failed(refused(Some(ProblemCode::PasswordRejected)));
    let given = Given::default();
    let status = form_status(given.wording(), &form, &judgement, &change, false);
    assert_eq!(
        status.aside,
        "It may break a rule that is not shown here. Your old password is still your password. Only the server can check this: none of the earlier passwords; the current password must be older.\nReference: 1a2b3c"
    );
}

#[test]
fn the_administrator_is_named_where_only_they_can_help() {
    for code in ProblemCode::ALL.map(Some).into_iter().chain([None]) {
        let is_theirs = matches!(
            code,
            Some(
                ProblemCode::ChangeNotAllowed
                    | ProblemCode::MailboxMismatch
                    | ProblemCode::MailboxUnknown,
            ) | None
        );
        let change = failed(refused(code));
        let help = "How to reach your administrator: \t+1-555-0100\t\n";
        let user = status_of(&given(Mode::User), &change).aside;
        assert_eq!(user.contains(help), is_theirs, "{code:?}: {user}");
        let administrator = status_of(&given(Mode::Administrator), &change).aside;
        assert!(!administrator.contains(help), "{code:?}: {administrator}");
        assert!(user.ends_with("Reference: 1a2b3c"), "{user}");
    }
}

#[test]
fn until_when_to_wait_stands_with_the_failure() {
    for (code, until, expected) in [
        (
            ProblemCode::TooSoon,
            at(9, 30),
            "The current password is too new to be changed again. You can change it from 09:30.",
        ),
        // Never earlier than it is: seconds count as a minute.
        (
            ProblemCode::RateLimited,
            at(9, 30) + 1_000.0,
            "Too many tries in a short time. You can try again from 09:31.",
        ),
    ] {
        let mut change = failed(refused(Some(code)));
        change.change.wait_until = Some(until);
        assert_eq!(
            in_one_line(&status_of(&Given::default(), &change)),
            format!("Your password was not changed. {expected}")
        );
    }
}

#[test]
fn what_the_back_end_did_not_refuse_has_nothing_beside_it() {
    for failure in [Failure::NotChanged, Failure::NotSent(NotSent::Cancelled)] {
        assert_eq!(status_of(&given(Mode::User), &failed(failure)).aside, "");
    }
}

#[test]
fn the_reference_is_the_beginning_of_the_requests_key() {
    let texts = Given::default().texts;
    assert_eq!(
        reference(&texts, &failed(Failure::NotChanged)),
        "Reference: 1a2b3c"
    );
    assert_eq!(reference(&texts, &ChangeState::default()), "");
}

#[test]
fn the_button_says_until_when_it_waits() {
    let texts = Given::default().texts;
    let waits = |failure: &Failure, until| {
        let change = Change {
            failure: Some(failure.clone()),
            wait_until: until,
            ..Change::default()
        };
        button_waits(&texts, &change)
    };
    let limited = refused(Some(ProblemCode::RateLimited));
    for (until, expected) in [
        (at(14, 5), "You can try again from 14:05."),
        (at(23, 59) + 1.0, "You can try again from 00:00."),
    ] {
        assert_eq!(waits(&limited, Some(until)), expected);
    }
    assert_eq!(waits(&limited, None), "");
    let too_soon = refused(Some(ProblemCode::TooSoon));
    assert_eq!(
        waits(&too_soon, Some(at(14, 5))),
        "You can change it from 14:05."
    );
}
