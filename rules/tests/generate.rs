//! Generated passwords: they meet the policy, can be read and typed, have 70 bits; or it is said why there is none.

#![allow(clippy::unwrap_used)]

use mailbox_password_rules::{
    Candidate, CannotGenerate, Classes, CommonPasswords, CommonUse, Forbidden, GENERATED_BITS,
    LengthUnit, Lockout, Policy, Rule, Verdict, advise, evaluate, generate, generated_bits,
};
use proptest::prelude::*;

use CannotGenerate::{MaximumTooShort, NotRandom, PolicyTooStrict};

/// From none at all to strict, with what each wants: at least so many characters, and at most.
fn policies() -> [(Policy, usize, usize); 10] {
    let names = Forbidden {
        account_name: Some("ann.bell".into()),
        display_name: Some("Ann Bell-Hart (Acme)".into()),
        words: vec![],
    };
    let words = Forbidden {
        words: ["hq", "acme", "a", "MAIL", "3", "-", "tEn", "", "пароль"]
            .map(String::from)
            .to_vec(),
        ..names.clone()
    };
    let policy = |min_length, max_length, at_least| Policy {
        min_length,
        max_length,
        classes: Some(Classes { at_least }),
        ..Policy::default()
    };
    [
        (Policy::default(), 19, 19),
        (policy(Some(0), Some(0), 0), 19, 19),
        (policy(Some(8), Some(64), 1), 19, 19),
        (policy(None, Some(14), 3), 14, 14),
        (policy(Some(14), Some(14), 4), 14, 14),
        (policy(Some(24), None, 3), 29, 29),
        (
            Policy {
                length_unit: LengthUnit::Bytes,
                common: Some(CommonUse::Refuse),
                ..policy(Some(12), Some(20), 4)
            },
            19,
            19,
        ),
        (
            Policy {
                length_unit: LengthUnit::Utf16,
                name_check: true,
                forbidden: names.clone(),
                common: Some(CommonUse::Advise),
                history: Some(24),
                min_age_seconds: Some(86_400),
                lockout: Some(Lockout {
                    threshold: 10,
                    window_seconds: None,
                    duration_seconds: None,
                    recent_passwords_not_counted: None,
                    reset_by_success: true,
                }),
                ..policy(Some(12), None, 3)
            },
            19,
            19,
        ),
        (
            Policy {
                name_check: true,
                forbidden: words,
                common: Some(CommonUse::Refuse),
                ..policy(Some(10), Some(40), 4)
            },
            16,
            17,
        ),
        (
            Policy {
                name_check: true,
                forbidden: names,
                ..policy(Some(255), Some(256), 4)
            },
            255,
            256,
        ),
    ]
}

pub(crate) fn common() -> Option<CommonPasswords> {
    CommonPasswords::unpack(include_str!("../data/common-passwords.txt"))
}

/// Bytes that only depend on the seed (Steele, Lea and Flood's splitmix64).
pub(crate) fn bytes(seed: u64) -> impl FnMut(&mut [u8]) {
    let mut state = seed;
    move |block| {
        for byte in block {
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            *byte = (mixed >> 56) as u8;
        }
    }
}

/// Of each group that is taken for each other all but 6, 9 and u; of letters that differ in size alone, the large ones.
const LOOK_ALIKES: &str = "0OoQ1Iil!|2Zz5Ss8BGbgqvVCKPUWX";

/// Nothing may be drawn for a policy of which it is certain that there is no password.
fn check(policy: &Policy, expected: CannotGenerate) {
    let mut drawn = false;
    let mut fill = |_: &mut [u8]| drawn = true;
    assert_eq!(generate(policy, None, None, &mut fill), Err(expected));
    assert!(!drawn);
    assert_eq!(generated_bits(policy, None), Err(expected));
}

pub(crate) fn limits(min_length: Option<u32>, max_length: Option<u32>, at_least: u32) -> Policy {
    Policy {
        min_length,
        max_length,
        classes: Some(Classes { at_least }),
        ..Policy::default()
    }
}

