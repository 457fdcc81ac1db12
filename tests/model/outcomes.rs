//! Judging a response as changed, not changed or unknown: the status decides, and a body never makes it clearer.

use mailbox_password::model::{BackEndAnswer, Changed, Outcome, Refusal, UnknownCause, judge};
use mailbox_password_rules::{ProblemCode, Rule};

#[track_caller]
fn check(answer: BackEndAnswer, expected: &Outcome) {
    let said = format!("{answer:?}");
    assert_eq!(judge(answer), *expected, "{said}");
}

fn status(status: u16) -> BackEndAnswer {
    BackEndAnswer {
        status,
        ..BackEndAnswer::default()
    }
}

/// Responses whose bodies could mislead.
fn with_every_body(status: u16) -> impl Iterator<Item = BackEndAnswer> {
    let codes = ProblemCode::ALL.into_iter().map(|code| Some(code.id()));
    codes
        .chain([None, Some("about:blank"), Some("")])
        .map(move |code| BackEndAnswer {
            status,
            problem_type: code.map(|code| format!("https://example.com/problems/{code}")),
            change: Some(changed_at(1.0)),
            retry_after: Some(1),
            ..BackEndAnswer::default()
        })
}

fn changed_at(at: f64) -> Changed {
    Changed {
        at: Some(at),
        ..Changed::default()
    }
}

fn refused(status: u16, code: Option<ProblemCode>) -> Outcome {
    Outcome::Refused(Refusal {
        status,
        code,
        ..Refusal::default()
    })
}

fn unknown(status: u16) -> Outcome {
    Outcome::Unknown(UnknownCause::Status(status))
}

#[test]
fn a_problem_code_with_its_status_is_a_refusal() {
    for code in ProblemCode::ALL {
        for prefix in [
            "https://mail.example/problems/",
            "urn:problem:",
            "/problems#",
            "",
        ] {
            let answer = BackEndAnswer {
                problem_type: Some(format!("{prefix}{}", code.id())),
                ..status(code.status())
            };
            check(answer, &refused(code.status(), Some(code)));
        }
    }
}

#[test]
fn problem_codes_are_compared_exactly() {
    for name in ["Busy", "busy ", "busy/", "not-busy", "busy?x"] {
        let answer = BackEndAnswer {
            problem_type: Some(format!("https://mail.example/{name}")),
            ..status(409)
        };
        check(answer, &refused(409, None));
    }
}

#[test]
fn any_4xx_but_408_is_not_changed_whatever_its_body() {
    for number in (400..500).filter(|number| *number != 408) {
        for answer in with_every_body(number) {
            let outcome = judge(answer.clone());
            assert!(
                matches!(outcome, Outcome::Refused(_)),
                "{answer:?}: {outcome:?}"
            );
        }
    }
}

#[test]
fn an_unambiguous_status_needs_no_problem_code() {
    check(
        status(401),
        &refused(401, Some(ProblemCode::SessionExpired)),
    );
    check(
        status(422),
        &refused(422, Some(ProblemCode::PasswordRejected)),
    );
    check(status(423), &refused(423, Some(ProblemCode::MailboxLocked)));
    check(status(429), &refused(429, Some(ProblemCode::RateLimited)));
    for number in [400, 403, 404, 405, 409, 413, 415, 418] {
        check(status(number), &refused(number, None));
    }
}

#[test]
fn a_408_is_unknown_whatever_its_body() {
    with_every_body(408).for_each(|answer| check(answer, &unknown(408)));
}

#[test]
fn a_5xx_is_unknown_except_503_with_directory_unavailable() {
    let ours = Some(ProblemCode::DirectoryUnavailable);
    for number in 500..600 {
        for answer in with_every_body(number) {
            let named = answer
                .problem_type
                .as_deref()
                .and_then(ProblemCode::from_type);
            let is_ours = number == 503 && named == ours;
            let is_refused = matches!(judge(answer.clone()), Outcome::Refused(_));
            assert_eq!(is_refused, is_ours, "{answer:?}");
        }
    }
    check(status(503), &unknown(503));
}

#[test]
fn a_200_is_changed_only_with_changed_at() {
    let full = Changed {
        at: Some(1.0),
        old_works_until: Some(2.0),
        works_from: Some(3.0),
    };
    let ok = |change| BackEndAnswer {
        change,
        ..status(200)
    };
    check(ok(Some(full.clone())), &Outcome::Changed(full));
    check(ok(Some(Changed::default())), &unknown(200));
    check(ok(None), &unknown(200));
}

#[test]
fn a_204_is_changed() {
    check(status(204), &Outcome::Changed(Changed::default()));
}

#[test]
fn a_202_is_accepted_only_with_a_location() {
    let location = "https://mail.example/jobs/1";
    let accepted = BackEndAnswer {
        location: Some(location.into()),
        retry_after: Some(3),
        ..status(202)
    };
    check(
        accepted,
        &Outcome::Accepted {
            location: location.into(),
            retry_after: Some(3),
        },
    );
    check(status(202), &unknown(202));
}

#[test]
fn every_other_status_is_unknown() {
    let clear = [200, 202, 204];
    for number in (0..400)
        .chain(600..1000)
        .filter(|number| !clear.contains(number))
    {
        with_every_body(number).for_each(|answer| check(answer, &unknown(number)));
    }
}

#[test]
fn a_redirect_is_unknown_whatever_its_body() {
    for number in [0, 200, 204, 302, 401, 422] {
        for answer in with_every_body(number) {
            let redirected = BackEndAnswer {
                redirect: true,
                ..answer
            };
            check(redirected, &Outcome::Unknown(UnknownCause::Redirect));
        }
    }
}

#[test]
fn a_refusal_keeps_its_details_and_drops_unknown_rules() {
    let answer = BackEndAnswer {
        problem_type: Some("password-rejected".into()),
        attempts_left: Some(2),
        violations: vec![
            "history".into(),
            "phase-of-the-moon".into(),
            "min-length".into(),
        ],
        retry_after: Some(5),
        unlocks_in: Some(60),
        ..status(422)
    };
    let refusal = Refusal {
        code: Some(ProblemCode::PasswordRejected),
        status: 422,
        attempts_left: Some(2),
        rules: vec![Rule::History, Rule::MinLength],
        retry_after: Some(5),
        unlocks_in: Some(60),
    };
    check(answer, &Outcome::Refused(refusal));
}

#[test]
fn every_unknown_cause_has_its_own_console_message() {
    let causes = [
        UnknownCause::Interrupted,
        UnknownCause::JobLost,
        UnknownCause::Network,
        UnknownCause::Redirect,
        UnknownCause::Status(500),
        UnknownCause::Status(502),
        UnknownCause::Timeout,
    ];
    let words: std::collections::BTreeSet<_> = causes.map(UnknownCause::reason).into();
    assert_eq!(words.len(), causes.len());
    assert!(words.contains("status 502"));
}
