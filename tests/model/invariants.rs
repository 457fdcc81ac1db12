//! Invariants that hold for every sequence of events.

use mailbox_password::model::{
    Attempt, Change, ChangeEvent, Changed, Failure, NotSent, Outcome, Phase, Refusal,
    SETTLED_AFTER, UnknownCause, WorkingPassword,
};
use proptest::prelude::*;

use super::{SENT_AT, after, attempt, then};

fn outcome() -> impl Strategy<Value = Outcome> {
    let refusal = proptest::option::of(0..90_u32).prop_map(|retry_after| {
        Outcome::Refused(Refusal {
            status: 422,
            retry_after,
            ..Refusal::default()
        })
    });
    prop_oneof![
        Just(Outcome::Changed(Changed::default())),
        Just(Outcome::Accepted {
            location: "https://mail.example/jobs/1".into(),
            retry_after: None,
        }),
        refusal,
        Just(Outcome::Unknown(UnknownCause::Timeout)),
    ]
}

fn an_attempt() -> impl Strategy<Value = Attempt> {
    (0..3_u32, proptest::option::of("[ab]")).prop_map(|(edits, baseline)| Attempt {
        baseline,
        ..attempt(edits)
    })
}

/// Every event.
fn event() -> impl Strategy<Value = ChangeEvent> {
    let time = 0.0..3.0 * SETTLED_AFTER;
    let check = (
        proptest::option::of("[ab]"),
        proptest::option::of("1a2b3c|ffffff"),
        time.clone(),
    );
    prop_oneof![
        an_attempt().prop_map(ChangeEvent::Sent),
        an_attempt().prop_map(ChangeEvent::Resumed),
        (outcome(), time)
            .prop_map(|(outcome, after)| ChangeEvent::Answered(outcome, SENT_AT + after)),
        Just(ChangeEvent::CheckStarted),
        Just(ChangeEvent::CheckFailed),
        check.prop_map(
            |(changed_at, last_reference, after)| ChangeEvent::CheckEnded {
                changed_at,
                at: None,
                last_reference,
                now: SENT_AT + after,
            }
        ),
        prop_oneof![
            Just(WorkingPassword::Neither),
            Just(WorkingPassword::New),
            Just(WorkingPassword::Old)
        ]
        .prop_map(ChangeEvent::Proved),
        prop_oneof![
            Just(NotSent::Cancelled),
            Just(NotSent::Headers),
            Just(NotSent::Offline)
        ]
        .prop_map(ChangeEvent::NotSent),
    ]
}

fn events() -> impl Strategy<Value = Vec<ChangeEvent>> {
    proptest::collection::vec(event(), 0..40)
}

/// Applies all events, and checks each step: the state before, the event, the state after.
fn check(
    events: Vec<ChangeEvent>,
    look: impl Fn(&Change, &ChangeEvent, &Change) -> Result<(), TestCaseError>,
) -> Result<(), TestCaseError> {
    let mut change = Change::default();
    for event in events {
        let before = change.clone();
        change = then(change, event.clone());
        look(&before, &event, &change)?;
    }
    Ok(())
}

proptest! {
    #[test]
    fn unknown_never_leads_to_a_second_send_without_not_changed(
        later in events(),
        resumed in any::<bool>(),
    ) {
        let start = if resumed {
            after([ChangeEvent::Resumed(attempt(0))])
        } else {
            let lost = Outcome::Unknown(UnknownCause::Network);
            after([ChangeEvent::Sent(attempt(0)), ChangeEvent::Answered(lost, SENT_AT)])
        };
        let mut change = start;
        for event in later {
            let was_unknown = matches!(change.phase, Phase::Unknown(_));
            change = then(change, event);
            if was_unknown && !matches!(change.phase, Phase::Unknown(_) | Phase::Changed(_)) {
                prop_assert_eq!(&change.phase, &Phase::Editing);
                prop_assert_eq!(&change.failure, &Some(Failure::NotChanged));
            }
            prop_assert!(!was_unknown || change.phase != Phase::Sending);
        }
    }

    #[test]
    fn a_request_starts_only_by_a_submit_while_editing(events in events()) {
        check(events, |before, event, now| {
            if before.phase != Phase::Sending && now.phase == Phase::Sending {
                prop_assert_eq!(&before.phase, &Phase::Editing);
                prop_assert!(matches!(event, ChangeEvent::Sent(_)));
            }
            Ok(())
        })?;
    }

    #[test]
    fn changed_is_final(events in events()) {
        check(events, |before, _, now| {
            if matches!(before.phase, Phase::Changed(_)) {
                prop_assert_eq!(before, now);
            }
            Ok(())
        })?;
    }

    #[test]
    fn not_changed_comes_only_from_unknown_by_a_check_or_a_report(events in events()) {
        check(events, |before, event, now| {
            if before.failure != Some(Failure::NotChanged) && now.failure == Some(Failure::NotChanged) {
                prop_assert!(matches!(before.phase, Phase::Unknown(_)));
                let by = matches!(event, ChangeEvent::Proved(WorkingPassword::Old) | ChangeEvent::CheckEnded { .. });
                prop_assert!(by);
            }
            Ok(())
        })?;
    }

    #[test]
    fn sending_and_unknown_always_have_an_attempt(events in events()) {
        check(events, |_, _, now| {
            let is_open = matches!(now.phase, Phase::Sending | Phase::Unknown(_));
            prop_assert!(!is_open || now.attempt.is_some());
            Ok(())
        })?;
    }

    #[test]
    fn a_key_is_reused_only_while_editing_and_for_the_values_sent(
        events in events(),
        edits in 0..3_u32,
    ) {
        check(events, |_, _, now| {
            if let Some(key) = now.reusable_key(edits) {
                prop_assert_eq!(&now.phase, &Phase::Editing);
                let attempt = now.attempt.as_ref();
                prop_assert!(attempt.is_some_and(|attempt| attempt.edits == edits && attempt.key == key));
            }
            Ok(())
        })?;
    }
}
