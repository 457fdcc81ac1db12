//! What a password lacks.

use mailbox_password_rules::{CharacterClasses, Classes, LengthUnit, Policy, Shortfall};

fn policy(min_length: u32, at_least: u32) -> Policy {
    Policy {
        min_length: Some(min_length),
        classes: Some(Classes { at_least }),
        ..Policy::default()
    }
}

#[test]
fn it_counts_characters_and_classes() {
    let shortfall = Shortfall::of(&policy(12, 3), "copper-la");
    assert_eq!((shortfall.length, shortfall.classes), (3, 1));
    let present = CharacterClasses::of("copper-la");
    assert_eq!(shortfall.present, present);
    let enough = Shortfall::of(&policy(12, 3), "copper-Lantern");
    assert_eq!((enough.length, enough.classes), (0, 0));
}

#[test]
fn it_counts_in_the_policys_unit() {
    let bytes = Policy {
        length_unit: LengthUnit::Bytes,
        ..policy(4, 0)
    };
    assert_eq!(Shortfall::of(&bytes, "éé").length, 0);
    assert_eq!(Shortfall::of(&policy(4, 0), "éé").length, 2);
}

#[test]
fn a_policy_without_rules_misses_nothing() {
    let shortfall = Shortfall::of(&Policy::default(), "");
    assert_eq!((shortfall.length, shortfall.classes), (0, 0));
}

#[test]
fn more_classes_than_there_are_is_all_of_them() {
    assert_eq!(Shortfall::of(&policy(0, 9), "").classes, 5);
}
