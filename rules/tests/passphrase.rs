//! Generated passphrases meet the policy, have at least sixty bits of entropy, and consist of pronounceable words.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use mailbox_password_rules::{
    Candidate, CharacterClasses, CommonPasswords, CommonUse, Forbidden, LengthUnit,
    PASSPHRASE_BITS, Policy, Verdict, Words, advise, evaluate, generate, generated_bits,
};
use proptest::prelude::*;

use crate::generate::{bytes, common, limits};

pub(crate) fn words() -> Words {
    Words::unpack(include_str!("../data/words.txt").into()).unwrap()
}

fn forbidding(account_name: Option<&str>, words: &[&str]) -> Policy {
    Policy {
        name_check: true,
        forbidden: Forbidden {
            account_name: account_name.map(String::from),
            display_name: None,
            words: words.iter().map(|word| (*word).into()).collect(),
        },
        ..Policy::default()
    }
}

fn draw(policy: &Policy, seed: u64) -> String {
    generate(policy, Some(&words()), common().as_ref(), &mut bytes(seed)).unwrap()
}

/// Words and numbers of a password of words; `None` if it is none.
fn groups(password: &str) -> Option<(Vec<&str>, Vec<&str>)> {
    let (numbers, words): (Vec<_>, Vec<_>) = password
        .split('-')
        .partition(|group| group.len() == 2 && group.bytes().all(|byte| byte.is_ascii_digit()));
    let list = words_in_lower_case();
    let is_word = |word: &&str| list.contains(&word.to_ascii_lowercase());
    (numbers.len() == 1 && words.iter().all(is_word)).then_some((words, numbers))
}

fn words_in_lower_case() -> BTreeSet<String> {
    words().iter().map(String::from).collect()
}

#[track_caller]
fn check(policy: &Policy, length: Option<usize>) {
    for seed in 0..20 {
        let password = draw(policy, seed);
        let found = groups(&password).map(|(words, _)| words.len());
        assert_eq!(found, length, "{password}");
        let findings = evaluate(
            policy,
            Candidate {
                new: &password,
                current: None,
            },
            None,
        );
        assert!(
            findings
                .iter()
                .all(|finding| finding.verdict != Verdict::Unmet),
            "{password}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_password_has_five_words_one_capital_and_two_digits(seed in any::<u64>()) {
        let password = draw(&Policy::default(), seed);
        let (words, numbers) = groups(&password).unwrap();
        prop_assert_eq!((words.len(), numbers.len()), (5, 1), "{}", password);
        let capitals = words.iter().filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase()));
        prop_assert_eq!(capitals.count(), 1, "{}", password);
        let upper = password.chars().filter(char::is_ascii_uppercase).count();
        let digits = password.chars().filter(char::is_ascii_digit).count();
        prop_assert_eq!((upper, digits), (1, 2), "{}", password);
        prop_assert!(!password.contains(['0', '1', 'I']), "{}", password);
        prop_assert!((22..=37).contains(&password.len()), "{}", password);
        prop_assert!(password.starts_with(|c: char| c.is_ascii_alphabetic()), "{}", password);
        prop_assert_eq!(CharacterClasses::of(&password).count(), 4);
    }

    #[test]
    fn any_policy_gets_a_password_that_meets_it(
        min_length in proptest::option::of(0_u32..80),
        max_length in proptest::option::of(14_u32..300),
        at_least in 0_u32..6,
        unit in prop_oneof![Just(LengthUnit::Bytes), Just(LengthUnit::CodePoints), Just(LengthUnit::Utf16)],
        name in proptest::option::of("[a-z0-9.-]{0,9}"),
        words in proptest::collection::vec("[a-zA-Z0-9-]{2,4}", 0..20),
        seed in any::<u64>(),
    ) {
        let list = self::words();
        let policy = Policy {
            length_unit: unit,
            name_check: true,
            common: Some(CommonUse::Refuse),
            forbidden: Forbidden { account_name: name.clone(), display_name: name, words },
            ..limits(min_length, max_length, at_least)
        };
        let common = common();
        let drawn = generate(&policy, Some(&list), common.as_ref(), &mut bytes(seed));
        match (drawn, generated_bits(&policy, Some(&list))) {
            (Ok(new), Ok(bits)) => {
                let candidate = Candidate { new: &new, current: None };
                let findings = evaluate(&policy, candidate, common.as_ref());
                prop_assert!(findings.iter().all(|finding| finding.verdict != Verdict::Unmet), "{}", new);
                prop_assert_eq!(advise(&policy, candidate, common.as_ref()), []);
                prop_assert!(bits >= PASSPHRASE_BITS);
            }
            (Err(one), Err(other)) => prop_assert_eq!(one, other),
            (Err(one), Ok(_)) => prop_assert_eq!(Err(one), generated_bits(&policy, None)),
            (Ok(_), Err(other)) => prop_assert!(false, "{other:?}"),
        }
    }
}

#[test]
fn the_bits_are_those_of_the_list() {
    let count = words().iter().count() as f64;
    let bits = |length: f64| (64.0 * length * length * count.powf(length)).log2();
    assert!(bits(4.0) < 60.0);
    assert!((61.0..62.0).contains(&bits(5.0)), "{}", bits(5.0));
    assert_eq!(generated_bits(&Policy::default(), Some(&words())), Ok(61));
    assert_eq!(generated_bits(&Policy::default(), None), Ok(81));
}

