//! What a rule needs besides being judged. A new rule does not compile here until it has a policy that states it, and
//! fails until generated passwords take it into account.

use alloc::string::String;

use crate::alphabet::{Alphabet, ONE};
use crate::generate::is_fit;
use crate::passphrase::Passphrases;
use crate::random_index::{RandomIndex, repeatable};
use crate::{Classes, CommonUse, Forbidden, Policy, Rule, Words, passwordrules};

/// A policy that states this rule alone, so that some passwords of four characters meet it.
fn policy(rule: Rule) -> Policy {
    let any = Policy::default();
    let forbidden = Forbidden::default();
    match rule {
        Rule::MinLength => Policy {
            min_length: Some(4),
            ..any
        },
        Rule::MaxLength => Policy {
            max_length: Some(256),
            ..any
        },
        Rule::Classes => Policy {
            classes: Some(Classes { at_least: 4 }),
            ..any
        },
        Rule::AccountName => Policy {
            name_check: true,
            forbidden: Forbidden {
                account_name: Some("ace".into()),
                ..forbidden
            },
            ..any
        },
        Rule::DisplayName => Policy {
            name_check: true,
            forbidden: Forbidden {
                display_name: Some("Ace Dad".into()),
                ..forbidden
            },
            ..any
        },
        Rule::ForbiddenWord => Policy {
            forbidden: Forbidden {
                words: ["ace", "d3"].map(Into::into).into(),
                ..forbidden
            },
            ..any
        },
        Rule::Common => Policy {
            common: Some(CommonUse::Refuse),
            ..any
        },
        Rule::History => Policy {
            history: Some(24),
            ..any
        },
        Rule::MinAge => Policy {
            min_age_seconds: Some(86_400),
            ..any
        },
    }
}

/// Whether the grammar of `passwordrules` has a word for the rule.
fn is_told_to_password_managers(rule: Rule) -> bool {
    match rule {
        Rule::Classes | Rule::MaxLength | Rule::MinLength => true,
        Rule::AccountName
        | Rule::Common
        | Rule::DisplayName
        | Rule::ForbiddenWord
        | Rule::History
        | Rule::MinAge => false,
    }
}

/// All strings of four of these characters are tried.
const CHARACTERS: &str = "acdeACDE349*";

/// How many of all strings are rejected, and at most how many `Alphabet` counts on, in units of 1 / [`ONE`].
fn rejected(policy: &Policy) -> (u64, u64) {
    let alphabet = Alphabet::of(policy, CHARACTERS).unwrap();
    let characters = &alphabet.characters;
    let all = characters.len().pow(4);
    let is_rejected = |number: &usize| {
        let place = |place| characters[number / characters.len().pow(place) % characters.len()];
        let password: String = (0..4).map(place).map(char::from).collect();
        !is_fit(policy, None, &password)
    };
    let rejected = (0..all).filter(is_rejected).count() as u64;
    (rejected * ONE, alphabet.thrown_away(4) * all as u64)
}

#[test]
fn no_rule_rejects_more_random_characters_than_it_is_counted_to() {
    let (without, counted_without) = rejected(&Policy::default());
    for rule in Rule::ALL {
        let (with, counted_with) = rejected(&policy(rule));
        let (more, counted) = (with - without, counted_with - counted_without);
        assert!(more <= counted, "{rule:?}: {more} > {counted}");
    }
}

#[test]
fn no_rule_rejects_a_password_of_words() {
    let words = Words::unpack(include_str!("../data/words.txt").into()).unwrap();
    for rule in Rule::ALL {
        let policy = policy(rule);
        // None at all is an answer too: characters are drawn then.
        let Some(passphrases) = Passphrases::of(&policy, &words) else {
            continue;
        };
        let mut fill = repeatable(0x6d61_696c);
        let mut index = RandomIndex::new(&mut fill, u32::MAX);
        for _ in 0..500 {
            let password = passphrases.draw(&mut index).unwrap();
            assert!(is_fit(&policy, None, &password), "{rule:?}: {password}");
        }
    }
}

#[test]
fn password_managers_are_told_every_rule_that_can_be_told() {
    for rule in Rule::ALL {
        let told = passwordrules(&policy(rule)).is_some();
        assert_eq!(told, is_told_to_password_managers(rule), "{rule:?}");
    }
}
