//! Account name, display name and forbidden words.

use std::ops::RangeInclusive;

use mailbox_password_rules::{Candidate, Finding, Forbidden, Policy, Rule, Verdict, evaluate};
use proptest::prelude::*;

use Verdict::{CannotCheckHere, Met, Unmet};

fn policy(account_name: Option<&str>, display_name: Option<&str>, words: &[&str]) -> Policy {
    Policy {
        name_check: true,
        forbidden: Forbidden {
            account_name: account_name.map(String::from),
            display_name: display_name.map(String::from),
            words: words.iter().map(ToString::to_string).collect(),
        },
        ..Policy::default()
    }
}

fn judge(policy: &Policy, rule: Rule, new: &str) -> Option<(Verdict, Option<String>)> {
    evaluate(policy, Candidate { new, current: None }, None)
        .into_iter()
        .find(|finding| finding.rule == rule)
        .map(|Finding { verdict, word, .. }| (verdict, word))
}

/// `expected` is the word that is found, as the policy spells it, or `None` if the rule is met.
fn check(policy: &Policy, rule: Rule, new: &str, expected: Option<&str>) {
    let verdict = if expected.is_some() { Unmet } else { Met };
    let expected = Some((verdict, expected.map(String::from)));
    assert_eq!(judge(policy, rule, new), expected, "{new:?}");
}

#[test]
fn microsofts_own_example_forbids_erin_and_hagens_but_not_m() {
    let policy = policy(None, Some("Erin M. Hagens"), &[]);
    check(&policy, Rule::DisplayName, "xxERINxx", Some("Erin"));
    check(&policy, Rule::DisplayName, "1hagens!", Some("Hagens"));
    check(&policy, Rule::DisplayName, "M. Mmm m", None);
    check(&policy, Rule::DisplayName, "Eri-n Hagen", None);
}

#[test]
fn the_account_name_is_looked_for_whole() {
    let policy = policy(Some("ann.bell"), None, &[]);
    check(
        &policy,
        Rule::AccountName,
        "my-ANN.Bell-1",
        Some("ann.bell"),
    );
    check(&policy, Rule::AccountName, "ann", None);
    check(&policy, Rule::AccountName, "ann bell", None);
    check(&policy, Rule::AccountName, "ann.bel", None);
}

#[test]
fn a_short_name_is_no_rule_because_active_directory_ignores_it() {
    let policy = policy(Some("al"), Some("Li Wu"), &[]);
    assert_eq!(judge(&policy, Rule::AccountName, "al"), None);
    assert_eq!(judge(&policy, Rule::DisplayName, "li wu"), None);
}

#[test]
fn a_name_that_the_policy_does_not_say_cannot_be_checked_here() {
    let unknown = Some((CannotCheckHere, None));
    for policy in [policy(None, None, &[]), policy(Some(""), Some(""), &[])] {
        assert_eq!(judge(&policy, Rule::AccountName, "x"), unknown);
        assert_eq!(judge(&policy, Rule::DisplayName, "x"), unknown);
    }
}

#[test]
fn names_are_not_looked_for_unless_the_policy_asks() {
    let policy = Policy {
        name_check: false,
        ..policy(Some("ann"), Some("Ann Bell"), &["acme"])
    };
    assert_eq!(judge(&policy, Rule::AccountName, "ann"), None);
    assert_eq!(judge(&policy, Rule::DisplayName, "ann"), None);
    check(&policy, Rule::ForbiddenWord, "Acme1", Some("acme"));
}

#[test]
fn forbidden_words_of_any_length_are_found_and_empty_ones_ignored() {
    let words = policy(None, None, &["", "Acme", "hq"]);
    check(&words, Rule::ForbiddenWord, "xACMEx", Some("Acme"));
    check(&words, Rule::ForbiddenWord, "1HQ", Some("hq"));
    check(&words, Rule::ForbiddenWord, "", None);
    let empty = policy(None, None, &["", ""]);
    assert_eq!(judge(&empty, Rule::ForbiddenWord, "x"), None);
}

#[test]
fn case_is_ignored() {
    let policy = policy(None, None, &["Straße", "Ελλάδα", "МОСКВА", "café", "שלום"]);
    check(&policy, Rule::ForbiddenWord, "STRAßE", Some("Straße"));
    check(&policy, Rule::ForbiddenWord, "ΕΛΛΆΔΑ", Some("Ελλάδα"));
    check(&policy, Rule::ForbiddenWord, "москва1", Some("МОСКВА"));
    check(&policy, Rule::ForbiddenWord, "CAFÉ", Some("café"));
    check(&policy, Rule::ForbiddenWord, "xשלוםx", Some("שלום"));
}

#[test]
fn what_is_only_alike_is_not_certain_and_so_not_unmet() {
    let policy = policy(None, None, &["Straße", "café", "title"]);
    for alike in ["STRASSE", "cafe\u{301}", "tİtle", "t\u{200D}itle"] {
        check(&policy, Rule::ForbiddenWord, alike, None);
    }
}

#[test]
fn a_word_longer_than_the_password_is_not_found() {
    let policy = policy(None, None, &[&"ab".repeat(5_000)]);
    check(&policy, Rule::ForbiddenWord, "abab", None);
}

#[test]
fn every_cased_letter_of_european_alphabets_is_found_and_no_other_character_is_taken_for_it() {
    let policy = |word: char| policy(None, None, &[&word.to_string()]);
    for upper in ('\0'..='\u{3000}').filter(|c| c.to_lowercase().count() == 1) {
        let lower = upper.to_lowercase().next().unwrap_or(upper);
        let (word, new) = (lower.to_string(), upper.to_string());
        if EUROPEAN.iter().any(|block| block.contains(&upper)) {
            check(&policy(lower), Rule::ForbiddenWord, &new, Some(&word));
        }
        for other in [1, 32, 37, 48, 63, 80] {
            let other = char::from_u32(u32::from(upper) + other).unwrap_or('\0');
            let alike = other.to_lowercase().eq(upper.to_lowercase());
            if !alike {
                check(&policy(other), Rule::ForbiddenWord, &new, None);
            }
        }
    }
}

/// ASCII and Latin-1, Latin Extended-A, Romanian and Vietnamese letters, Greek, Cyrillic, Armenian.
const EUROPEAN: [RangeInclusive<char>; 5] = [
    '\0'..='\u{17F}',
    '\u{200}'..='\u{21F}',
    '\u{386}'..='\u{3CE}',
    '\u{400}'..='\u{556}',
    '\u{1E00}'..='\u{1E95}',
];

proptest! {
    #[test]
    fn a_name_inside_is_found_whatever_its_case(
        before in any::<String>(),
        name in "[a-zA-Z0-9]{3,12}",
        after in any::<String>(),
        upper in any::<bool>(),
    ) {
        let typed = if upper { name.to_uppercase() } else { name.to_lowercase() };
        let policy = policy(Some(&name), Some(&name), &[&name]);
        let new = before + &typed + &after;
        for rule in [Rule::AccountName, Rule::DisplayName, Rule::ForbiddenWord] {
            prop_assert_eq!(judge(&policy, rule, &new), Some((Unmet, Some(name.clone()))));
        }
    }

    #[test]
    fn without_any_of_its_letters_a_name_is_not_found(name in "[a-m]{3,12}", new in "[n-z0-9🦀]{0,40}") {
        let policy = policy(Some(&name), Some(&name), &[&name]);
        for rule in [Rule::AccountName, Rule::DisplayName, Rule::ForbiddenWord] {
            prop_assert_eq!(judge(&policy, rule, &new), Some((Met, None)));
        }
    }
}
