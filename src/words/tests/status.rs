use mailbox_password_rules::ProblemCode;

use super::{Given, at};
use crate::{
    config::{Help, Mode},
    model::{Attempt, Change, ChangeOptions, Failure, NotSent, Phase, Refusal},
    state::{ChangeState, ErrorSummary},
    words::{button_waits, reference, summary_aside, summary_failure, summary_heading},
};

fn refused(code: Option<ProblemCode>) -> Failure {
    Failure::Refused(Refusal {
        code,
        status: code.map_or(400, ProblemCode::status),
        ..Refusal::default()
    })
}

/// A change that was sent, and did not happen.
fn failed(failure: Failure) -> ChangeState {
    ChangeState {
        change: Change {
            attempt: Some(Attempt {
                key: "1a2b3c4d5e".into(),
                baseline: None,
                sent_at: 0.0,
                edits: 0,
                options: ChangeOptions::default(),
            }),
            failure: Some(failure),
            ..Change::default()
        },
        ..ChangeState::default()
    }
}

fn given(mode: Mode) -> Given {
    let mut given = Given::default();
    given.config.mode = mode;
    given.config.help = Some(Help {
        text: "+1-555-0100".into(),
        href: None,
    });
    given
}

#[test]
fn the_heading_says_whether_anything_was_sent() {
    for (summary, own, somebody_elses) in [
        (
            Some(ErrorSummary::Stopped),
            "The password was not sent. Please check:",
            "The password was not sent. Please check:",
        ),
        (
            Some(ErrorSummary::Failed),
            "Your password was not changed.",
            "The password was not changed.",
        ),
        (
            None,
            "Your password was not changed.",
            "The password was not changed.",
        ),
    ] {
        let (user, administrator) = (Given::default(), Given::for_administrator());
        assert_eq!(summary_heading(&user.texts, summary), own);
        assert_eq!(
            summary_heading(&administrator.texts, summary),
            somebody_elses
        );
    }
}

#[test]
fn a_failure_of_a_field_is_said_there_and_not_in_the_summary() {
    for (failure, expected) in [
        (None, ""),
        (
            Some(refused(Some(ProblemCode::CurrentPasswordIncorrect))),
            "",
        ),
        (Some(refused(Some(ProblemCode::PasswordRejected))), ""),
        (
            Some(refused(Some(ProblemCode::RateLimited))),
            "Too many tries in a short time.",
        ),
        (Some(refused(None)), "The server refused the request (400)."),
        (
            Some(Failure::NotChanged),
            "Your password was not changed. You can try again.",
        ),
        (
            Some(Failure::NotSent(NotSent::Offline)),
            "You are offline. Nothing was sent. Your password was not changed.",
        ),
    ] {
        let words = summary_failure(Given::default().wording(), &[], failure.as_ref());
        assert_eq!(words, expected, "{failure:?}");
    }
}

#[test]
fn the_administrator_is_named_where_only_they_can_help() {
    for code in ProblemCode::ALL.map(Some).into_iter().chain([None]) {
        let expected = match code {
            Some(
                ProblemCode::ChangeNotAllowed
                | ProblemCode::MailboxMismatch
                | ProblemCode::MailboxUnknown,
            )
            | None => "How to reach your administrator: +1-555-0100 Reference: 1a2b3c",
            Some(_) => "Reference: 1a2b3c",
        };
        let words = summary_aside(given(Mode::User).wording(), &failed(refused(code)));
        assert_eq!(words, expected, "{code:?}");
    }
}

#[test]
fn an_administrator_is_not_told_how_to_reach_one() {
    let change = failed(refused(Some(ProblemCode::ChangeNotAllowed)));
    assert_eq!(
        summary_aside(given(Mode::Administrator).wording(), &change),
        "Reference: 1a2b3c"
    );
    let without_help = Given::default();
    assert_eq!(
        summary_aside(without_help.wording(), &change),
        "Reference: 1a2b3c"
    );
}

#[test]
fn too_soon_says_from_when_it_is_possible() {
    for (code, wait_until, expected) in [
        (
            ProblemCode::TooSoon,
            Some(at(9, 30)),
            "You can change it from 09:30. Reference: 1a2b3c",
        ),
        // Never earlier than it is: seconds count as a minute.
        (
            ProblemCode::TooSoon,
            Some(at(9, 30) + 1_000.0),
            "You can change it from 09:31. Reference: 1a2b3c",
        ),
        (ProblemCode::TooSoon, None, "Reference: 1a2b3c"),
        // The button says it.
        (
            ProblemCode::RateLimited,
            Some(at(9, 30)),
            "Reference: 1a2b3c",
        ),
    ] {
        let mut change = failed(refused(Some(code)));
        change.change.wait_until = wait_until;
        assert_eq!(summary_aside(Given::default().wording(), &change), expected);
    }
}

#[test]
fn what_the_back_end_did_not_refuse_has_nothing_beside_it() {
    let wording = given(Mode::User);
    for failure in [Failure::NotChanged, Failure::NotSent(NotSent::Cancelled)] {
        assert_eq!(summary_aside(wording.wording(), &failed(failure)), "");
    }
    let mut sending = failed(refused(None));
    sending.change.phase = Phase::Sending;
    assert_eq!(summary_aside(wording.wording(), &sending), "");
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
    assert_eq!(
        button_waits(&texts, Some(at(14, 5))),
        "You can try again at 14:05."
    );
    assert_eq!(
        button_waits(&texts, Some(at(23, 59) + 1.0)),
        "You can try again at 00:00."
    );
    assert_eq!(button_waits(&texts, None), "");
}
