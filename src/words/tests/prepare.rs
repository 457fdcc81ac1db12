use mailbox_password_rules::{Lockout, Policy};

use super::{Given, locks};
use crate::{
    i18n::Texts,
    model::Device,
    words::{consequences, listed_devices},
};

fn devices(names: &[&str]) -> Vec<Device> {
    let device = |name: &&str| Device {
        name: (*name).into(),
        ..Device::default()
    };
    names.iter().map(device).collect()
}

#[test]
fn listed_devices_are_named_up_to_ten() {
    let names: Vec<_> = ('a'..='m').map(|letter| letter.to_string()).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    for (names, expected) in [
        (&[][..], ""),
        // One without a name is not named.
        (&["", ""], ""),
        (
            &["Phone", "", "Desk"],
            "These connect to the mailbox: Phone · Desk.",
        ),
        (
            &names[..10],
            "These connect to the mailbox: a · b · c · d · e · f · g · h · i · j.",
        ),
        (
            &names[..11],
            "These connect to the mailbox: a · b · c · d · e · f · g · h · i · j, and 1 more.",
        ),
        (
            &names[..],
            "These connect to the mailbox: a · b · c · d · e · f · g · h · i · j, and 3 more.",
        ),
    ] {
        let words = listed_devices(&Texts::english(), &devices(names));
        assert_eq!(words, expected);
    }
}

#[track_caller]
fn check(grace: Option<u64>, lockout: Option<Lockout>, expected: &[&str]) {
    let given = Given {
        policy: Policy {
            old_password_grace_seconds: grace,
            lockout,
            ..Policy::default()
        },
        ..Given::default()
    };
    let lines = consequences(given.wording());
    assert_eq!(lines, expected, "{grace:?} {lockout:?}");
}

const GRACE: &str = "For about 1 hour after the change it may still connect with the old password.";
const STOPS: &str = "It stops getting mail.";
const STOPS_LATER: &str = "After that it stops getting mail.";
const MAY: &str = "Its tries with the old password may count as wrong ones and lock the mailbox.";
const MAY_LATER: &str =
    "After that its tries with the old password may count as wrong ones and lock the mailbox.";

#[test]
fn a_device_that_is_left_behind_stops_getting_mail_after_the_grace() {
    check(None, None, &[STOPS, MAY]);
    check(Some(0), None, &[STOPS, MAY]);
    check(Some(3_600), None, &[GRACE, STOPS_LATER, MAY_LATER]);
}

#[test]
fn where_nothing_locks_nothing_counts() {
    check(None, Some(locks(0, None)), &[STOPS]);
    check(Some(3_600), Some(locks(0, None)), &[GRACE, STOPS_LATER]);
}

#[test]
fn whether_its_tries_count_is_said_as_far_as_the_policy_does() {
    let forgives = |count| {
        Some(Lockout {
            recent_passwords_not_counted: Some(count),
            ..locks(5, Some(900))
        })
    };
    let locks_after = "The mailbox locks after 5 refused sign-ins in a row, for 15 minutes.";
    for (lockout, at_once, later) in [
        (Some(locks(5, Some(900))), MAY, MAY_LATER),
        (
            forgives(0),
            "Each of its tries with the old password counts as a wrong one.",
            "After that each of its tries with the old password counts as a wrong one.",
        ),
        (
            forgives(1),
            "Tries with the password before the new one are not counted. Those of a device that has missed 2 changes are.",
            "Tries with the password before the new one are not counted. Those of a device that has missed 2 changes are.",
        ),
        (
            forgives(2),
            "Tries with the 2 passwords before the new one are not counted. Those of a device that has missed 3 changes are.",
            "Tries with the 2 passwords before the new one are not counted. Those of a device that has missed 3 changes are.",
        ),
    ] {
        let (at_once, later) = (
            format!("{at_once} {locks_after}"),
            format!("{later} {locks_after}"),
        );
        check(None, lockout, &[STOPS, &at_once]);
        check(Some(3_600), lockout, &[GRACE, STOPS_LATER, &later]);
    }
}
