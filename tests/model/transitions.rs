//! Transitions between phases. An event that does not fit the phase changes nothing.

use mailbox_password::flow::{
    Changed, Check, Doubt, Event, Failure, Finding, Flow, NotSent, Outcome, Phase, Refusal,
    SETTLED_AFTER, UnknownCause, Works,
};

use super::{BEFORE, SENT_AT, after, attempt, then};

#[track_caller]
fn check(events: impl IntoIterator<Item = Event>, expected: &Phase) {
    assert_eq!(after(events).phase, *expected);
}

fn sent() -> Event {
    Event::Sent(attempt(0))
}

fn answered(outcome: Outcome) -> Event {
    Event::Answered(outcome, SENT_AT)
}

fn lost() -> Event {
    answered(Outcome::Unknown(UnknownCause::Network))
}

fn refused(retry_after: Option<u32>) -> Event {
    answered(Outcome::Refused(Refusal {
        status: 429,
        retry_after,
        ..Refusal::default()
    }))
}

fn found(changed_at: &str, reference: Option<&str>, now: f64) -> Event {
    Event::CheckEnded {
        changed_at: Some(changed_at.into()),
        at: Some(SENT_AT + 700.0),
        last_reference: reference.map(Into::into),
        now,
    }
}

fn doubt(finding: Option<Check>) -> Phase {
    Phase::Unknown(Doubt {
        cause: UnknownCause::Network,
        in_form: true,
        first_equal: None,
        finding,
    })
}

/// One of every event.
fn every_event() -> Vec<Event> {
    vec![
        sent(),
        Event::Resumed(attempt(9)),
        Event::NotSent(NotSent::Offline),
        lost(),
        refused(None),
        answered(Outcome::Changed(Changed::default())),
        answered(Outcome::Accepted {
            location: "https://mail.example/jobs/1".into(),
            retry_after: None,
        }),
        Event::CheckStarted,
        Event::CheckFailed,
        found(BEFORE, None, SENT_AT),
        Event::Proved(Works::Neither),
        Event::Proved(Works::New),
        Event::Proved(Works::Old),
    ]
}

/// Checks that every event except the fitting ones leaves the state unchanged.
#[track_caller]
fn ignores_all_but(flow: &Flow, fits: impl Fn(&Event) -> bool) {
    for event in every_event().into_iter().filter(|event| !fits(event)) {
        assert_eq!(then(flow.clone(), event.clone()), *flow, "{event:?}");
    }
}

#[test]
fn editing_ignores_responses_and_checks() {
    ignores_all_but(&Flow::default(), |event| {
        matches!(
            event,
            Event::Sent(_) | Event::Resumed(_) | Event::NotSent(_)
        )
    });
}

#[test]
fn sending_ignores_everything_but_its_response() {
    ignores_all_but(&after([sent()]), |event| {
        matches!(event, Event::Answered(..) | Event::NotSent(_))
    });
}

#[test]
fn unknown_ignores_everything_but_checks_and_reports() {
    ignores_all_but(&after([sent(), lost()]), |event| {
        matches!(
            event,
            Event::CheckStarted | Event::CheckFailed | Event::CheckEnded { .. } | Event::Proved(_)
        )
    });
}

#[test]
fn changed_ignores_everything() {
    let changed = answered(Outcome::Changed(Changed::default()));
    ignores_all_but(&after([sent(), changed]), |_| false);
}

#[test]
fn a_202_is_not_final() {
    let accepted = Outcome::Accepted {
        location: "https://mail.example/jobs/1".into(),
        retry_after: Some(1),
    };
    check([sent(), answered(accepted)], &Phase::Sending);
}

