//! The job of a `202`: it is running, it has ended, or its outcome is unknown.

use mailbox_password::model::{BackEndAnswer, Changed, JobState, Outcome, Refusal, judge_job};
use mailbox_password_rules::ProblemCode;

#[track_caller]
fn check(answer: BackEndAnswer, state: Option<&str>, expected: &JobState) {
    let said = format!("{state:?} {answer:?}");
    assert_eq!(judge_job(answer, state), *expected, "{said}");
}

fn status(status: u16) -> BackEndAnswer {
    BackEndAnswer {
        status,
        ..BackEndAnswer::default()
    }
}

#[test]
fn a_running_job_is_polled_after_its_retry_interval() {
    let running = |retry_after| BackEndAnswer {
        retry_after,
        ..status(200)
    };
    check(
        running(Some(7)),
        Some("running"),
        &JobState::Running(Some(7)),
    );
    check(running(None), Some("running"), &JobState::Running(None));
}

#[test]
fn a_done_job_is_changed_even_without_a_time() {
    let at = Changed {
        at: Some(1.0),
        ..Changed::default()
    };
    let done = BackEndAnswer {
        change: Some(at.clone()),
        ..status(200)
    };
    check(done, Some("done"), &JobState::Ended(Outcome::Changed(at)));
    check(
        status(200),
        Some("done"),
        &JobState::Ended(Outcome::Changed(Changed::default())),
    );
}

#[test]
fn a_failed_job_is_refused_with_its_code() {
    for code in ProblemCode::ALL {
        let failed = BackEndAnswer {
            problem_type: Some(format!("https://mail.example/{}", code.id())),
            retry_after: Some(9),
            ..status(200)
        };
        let refusal = Refusal {
            code: Some(code),
            status: code.status(),
            retry_after: Some(9),
            ..Refusal::default()
        };
        check(
            failed,
            Some("failed"),
            &JobState::Ended(Outcome::Refused(refusal)),
        );
    }
}

#[test]
fn a_failed_job_without_a_code_does_not_blame_the_password() {
    let refusal = Refusal {
        code: None,
        status: 0,
        ..Refusal::default()
    };
    check(
        status(200),
        Some("failed"),
        &JobState::Ended(Outcome::Refused(refusal)),
    );
}

#[test]
fn the_reason_of_a_failed_job_can_ask_to_wait() {
    // `retryAfter` of the problem is read by `api`, as that of any other answer.
    let failed = BackEndAnswer {
        problem_type: Some("urn:x:too-soon".into()),
        retry_after: Some(3600),
        ..status(200)
    };
    let JobState::Ended(Outcome::Refused(refusal)) = judge_job(failed, Some("failed")) else {
        panic!("it was refused");
    };
    assert_eq!(refusal.retry_after, Some(3600));
}

#[test]
fn no_unclear_answer_of_the_job_url_ends_the_job() {
    for number in [
        0, 201, 202, 204, 302, 400, 401, 403, 404, 408, 410, 429, 500, 501, 502, 503, 504,
    ] {
        for state in [None, Some("running"), Some("done"), Some("failed")] {
            let away = BackEndAnswer {
                retry_after: Some(4),
                ..status(number)
            };
            check(away, state, &JobState::Running(Some(4)));
        }
    }
    for state in [None, Some(""), Some("Done"), Some("cancelled")] {
        check(status(200), state, &JobState::Running(None));
    }
}