#[test]
fn a_short_list_gives_more_words() {
    let some = |count| {
        let text: Vec<_> = words().iter().take(count).map(String::from).collect();
        Words::unpack(text.join("\n")).unwrap()
    };
    for (count, length) in [(937, 5), (936, 6), (100, 8), (2, 36)] {
        let list = some(count);
        let new = generate(&Policy::default(), Some(&list), None, &mut bytes(1)).unwrap();
        let found = groups(&new).map(|(words, _)| words.len());
        let is_possible = count > 2;
        assert_eq!(found, is_possible.then_some(length), "{new}");
    }
}

#[test]
fn what_is_long_has_more_words_and_what_must_be_short_has_characters() {
    check(&limits(Some(12), Some(256), 3), Some(5));
    check(&limits(Some(22), Some(37), 4), Some(5));
    check(&limits(Some(23), None, 4), Some(6));
    check(&limits(Some(60), None, 4), Some(15));
    check(&limits(Some(12), Some(36), 4), None);
    check(&limits(Some(12), Some(16), 3), None);
    check(
        &Policy {
            length_unit: LengthUnit::Bytes,
            ..limits(None, Some(36), 0)
        },
        None,
    );
}

#[test]
fn what_is_forbidden_is_in_no_word_and_spans_none() {
    check(
        &forbidding(Some("ann.bell2"), &["acme", "2026", "HQ7"]),
        Some(5),
    );
    check(&forbidding(Some("front-desk"), &["abc-def"]), Some(5));
    check(&forbidding(None, &["Canal", "can"]), Some(5));
    check(&forbidding(None, &["x"]), Some(5));
    check(&forbidding(None, &["e"]), Some(6));
    check(&forbidding(None, &["7"]), None);
    check(&forbidding(None, &["28"]), None);
    check(&forbidding(None, &["28-copper"]), None);
    check(&forbidding(None, &["-"]), None);
    check(&forbidding(None, &["-copper"]), None);
}

#[test]
fn every_word_capital_number_and_place_is_drawn() {
    let mut fill = bytes(3);
    let list = words();
    let (mut seen, mut capitals, mut places, mut numbers) =
        (BTreeSet::new(), [0; 5], [0; 5], BTreeSet::new());
    for _ in 0..5_000 {
        let new = generate(&Policy::default(), Some(&list), None, &mut fill).unwrap();
        let (words, number) = groups(&new).unwrap();
        let is_capital = |word: &&str| word.starts_with(|c: char| c.is_ascii_uppercase());
        capitals[words.iter().position(is_capital).unwrap()] += 1;
        let place = new.split('-').position(|group| group == number[0]).unwrap();
        places[place - 1] += 1;
        seen.extend(words.iter().map(|word| word.to_ascii_lowercase()));
        numbers.insert(number[0].to_owned());
    }
    assert_eq!(seen, words_in_lower_case());
    assert_eq!(numbers.len(), 64);
    // Chi-square of four degrees of freedom: its critical value for p = 0.001 is 18.467.
    for counts in [capitals, places] {
        let squares: i64 = counts
            .iter()
            .map(|count: &i64| (count - 1_000).pow(2))
            .sum();
        assert!(squares < 18_467, "{counts:?}");
    }
}

#[test]
fn bytes_that_are_all_the_same_give_no_password() {
    for byte in [0, 7, 255] {
        let drawn = generate(&Policy::default(), Some(&words()), None, &mut |block| {
            block.fill(byte);
        });
        assert!(drawn.is_err());
    }
}

#[test]
fn the_words_of_the_list_are_short_plain_and_apart() {
    let list = words();
    let all: Vec<&str> = list.iter().collect();
    assert!(all.len() >= 937, "five of them have sixty bits");
    assert!(all.is_sorted());
    for pair in all.windows(2) {
        assert!(!pair[1].starts_with(pair[0]), "{pair:?}");
    }
    let left_out: BTreeSet<&str> = include_str!("../data/words-left-out.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect();
    for word in all {
        assert!(
            (Words::SHORTEST..=Words::LONGEST).contains(&word.len()),
            "{word}"
        );
        assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
        assert!(
            !word.starts_with('i'),
            "{word}: its capital looks like a small L"
        );
        assert!(!left_out.contains(word), "{word}");
        let candidate = Candidate {
            new: word,
            current: None,
        };
        assert_eq!(
            advise(&Policy::default(), candidate, None::<&CommonPasswords>),
            [],
            "{word}"
        );
    }
}

#[test]
fn something_else_in_place_of_the_list_is_no_list() {
    for text in [
        "<!doctype html>",
        "{}",
        "copper\nLantern\n",
        "3226\nA!Q",
        "copper\r\nmist",
    ] {
        assert!(Words::unpack(text.into()).is_none(), "{text}");
    }
    let empty = Words::unpack(String::new()).unwrap();
    let new = generate(&Policy::default(), Some(&empty), None, &mut bytes(1)).unwrap();
    assert_eq!(groups(&new), None);
}