fn forbidding(words: impl IntoIterator<Item = String>) -> Policy {
    Policy {
        forbidden: Forbidden {
            words: words.into_iter().collect(),
            ..Forbidden::default()
        },
        ..Policy::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_generated_meets_every_rule_and_earns_no_advice(seed in any::<u64>()) {
        let common = common();
        for (policy, shortest, longest) in policies() {
            let new = generate(&policy, None, common.as_ref(), &mut bytes(seed)).unwrap();
            prop_assert!((shortest..=longest).contains(&new.len()), "{new}");
            let candidate = Candidate { new: &new, current: None };
            for finding in evaluate(&policy, candidate, common.as_ref()) {
                let expected = match finding.rule {
                    Rule::History | Rule::MinAge => Verdict::CannotCheckHere,
                    _ => Verdict::Met,
                };
                prop_assert_eq!(finding.verdict, expected, "{:?} {}", finding.rule, new);
            }
            prop_assert_eq!(advise(&policy, candidate, common.as_ref()), []);
        }
    }

    #[test]
    fn whatever_is_generated_can_be_read_and_typed(seed in any::<u64>()) {
        for (policy, _, _) in policies() {
            let new = generate(&policy, None, None, &mut bytes(seed)).unwrap();
            prop_assert!(!new.contains(|c| LOOK_ALIKES.contains(c)), "{new}");
            prop_assert!(new.chars().all(|c| c.is_ascii_alphanumeric() || "*-=".contains(c)), "{new}");
            prop_assert!(new.starts_with(|c: char| c.is_ascii_alphanumeric()), "{new}");
            prop_assert!(new.ends_with(|c: char| c.is_ascii_alphanumeric()), "{new}");
            let symbols_are_needed = policy.classes.is_some_and(|classes| classes.at_least > 3);
            prop_assert!(symbols_are_needed || !new.contains(['*', '=']), "{}", new);
            if new.contains('-') {
                prop_assert!(new.split('-').rev().skip(1).all(|group| group.len() == 4), "{}", new);
            }
        }
    }

    #[test]
    fn any_policy_gets_an_answer(
        min_length in proptest::option::of(0_u32..300),
        max_length in proptest::option::of(0_u32..300),
        at_least in 0_u32..7,
        name in proptest::option::of("[a-zA-Z .]{0,9}"),
        words in proptest::collection::vec("[a-zA-Z0-9*=-]{0,3}", 0..20),
        seed in any::<u64>(),
    ) {
        let policy = Policy {
            name_check: true,
            forbidden: Forbidden { account_name: name.clone(), display_name: name, words },
            ..limits(min_length, max_length, at_least)
        };
        match (generate(&policy, None, None, &mut bytes(seed)), generated_bits(&policy, None)) {
            (Ok(new), Ok(bits)) => {
                let findings = evaluate(&policy, Candidate { new: &new, current: None }, None);
                prop_assert!(findings.iter().all(|finding| finding.verdict != Verdict::Unmet));
                prop_assert!(bits >= GENERATED_BITS);
            }
            (Err(one), Err(other)) => prop_assert_eq!(one, other),
            answers => prop_assert!(false, "{answers:?}"),
        }
    }
}

#[test]
fn each_of_the_policies_leaves_seventy_bits() {
    for (policy, _, _) in policies() {
        let bits = generated_bits(&policy, None).unwrap();
        assert!(bits >= GENERATED_BITS, "{bits} {policy:?}");
    }
    assert_eq!(generated_bits(&Policy::default(), None), Ok(81));
    assert_eq!(generated_bits(&limits(None, Some(14), 3), None), Ok(71));
}

#[test]
fn two_passwords_differ() {
    let mut bytes = bytes(7);
    let one = generate(&Policy::default(), None, None, &mut bytes).unwrap();
    assert_ne!(
        generate(&Policy::default(), None, None, &mut bytes).unwrap(),
        one
    );
}

#[test]
fn a_maximum_that_leaves_too_few_bits_is_named() {
    for most in 1..14 {
        check(&limits(None, Some(most), 0), MaximumTooShort);
        check(&limits(Some(most), Some(most), 4), MaximumTooShort);
    }
}

#[test]
fn a_policy_that_contradicts_itself_is_too_strict() {
    check(&limits(Some(20), Some(19), 0), PolicyTooStrict);
    check(&limits(Some(8), Some(7), 0), PolicyTooStrict);
    check(&limits(Some(u32::MAX), None, 0), PolicyTooStrict);
    check(&limits(Some(257), Some(u32::MAX), 0), PolicyTooStrict);
}

#[test]
fn letters_without_case_are_not_generated() {
    check(&limits(None, None, 5), PolicyTooStrict);
    check(&limits(None, None, 9), PolicyTooStrict);
    check(&limits(None, Some(12), 5), PolicyTooStrict);
}

#[test]
fn words_that_forbid_too_much_are_found_out() {
    let printable = || ('!'..='~').map(String::from);
    check(&forbidding(printable()), PolicyTooStrict);
    check(
        &forbidding(printable().filter(|c| c != "a")),
        PolicyTooStrict,
    );
    check(
        &forbidding("34679*-=".chars().map(String::from)),
        PolicyTooStrict,
    );
    let pairs = printable().flat_map(|one| printable().map(move |other| format!("{one}{other}")));
    check(&forbidding(pairs), PolicyTooStrict);
}

#[test]
fn many_words_leave_room() {
    let words = (0..20_000).map(|number| format!("mail{number}"));
    assert_eq!(generated_bits(&forbidding(words), None), Ok(81));
    let letters = forbidding("acdefhjkm".chars().map(String::from));
    let new = generate(&letters, None, None, &mut bytes(1)).unwrap();
    assert!(
        new.len() > 16 && !new.contains(['a', 'A', 'm', 'M']),
        "{new}"
    );
}

#[test]
fn bytes_that_are_not_random_give_no_password_and_come_to_an_end() {
    for byte in [0, 7, 255] {
        let mut asked = 0;
        let mut stuck = |block: &mut [u8]| {
            asked += block.len();
            block.fill(byte);
        };
        assert_eq!(
            generate(&Policy::default(), None, None, &mut stuck),
            Err(NotRandom)
        );
        assert!(asked <= 256 * 16, "{asked}");
    }
}
