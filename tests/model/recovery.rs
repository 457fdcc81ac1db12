//! The recovery of a locked mailbox: the order of its steps, undoing them, and merging the devices of the back end.

use mailbox_password::model::{Recovery, RecoveryDevice, Side, Step};
use proptest::prelude::*;

use super::SENT_AT;

/// Checks the next step of a recovery, and the last one, which can be undone.
#[track_caller]
fn check(recovery: &Recovery, next: Option<Step>, last: Option<Step>) {
    assert_eq!(
        (recovery.next(), recovery.last_done()),
        (next, last),
        "{recovery:?}"
    );
}

fn device(id: &str, listed: bool) -> RecoveryDevice {
    RecoveryDevice {
        id: id.into(),
        name: format!("name of {id}"),
        client: "other".into(),
        listed,
        ..RecoveryDevice::default()
    }
}

fn with(devices: Vec<RecoveryDevice>) -> Recovery {
    Recovery {
        devices,
        ..Recovery::default()
    }
}

fn ids(recovery: &Recovery) -> Vec<&str> {
    recovery
        .devices
        .iter()
        .map(|device| device.id.as_str())
        .collect()
}

#[test]
fn steps_are_numbered_from_one_and_only_the_third_is_the_administrators() {
    for (step, number) in Step::ALL.into_iter().zip(1..) {
        assert_eq!(step.number(), number);
        let is_administrators = step.side() == Side::Administrator;
        assert_eq!(is_administrators, step == Step::Unlock);
    }
}

#[test]
fn reporting_a_step_leads_to_the_next() {
    let mut recovery = Recovery::default();
    check(&recovery, Some(Step::Gather), None);
    for (index, step) in Step::ALL.into_iter().enumerate() {
        recovery.report(step, SENT_AT);
        assert_eq!(recovery.done(step), Some(SENT_AT));
        check(&recovery, Step::ALL.get(index + 1).copied(), Some(step));
    }
}

#[test]
fn an_early_unlock_leaves_the_earlier_steps_open() {
    let mut recovery = Recovery::default();
    recovery.report(Step::Unlock, SENT_AT);
    check(&recovery, Some(Step::Gather), Some(Step::Unlock));
}

#[test]
fn it_has_begun_once_something_was_reported() {
    let mut recovery = with(vec![device("a", true)]);
    assert!(!recovery.has_begun());
    recovery.devices[0].off_at = Some(SENT_AT);
    assert!(recovery.has_begun());
    assert!(with(vec![device("b", false)]).has_begun());
    let mut recovery = Recovery::default();
    recovery.report(Step::Gather, SENT_AT);
    assert!(recovery.has_begun());
}

#[test]
fn proving_the_password_clears_the_refusal() {
    let mut recovery = Recovery {
        was_refused: true,
        ..Recovery::default()
    };
    recovery.report(Step::Unlock, SENT_AT);
    assert!(recovery.was_refused);
    assert_eq!(recovery.side(Step::Prove), Side::Administrator);
    assert_eq!(recovery.side(Step::Enter), Side::User);
    recovery.report(Step::Prove, SENT_AT);
    assert!(!recovery.was_refused);
}

#[test]
fn the_first_device_that_is_not_back_is_next() {
    let mut recovery = with(vec![
        device("a", true),
        device("b", true),
        device("c", false),
    ]);
    assert_eq!(recovery.current_device(), Some(0));
    recovery.devices[1].is_back = true;
    assert_eq!(recovery.current_device(), Some(0));
    recovery.devices[0].is_back = true;
    assert_eq!(recovery.current_device(), Some(2));
    recovery.devices[2].is_back = true;
    assert_eq!(recovery.current_device(), None);
    assert_eq!(with(vec![]).current_device(), None);
}

#[test]
fn the_first_device_that_still_has_the_password_is_next() {
    let mut recovery = with(vec![device("a", true), device("b", true)]);
    assert!(recovery.is_next_off("a") && !recovery.is_next_off("b"));
    recovery.devices[0].off_at = Some(SENT_AT);
    assert!(!recovery.is_next_off("a") && recovery.is_next_off("b"));
    recovery.devices[1].off_at = Some(SENT_AT);
    assert!(!recovery.is_next_off("a") && !recovery.is_next_off("b"));
}

#[test]
fn only_what_a_step_does_with_each_device_makes_it_done_there() {
    let done = RecoveryDevice {
        off_at: Some(SENT_AT),
        is_back: true,
        ..device("a", true)
    };
    let steps = Step::ALL.map(|step| (done.is_done(step), device("a", true).is_done(step)));
    let [gather, remove, unlock, prove, enter] = steps;
    assert_eq!([gather, unlock, prove], [(false, false); 3]);
    assert_eq!([remove, enter], [(true, false); 2]);
}

#[test]
fn devices_of_the_back_end_come_first_and_keep_their_reports() {
    let mut recovery = with(vec![device("a", true), device("own-other-1", false)]);
    recovery.devices[0].off_at = Some(SENT_AT);
    recovery.devices[1].off_at = Some(SENT_AT);
    let mut renamed = device("a", true);
    renamed.name = "another name".into();
    renamed.refused_at = Some(SENT_AT);
    recovery.merge(vec![
        device("b", true),
        renamed,
        device("own-other-1", true),
    ]);
    assert_eq!(ids(&recovery), ["a", "b", "own-other-1", "own-other-1"]);
    let known = &recovery.devices[0];
    assert!(known.off_at.is_some() && recovery.devices[1].off_at.is_none());
    assert_eq!(known.name, "another name");
    assert_eq!(known.refused_at, Some(SENT_AT));
    assert!(
        recovery.devices[2].off_at.is_none() && recovery.devices[3].off_at.is_some(),
        "an added device stays separate"
    );
}

proptest! {
    #[test]
    fn undoing_a_step_undoes_all_later_ones(reported in prop::array::uniform5(any::<bool>()), index in 0..5_usize) {
        let mut recovery = Recovery::default();
        for (step, is_reported) in Step::ALL.into_iter().zip(reported) {
            if is_reported {
                recovery.report(step, SENT_AT);
            }
        }
        recovery.undo(Step::ALL[index]);
        for (at, step) in Step::ALL.into_iter().enumerate() {
            prop_assert_eq!(recovery.done(step).is_some(), reported[at] && at < index);
        }
    }

    #[test]
    fn merging_devices_is_idempotent(names in prop::collection::vec("[a-e]", 0..8), known in prop::collection::vec("[a-e]", 0..4)) {
        let listed = || names.iter().map(|id| device(id, true)).collect::<Vec<_>>();
        let mut recovery = with(known.iter().map(|id| device(id, false)).collect());
        recovery.merge(listed());
        let once = recovery.clone();
        recovery.merge(listed());
        prop_assert_eq!(&recovery, &once);
        let mut all: Vec<_> = recovery.devices.iter().filter(|device| device.listed).map(|device| &device.id).collect();
        let count = all.len();
        all.sort();
        all.dedup();
        prop_assert_eq!(all.len(), count, "each once");
        prop_assert_eq!(recovery.devices.iter().filter(|device| !device.listed).count(), known.len());
    }
}
