//! The `passwordrules` attribute: what it says, and that whatever is generated from it passes.

#![allow(clippy::unwrap_used)]

use mailbox_password_rules::{
    Candidate, Classes, LengthUnit, Policy, Verdict, evaluate, passwordrules,
};
use proptest::prelude::*;

fn policy(min: Option<u32>, max: Option<u32>, at_least: Option<u32>) -> Policy {
    Policy {
        min_length: min,
        max_length: max,
        classes: at_least.map(|at_least| Classes { at_least }),
        ..Policy::default()
    }
}

fn check(policy: &Policy, expected: Option<&str>) {
    assert_eq!(passwordrules(policy).as_deref(), expected);
}

#[test]
fn nothing_to_say_is_no_attribute() {
    check(&Policy::default(), None);
    check(&policy(Some(0), Some(0), Some(0)), None);
    let history = Policy {
        history: Some(24),
        name_check: true,
        ..Policy::default()
    };
    check(&history, None);
}

#[test]
fn three_of_five_asks_for_the_three_that_every_keyboard_has() {
    check(
        &policy(Some(12), Some(256), Some(3)),
        Some(
            "minlength: 12; maxlength: 256; required: lower; required: upper; required: digit; \
             allowed: [-!#$%*+.:=?@_];",
        ),
    );
}

#[test]
fn four_classes_ask_for_a_symbol_too() {
    check(
        &policy(None, None, Some(4)),
        Some("required: lower; required: upper; required: digit; required: [-!#$%*+.:=?@_];"),
    );
}

#[test]
fn without_classes_only_what_is_hard_to_type_is_kept_out() {
    check(
        &policy(Some(15), None, None),
        Some("minlength: 15; allowed: lower, upper, digit, [-!#$%*+.:=?@_];"),
    );
}

/// The characters of one class of the grammar.
fn characters(class: &str) -> Vec<char> {
    match class {
        "lower" => ('a'..='z').collect(),
        "upper" => ('A'..='Z').collect(),
        "digit" => ('0'..='9').collect(),
        custom => custom
            .strip_prefix('[')
            .unwrap()
            .strip_suffix(']')
            .unwrap()
            .chars()
            .collect(),
    }
}

/// A password as a manager makes it: one of each required class, then any that is required or allowed.
fn generate(rules: &str, picks: &[usize]) -> String {
    let mut picks = picks.iter().cycle();
    let mut pick = |from: &[char]| from[picks.next().unwrap() % from.len()];
    let mut password = String::new();
    let (mut all, mut min, mut max) = (Vec::new(), 0, usize::MAX);
    for rule in rules
        .split(';')
        .map(str::trim)
        .filter(|rule| !rule.is_empty())
    {
        let (name, value) = rule.split_once(": ").unwrap();
        match name {
            "minlength" => min = value.parse().unwrap(),
            "maxlength" => max = value.parse().unwrap(),
            "required" => {
                password.push(pick(&characters(value)));
                all.extend(characters(value));
            }
            _ => {
                assert_eq!(name, "allowed");
                all.extend(value.split(", ").flat_map(characters));
            }
        }
    }
    while password.len() < 20_usize.max(min).min(max) {
        password.push(pick(&all));
    }
    password
}

proptest! {
    #[test]
    fn what_is_generated_from_the_rules_passes_the_policy(
        min in proptest::option::of(0_u32..40),
        spare in proptest::option::of(0_u32..40),
        at_least in proptest::option::of(0_u32..=4),
        unit in 0_usize..3,
        picks in proptest::collection::vec(any::<usize>(), 1..50),
    ) {
        let max = spare.map(|spare| min.unwrap_or(0).max(4) + spare);
        let policy = Policy {
            length_unit: [LengthUnit::Bytes, LengthUnit::CodePoints, LengthUnit::Utf16][unit],
            ..policy(min, max, at_least)
        };
        if let Some(rules) = passwordrules(&policy) {
            let new = generate(&rules, &picks);
            let findings = evaluate(&policy, Candidate { new: &new, current: None }, None);
            prop_assert!(findings.iter().all(|finding| finding.verdict == Verdict::Met), "{rules} {new}");
        }
    }
}
