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

/// Every event, some time after the one before.
fn event() -> impl Strategy<Value = (f64, Timed)> {
    let check = (
        proptest::option::of("[ab]"),
        proptest::option::of("1a2b3c|ffffff"),
    );
    let event = prop_oneof![
        an_attempt().prop_map(|attempt| timed(move |_| ChangeEvent::Sent(attempt.clone()))),
        an_attempt()
            .prop_map(|attempt| timed(move |now| { ChangeEvent::Resumed(attempt.clone(), now) })),
        outcome()
            .prop_map(|outcome| timed(move |now| { ChangeEvent::Answered(outcome.clone(), now) })),
        Just(timed(|_| ChangeEvent::CheckStarted)),
        Just(timed(|_| ChangeEvent::CheckFailed)),
        Just(timed(|_| ChangeEvent::Edited)),
        check.prop_map(|(changed_at, last_reference)| timed(move |now| {
            ChangeEvent::CheckEnded {
                changed_at: changed_at.clone(),
                at: None,
                last_reference: last_reference.clone(),
                now,
            }
        })),
        (works(), 0..120_u32).prop_map(|(works, grace)| timed(move |now| {
            ChangeEvent::Proved { works, grace, now }
        })),
        prop_oneof![Just(NotSent::Cancelled), Just(NotSent::Headers)]
            .prop_map(|why| timed(move |_| ChangeEvent::NotSent(why))),
    ];
    (0.0..SETTLED_AFTER, event)
}

/// An event that gets its time.
#[derive(Clone)]
struct Timed(std::rc::Rc<dyn Fn(f64) -> ChangeEvent>);

impl std::fmt::Debug for Timed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", (self.0)(f64::NAN))
    }
}

fn timed(event: impl Fn(f64) -> ChangeEvent + 'static) -> Timed {
    Timed(std::rc::Rc::new(event))
}

fn works() -> impl Strategy<Value = WorkingPassword> {
    prop_oneof![
        Just(WorkingPassword::Neither),
        Just(WorkingPassword::New),
        Just(WorkingPassword::Old)
    ]
}

/// Events one after the other: the clock never goes back.
fn events() -> impl Strategy<Value = Vec<ChangeEvent>> {
    proptest::collection::vec(event(), 0..40).prop_map(|events| {
        let mut now = SENT_AT;
        let with_time = |(after, event): (f64, Timed)| {
            now += after;
            (event.0)(now)
        };
        events.into_iter().map(with_time).collect()
    })
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
            after([ChangeEvent::Resumed(attempt(0), SENT_AT)])
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
                let is_settled = matches!(change.failure, Some(Failure::NotChanged | Failure::Refused(_)));
                prop_assert!(is_settled);
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
    fn nothing_is_settled_unless_the_back_end_or_the_person_twice_said_so(events in events()) {
        // What was said since the outcome is unknown: equal answers, and what the person says.
        let mut equal: Vec<f64> = Vec::new();
        let mut said: Vec<(WorkingPassword, f64)> = Vec::new();
        let settled = |change: &Change| {
            let is_changed = matches!(change.phase, Phase::Changed(_));
            (is_changed, change.failure == Some(Failure::NotChanged) && change.phase == Phase::Editing)
        };
        let mut change = Change::default();
        for event in events {
            let before = change.clone();
            change = then(change, event.clone());
            let attempt = before.attempt.clone();
            let (was_changed, was_not_changed) = settled(&before);
            let (is_changed, is_not_changed) = settled(&change);
            let twice = |works: WorkingPassword, apart: f64, now: f64| {
                let last = said.iter().rev().take_while(|(other, _)| *other == works);
                last.map(|(_, at)| now - at).any(|passed| passed >= apart)
            };
            if is_changed && !was_changed {
                let is_said = match &event {
                    ChangeEvent::Answered(Outcome::Changed(_), _) => true,
                    ChangeEvent::CheckEnded { last_reference, .. } => last_reference.as_deref() == Some("1a2b3c"),
                    ChangeEvent::Proved { works: WorkingPassword::New, now, .. } => {
                        twice(WorkingPassword::New, 1000.0, *now)
                    }
                    _ => false,
                };
                prop_assert!(is_said, "{:?}", event);
            }
            if is_not_changed && !was_not_changed {
                let is_said = match &event {
                    ChangeEvent::CheckEnded { changed_at, now, .. } => {
                        let baseline = attempt.and_then(|attempt| attempt.baseline);
                        changed_at.is_some() && *changed_at == baseline
                            && equal.iter().any(|at| now - at >= SETTLED_AFTER)
                    }
                    ChangeEvent::Proved { works: WorkingPassword::Old, now, .. } => {
                        twice(WorkingPassword::Old, SETTLED_AFTER, *now)
                    }
                    _ => false,
                };
                prop_assert!(is_said, "{:?}", event);
            }
            match (&before.phase, &event) {
                (Phase::Unknown(_), ChangeEvent::CheckEnded { now, .. }) => equal.push(*now),
                (Phase::Unknown(_), ChangeEvent::Proved { works, now, .. }) => said.push((*works, *now)),
                (Phase::Unknown(_), _) => {}
                _ => {
                    equal.clear();
                    said.clear();
                }
            }
        }
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