#[test]
fn a_request_that_was_not_sent_leaves_the_form_unchanged() {
    for why in [NotSent::Cancelled, NotSent::Headers, NotSent::Offline] {
        for events in [vec![Event::NotSent(why)], vec![sent(), Event::NotSent(why)]] {
            let flow = after(events);
            assert_eq!(flow.phase, Phase::Editing);
            assert_eq!(flow.failure, Some(Failure::NotSent(why)));
            assert_eq!(flow.attempt, None);
        }
    }
}

#[test]
fn a_refusal_reopens_the_form_with_its_reason() {
    let flow = after([sent(), refused(None)]);
    assert_eq!(flow.phase, Phase::Editing);
    assert!(matches!(flow.failure, Some(Failure::Refused(_))));
    assert_eq!(flow.attempt, Some(attempt(0)), "its reference is shown");
    assert!(flow.may_send(SENT_AT));
}

#[test]
fn sending_is_blocked_exactly_until_retry_after() {
    let flow = after([sent(), refused(Some(30))]);
    assert!(!flow.may_send(SENT_AT + 29_999.0));
    assert!(flow.may_send(SENT_AT + 30_000.0));
    let next = then(flow, sent());
    assert_eq!(next.wait_until, None);
    assert_eq!(next.failure, None);
}

#[test]
fn sending_is_allowed_only_while_editing() {
    let changed = answered(Outcome::Changed(Changed::default()));
    for events in [vec![sent()], vec![sent(), lost()], vec![sent(), changed]] {
        assert!(!after(events).may_send(f64::MAX));
    }
}

#[test]
fn an_interrupted_attempt_resumes_as_unknown_without_the_password() {
    let interrupted = Phase::Unknown(Doubt {
        cause: UnknownCause::Interrupted,
        in_form: false,
        first_equal: None,
        finding: None,
    });
    check([Event::Resumed(attempt(9))], &interrupted);
}

#[test]
fn a_check_is_running_and_then_has_a_result() {
    let start = [sent(), lost(), Event::CheckStarted];
    check(start.clone(), &doubt(Some(Check::Running)));
    let end = |event| start.clone().into_iter().chain([event]);
    check(end(Event::CheckFailed), &doubt(Some(Check::Failed)));
    let elsewhere = Some(Check::Found(Finding::Elsewhere, SENT_AT));
    check(end(found("other", None, SENT_AT)), &doubt(elsewhere));
    let ours = end(found("other", Some("1a2b3c"), SENT_AT));
    let by_the_back_end = Changed {
        at: Some(SENT_AT + 700.0),
        ..Changed::default()
    };
    check(ours, &Phase::Changed(by_the_back_end));
}

#[test]
fn a_second_equal_status_a_minute_later_is_not_changed() {
    let first = after([sent(), lost(), found(BEFORE, None, SENT_AT)]);
    assert!(matches!(&first.phase, Phase::Unknown(doubt) if doubt.first_equal == Some(SENT_AT)));

    let early = then(first, found(BEFORE, None, SENT_AT + SETTLED_AFTER - 1.0));
    assert!(matches!(early.phase, Phase::Unknown(_)));

    // The minute is counted from the first equal response, not from the last.
    let settled = then(early, found(BEFORE, None, SENT_AT + SETTLED_AFTER));
    assert_eq!(settled.phase, Phase::Editing);
    assert_eq!(settled.failure, Some(Failure::NotChanged));
    assert!(settled.may_send(SENT_AT + SETTLED_AFTER));
}

#[test]
fn the_person_reports_which_password_opened_webmail() {
    check(
        [sent(), lost(), Event::Proved(Works::New)],
        &Phase::Changed(Changed::default()),
    );
    check([sent(), lost(), Event::Proved(Works::Old)], &Phase::Editing);
    check(
        [sent(), lost(), Event::Proved(Works::Neither)],
        &doubt(Some(Check::Neither)),
    );
}

#[test]
fn reset_clears_everything() {
    for events in [vec![], vec![sent(), refused(Some(9))], vec![sent(), lost()]] {
        assert_eq!(then(after(events), Event::Reset), Flow::default());
    }
}
