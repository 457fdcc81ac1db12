//! Advice, which never stops a change.

use mailbox_password_rules::Advice::{
    Combining, Common, ControlCharacter, HardToType, OuterSpace, Repeats, SameAsCurrent, Sequence,
};
use mailbox_password_rules::{Advice, Candidate, CommonPasswords, CommonUse, Policy, advise};
use proptest::prelude::*;

fn advice(policy: &Policy, new: &str, current: Option<&str>) -> Vec<Advice> {
    let common = CommonPasswords::unpack(include_str!("../data/common-passwords.txt"));
    advise(policy, Candidate { new, current }, common.as_ref())
}

fn check(new: &str, expected: &[Advice]) {
    assert_eq!(advice(&Policy::default(), new, None), expected, "{new:?}");
}

#[test]
fn a_good_or_empty_password_needs_no_advice() {
    check("", &[]);
    check("Autumn-Harbour-71", &[]);
    check("correct horse battery staple", &[]);
}

#[test]
fn a_common_password_is_told_unless_the_policy_refuses_it() {
    check("Password1", &[Common]);
    let policy = |common| Policy {
        common: Some(common),
        ..Policy::default()
    };
    assert_eq!(
        advice(&policy(CommonUse::Advise), "Password1", None),
        [Common]
    );
    assert_eq!(advice(&policy(CommonUse::Refuse), "Password1", None), []);
}

#[test]
fn before_the_list_is_loaded_nothing_is_common() {
    let candidate = Candidate {
        new: "Password1",
        current: None,
    };
    assert_eq!(advise(&Policy::default(), candidate, None), []);
}

#[test]
fn the_current_password_is_told_unless_history_says_so() {
    let history = |history| Policy {
        history,
        ..Policy::default()
    };
    let new = "Autumn-Harbour-71";
    assert_eq!(advice(&history(None), new, Some(new)), [SameAsCurrent]);
    assert_eq!(advice(&history(Some(0)), new, Some(new)), [SameAsCurrent]);
    assert_eq!(advice(&history(Some(5)), new, Some(new)), []);
    assert_eq!(advice(&history(None), new, Some("autumn-harbour-71")), []);
    assert_eq!(advice(&history(None), "", Some("")), []);
}

#[test]
fn what_cannot_be_typed_is_found_after_pasting() {
    for (pasted, first) in [
        ("River\0Stone", '\0'),
        ("River-Stone\n", '\n'),
        ("River-Stone\r\n", '\r'),
        ("River\tStone\n", '\t'),
        ("\u{7F}River", '\u{7F}'),
    ] {
        check(pasted, &[ControlCharacter(first)]);
    }
}

#[test]
fn invisible_marks_are_found_but_joiners_are_not_blamed() {
    for (pasted, first) in [
        ("\u{FEFF}River", '\u{FEFF}'),
        ("Ri\u{AD}ver", '\u{AD}'),
        ("\u{202A}River\u{202C}", '\u{202A}'),
        ("River\u{2028}", '\u{2028}'),
        ("Ri\u{200B}ver", '\u{200B}'),
    ] {
        check(pasted, &[ControlCharacter(first)]);
    }
    check("River👩‍👩‍👧", &[HardToType('👩')]);
}

#[test]
fn the_first_character_outside_ascii_is_named() {
    check("Grüße", &[HardToType('ü')]);
    check("Café", &[HardToType('é')]);
    check("River🦀Stoneß", &[HardToType('🦀')]);
    check("שלום-River", &[HardToType('ש')]);
}

#[test]
fn a_combining_mark_is_another_password_than_its_letter_in_one_character() {
    check("Cafe\u{301}", &[Combining('\u{301}')]);
    check("Cafe\u{301} ü", &[Combining('\u{301}'), HardToType('ü')]);
}

#[test]
fn a_blank_at_either_end_is_told() {
    check(" River-Stone", &[OuterSpace]);
    check("River-Stone ", &[OuterSpace]);
    check("River Stone", &[]);
    check("River-Stone\u{A0}", &[OuterSpace, HardToType('\u{A0}')]);
}

#[test]
fn four_of_the_same_in_a_row_are_repeats() {
    check("Riverrrr", &[Repeats]);
    check("Riverrr-Stone", &[]);
    check("🦀🦀🦀🦀", &[Repeats, HardToType('🦀')]);
    check("rRrR-Stone", &[]);
}

#[test]
fn runs_of_four_are_sequences_either_way_and_whatever_their_case() {
    for run in [
        "1234", "4321", "7890", "0987", "0123", "AbCd", "dcba", "wxyz", "mnop",
    ] {
        check(&format!("Stone-{run}"), &[Sequence]);
        check(&format!("{run}-Stone"), &[Sequence]);
    }
}

#[test]
fn runs_along_a_keyboard_count_from_its_end() {
    for run in [
        "qwer", "rewq", "Asdf", "zxcv", "uiop", "qwertz", "azer", "qsdf", "wxcv", "rtyui",
    ] {
        check(&format!("Stone-{run}-"), &[Sequence]);
    }
}

#[test]
fn ordinary_words_and_years_are_no_sequences() {
    for word in [
        "Liberty",
        "Property",
        "Strewn",
        "Poverty-2019",
        "Ruined",
        "Deft-Hijack",
        "z1y2x3w4-River",
        "121212-x",
        "135-79",
    ] {
        check(word, &[]);
    }
}

#[test]
fn a_turn_in_a_run_begins_a_new_one() {
    check("x-12321-x", &[]);
    check("x-123432-x", &[Sequence]);
    check("x-1232101-x", &[Sequence]);
}

#[test]
fn the_most_useful_comes_first() {
    let new = " 1111\n1234é ";
    let expected = [
        SameAsCurrent,
        ControlCharacter('\n'),
        Repeats,
        Sequence,
        OuterSpace,
        HardToType('é'),
    ];
    assert_eq!(advice(&Policy::default(), new, Some(new)), expected);
}

#[test]
fn ten_thousand_characters_are_no_trouble() {
    check(&"x-".repeat(5_000), &[]);
    check(&"x".repeat(10_000), &[Repeats]);
}

proptest! {
    #[test]
    fn no_advice_comes_twice_and_outer_blanks_are_never_lost(text in any::<String>()) {
        let all = advice(&Policy::default(), &text, None);
        for (place, one) in all.iter().enumerate() {
            prop_assert!(!all[..place].contains(one));
        }
        let blank = text.starts_with(' ') || text.ends_with(' ');
        prop_assert!(!blank || all.contains(&OuterSpace));
    }

    #[test]
    fn a_run_is_found_wherever_it_stands(before in "[-_.]{0,9}", start in 0_usize..22, after in "[-_.]{0,9}") {
        let run = &"abcdefghijklmnopqrstuvwxyz"[start..start + 4];
        let back: String = run.chars().rev().collect();
        for run in [run, &back] {
            let text = format!("{before}{run}{after}");
            prop_assert!(advice(&Policy::default(), &text, None).contains(&Sequence));
        }
    }
}
