use mailbox_password_rules::{Classes, Finding, Forbidden, LengthUnit, Policy, Rule, Verdict};

use crate::{
    i18n::Texts,
    words::{
        rules::{rule_words, rules},
        rules_progress,
    },
};

fn finding(rule: Rule, verdict: Verdict) -> Finding {
    Finding {
        rule,
        verdict,
        word: None,
    }
}

#[track_caller]
fn check(texts: &Texts, policy: &Policy, rule: Rule, expected: &str) {
    let words = rule_words(texts, policy, &finding(rule, Verdict::Unmet));
    assert_eq!(words, expected, "{rule:?} of {policy:?}");
}

#[test]
fn rules_are_said_in_the_policys_numbers() {
    let policy = Policy {
        min_length: Some(12),
        max_length: Some(64),
        classes: Some(Classes { at_least: 3 }),
        history: Some(5),
        min_age_seconds: Some(86_400),
        ..Policy::default()
    };
    for (rule, expected) in [
        (Rule::MinLength, "at least 12 characters"),
        (Rule::MaxLength, "at most 64 characters"),
        (
            Rule::Classes,
            "3 of these kinds: capital letters, small letters, digits, signs such as ! or %, letters without capitals",
        ),
        (Rule::History, "not one of the last 5 passwords"),
        (
            Rule::MinAge,
            "the current password must be at least 1 day old",
        ),
    ] {
        check(&Texts::english(), &policy, rule, expected);
    }
}

#[test]
fn one_is_not_said_as_many() {
    let policy = Policy {
        min_length: Some(1),
        max_length: Some(1),
        history: Some(1),
        min_age_seconds: Some(3_600),
        ..Policy::default()
    };
    for (rule, expected) in [
        (Rule::MinLength, "at least 1 character"),
        (Rule::MaxLength, "at most 1 character"),
        (Rule::History, "not the current password"),
        (
            Rule::MinAge,
            "the current password must be at least 1 hour old",
        ),
    ] {
        check(&Texts::english(), &policy, rule, expected);
    }
}

#[test]
fn lengths_in_bytes_are_said_in_bytes() {
    for (count, least, most) in [
        (1, "at least 1 byte", "at most 1 byte"),
        (72, "at least 72 bytes", "at most 72 bytes"),
    ] {
        let policy = Policy {
            min_length: Some(count),
            max_length: Some(count),
            length_unit: LengthUnit::Bytes,
            ..Policy::default()
        };
        check(&Texts::english(), &policy, Rule::MinLength, least);
        check(&Texts::english(), &policy, Rule::MaxLength, most);
    }
}

#[test]
fn active_directorys_own_limit_counts_where_its_complexity_does() {
    let policy = Policy {
        classes: Some(Classes { at_least: 3 }),
        ..Policy::default()
    };
    check(
        &Texts::english(),
        &policy,
        Rule::MaxLength,
        "at most 256 characters",
    );
}

#[test]
fn more_kinds_than_there_are_is_all_of_them() {
    let policy = Policy {
        classes: Some(Classes { at_least: 9 }),
        ..Policy::default()
    };
    let words = rule_words(
        &Texts::english(),
        &policy,
        &finding(Rule::Classes, Verdict::Unmet),
    );
    assert!(words.starts_with("5 of these kinds: "), "{words}");
}

#[test]
fn a_rule_that_the_policy_does_not_state_is_said_without_a_number() {
    let cases = [
        (Rule::MinLength, "more characters"),
        (Rule::MaxLength, "fewer characters"),
        (Rule::Classes, "more kinds of characters"),
        (Rule::AccountName, "not the account name"),
        (Rule::DisplayName, "no part of your name"),
        (
            Rule::ForbiddenWord,
            "none of the provider’s forbidden words",
        ),
        (Rule::Common, "not one of the most used passwords"),
        (Rule::History, "none of the earlier passwords"),
        (Rule::MinAge, "the current password must be older"),
    ];
    assert_eq!(cases.map(|(rule, _)| rule), Rule::ALL);
    for (rule, expected) in cases {
        check(&Texts::english(), &Policy::default(), rule, expected);
    }
}

#[test]
fn an_administrator_reads_of_the_users_name_and_passwords() {
    let texts = Texts::english().for_administrator();
    let policy = Policy {
        history: Some(5),
        ..Policy::default()
    };
    let nothing = Policy::default();
    for (policy, rule, expected) in [
        (&policy, Rule::History, "not one of the last 5 passwords"),
        (&nothing, Rule::History, "none of the earlier passwords"),
        (&nothing, Rule::AccountName, "not the account name"),
        (&nothing, Rule::DisplayName, "no part of the user’s name"),
    ] {
        check(&texts, policy, rule, expected);
    }
}

#[test]
fn the_word_that_was_found_is_shown() {
    let policy = Policy {
        forbidden: Forbidden {
            account_name: Some("ann".into()),
            ..Forbidden::default()
        },
        ..Policy::default()
    };
    for (rule, word, expected) in [
        // The rule itself names the account name.
        (Rule::AccountName, "ann", "not the account name ann"),
        (
            Rule::DisplayName,
            "Bell",
            "no part of your name: it contains “Bell”",
        ),
        (
            Rule::ForbiddenWord,
            "{word}",
            "none of the provider’s forbidden words: it contains “{word}”",
        ),
    ] {
        let finding = Finding {
            word: Some(word.into()),
            ..finding(rule, Verdict::Unmet)
        };
        assert_eq!(rule_words(&Texts::english(), &policy, &finding), expected);
    }
}

#[test]
fn several_rules_stand_in_a_row() {
    let policy = Policy {
        min_length: Some(12),
        ..Policy::default()
    };
    let texts = Texts::english();
    assert_eq!(
        rules(&texts, &policy, &[Rule::MinLength, Rule::Common]),
        "at least 12 characters; not one of the most used passwords"
    );
    assert_eq!(rules(&texts, &policy, &[]), "");
}

#[test]
fn progress_counts_what_can_be_checked_and_names_what_is_missing() {
    let policy = Policy {
        min_length: Some(12),
        ..Policy::default()
    };
    let cannot = finding(Rule::History, Verdict::CannotCheckHere);
    let met = finding(Rule::Common, Verdict::Met);
    let short = finding(Rule::MinLength, Verdict::Unmet);
    let kinds = finding(Rule::Classes, Verdict::Unmet);
    for (findings, expected) in [
        (vec![], ""),
        (vec![cannot.clone()], ""),
        (
            vec![met.clone(), cannot.clone()],
            "Every rule that can be checked here is met.",
        ),
        (
            vec![short.clone(), met.clone(), cannot.clone()],
            "1 of 2 rules met. Still needed: at least 12 characters.",
        ),
        (
            vec![short, kinds, cannot],
            "0 of 2 rules met. Still needed: at least 12 characters; more kinds of characters.",
        ),
    ] {
        assert_eq!(
            rules_progress(&Texts::english(), &policy, &findings),
            expected
        );
    }
}
