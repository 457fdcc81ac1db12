//! Lengths, in each unit, and the limits that a policy states or implies.

use mailbox_password_rules::{Candidate, Classes, LengthUnit, Policy, Rule, Verdict, evaluate};
use proptest::prelude::*;

use LengthUnit::{Bytes, CodePoints, Utf16};
use Verdict::{CannotCheckHere, Met, Unmet};

fn verdict(policy: &Policy, rule: Rule, new: &str) -> Option<Verdict> {
    let findings = evaluate(policy, Candidate { new, current: None }, None);
    let found = findings.iter().find(|finding| finding.rule == rule);
    found.map(|finding| finding.verdict)
}

/// The text has exactly so many of the unit: that many are enough and not too many, one less or more is neither.
fn check(unit: LengthUnit, text: &str, length: u32) {
    let policy = |min_length, max_length| Policy {
        min_length: Some(min_length),
        max_length: Some(max_length),
        length_unit: unit,
        ..Policy::default()
    };
    assert_eq!(unit.count(text), length);
    let exact = policy(length, length);
    assert_eq!(verdict(&exact, Rule::MinLength, text), Some(Met));
    assert_eq!(verdict(&exact, Rule::MaxLength, text), Some(Met));
    let longer = policy(length + 1, length + 2);
    assert_eq!(verdict(&longer, Rule::MinLength, text), Some(Unmet));
    if length > 1 {
        let shorter = policy(1, length - 1);
        assert_eq!(verdict(&shorter, Rule::MaxLength, text), Some(Unmet));
    }
}

#[test]
fn ascii_is_as_long_in_every_unit() {
    for length in [1, 12, 256, 257, 10_000] {
        let text = "x".repeat(length as usize);
        for unit in [Bytes, CodePoints, Utf16] {
            check(unit, &text, length);
        }
    }
}

#[test]
fn an_emoji_is_four_bytes_two_utf16_units_and_one_code_point() {
    check(Bytes, "🦀", 4);
    check(Utf16, "🦀", 2);
    check(CodePoints, "🦀", 1);
}

#[test]
fn a_family_of_emoji_counts_its_joiners() {
    check(CodePoints, "👩‍👩‍👧", 5);
    check(Utf16, "👩‍👩‍👧", 8);
    check(Bytes, "👩‍👩‍👧", 18);
}

#[test]
fn a_combining_mark_counts_and_nothing_is_normalised() {
    check(CodePoints, "e\u{301}", 2);
    check(CodePoints, "é", 1);
}

#[test]
fn right_to_left_text_counts_like_any_other() {
    check(CodePoints, "שלום", 4);
    check(Utf16, "שלום", 4);
    check(Bytes, "שלום", 8);
}

#[test]
fn outer_blanks_count() {
    check(CodePoints, "  a  ", 5);
    check(CodePoints, "\u{A0}a\u{3000}", 3);
    check(CodePoints, "   ", 3);
}

#[test]
fn a_length_of_zero_is_no_rule() {
    let policy = Policy {
        min_length: Some(0),
        max_length: Some(0),
        ..Policy::default()
    };
    assert_eq!(
        evaluate(
            &policy,
            Candidate {
                new: "x",
                current: None
            },
            None
        ),
        []
    );
    assert_eq!(policy.longest(), None);
}

#[test]
fn active_directorys_limit_is_told_with_its_complexity_rule_but_stops_nobody() {
    let classes = Policy {
        classes: Some(Classes { at_least: 3 }),
        ..Policy::default()
    };
    let names = Policy {
        name_check: true,
        ..Policy::default()
    };
    for policy in [classes, names] {
        assert_eq!(policy.longest(), Some((256, Utf16)));
        let judge = |text: &str| verdict(&policy, Rule::MaxLength, text);
        assert_eq!(judge(&"x".repeat(256)), Some(Met));
        assert_eq!(judge(&"x".repeat(257)), Some(CannotCheckHere));
        assert_eq!(judge(&"🦀".repeat(128)), Some(Met));
        assert_eq!(judge(&"🦀".repeat(129)), Some(CannotCheckHere));
    }
}

#[test]
fn a_limit_that_the_policy_states_comes_before_active_directorys() {
    let policy = Policy {
        max_length: Some(300),
        classes: Some(Classes { at_least: 3 }),
        ..Policy::default()
    };
    assert_eq!(policy.longest(), Some((300, CodePoints)));
    assert_eq!(
        verdict(&policy, Rule::MaxLength, &"x".repeat(300)),
        Some(Met)
    );
    assert_eq!(
        verdict(&policy, Rule::MaxLength, &"x".repeat(301)),
        Some(Unmet)
    );
}

#[test]
fn without_a_complexity_rule_there_is_no_limit() {
    let policy = Policy {
        min_length: Some(15),
        ..Policy::default()
    };
    assert_eq!(policy.longest(), None);
    assert_eq!(verdict(&policy, Rule::MaxLength, &"x".repeat(10_000)), None);
}

proptest! {
    #[test]
    fn a_minimum_is_unmet_exactly_below_it(text in any::<String>(), min in 1_u32..80) {
        let policy = Policy { min_length: Some(min), ..Policy::default() };
        let expected = if text.chars().count() < min as usize { Unmet } else { Met };
        prop_assert_eq!(verdict(&policy, Rule::MinLength, &text), Some(expected));
    }

    #[test]
    fn units_agree_on_order(text in any::<String>()) {
        prop_assert!(CodePoints.count(&text) <= Utf16.count(&text));
        prop_assert!(Utf16.count(&text) <= Bytes.count(&text));
    }
}
