//! Which rules are judged, in which order, and what can be said of those that only a back end knows.

use mailbox_password_rules::{
    Candidate, Classes, CommonPasswords, CommonUse, Forbidden, LengthUnit, Policy, Rule, Verdict,
    advise, evaluate, passwordrules,
};
use proptest::prelude::*;

use Verdict::{CannotCheckHere, Met, Unmet};

fn active_directory() -> Policy {
    Policy {
        min_length: Some(12),
        length_unit: LengthUnit::Utf16,
        classes: Some(Classes { at_least: 3 }),
        name_check: true,
        forbidden: Forbidden {
            account_name: Some("ann".into()),
            display_name: Some("Ann Bell".into()),
            words: vec!["acme".into()],
        },
        common: Some(CommonUse::Refuse),
        history: Some(24),
        min_age_seconds: Some(86_400),
        ..Policy::default()
    }
}

fn common() -> Option<CommonPasswords> {
    CommonPasswords::unpack(include_str!("../data/common-passwords.txt"))
}

fn check(policy: &Policy, new: &str, current: Option<&str>, expected: &[(Rule, Verdict)]) {
    let findings = evaluate(policy, Candidate { new, current }, common().as_ref());
    let judged: Vec<_> = findings.iter().map(|f| (f.rule, f.verdict)).collect();
    assert_eq!(judged, expected, "{new:?}");
}

#[test]
fn a_policy_without_rules_judges_nothing() {
    check(&Policy::default(), "", None, &[]);
    check(&Policy::default(), "123456", Some("123456"), &[]);
}

#[test]
fn every_rule_is_judged_in_reading_order() {
    check(
        &active_directory(),
        "Autumn-Harbour-71",
        Some("Copper-Lantern-28"),
        &[
            (Rule::MinLength, Met),
            (Rule::MaxLength, Met),
            (Rule::Classes, Met),
            (Rule::AccountName, Met),
            (Rule::DisplayName, Met),
            (Rule::ForbiddenWord, Met),
            (Rule::Common, Met),
            (Rule::History, CannotCheckHere),
            (Rule::MinAge, CannotCheckHere),
        ],
    );
}

#[test]
fn an_empty_password_breaks_what_it_certainly_breaks() {
    check(
        &active_directory(),
        "",
        Some(""),
        &[
            (Rule::MinLength, Unmet),
            (Rule::MaxLength, Met),
            (Rule::Classes, Unmet),
            (Rule::AccountName, Met),
            (Rule::DisplayName, Met),
            (Rule::ForbiddenWord, Met),
            (Rule::Common, CannotCheckHere),
            (Rule::History, CannotCheckHere),
            (Rule::MinAge, CannotCheckHere),
        ],
    );
}

#[test]
fn classes_are_counted_up_to_five() {
    let needs = |at_least| Policy {
        classes: Some(Classes { at_least }),
        max_length: Some(256),
        ..Policy::default()
    };
    let max = (Rule::MaxLength, Met);
    check(&needs(0), "a", None, &[max]);
    check(&needs(3), "abcABC€ £", None, &[max, (Rule::Classes, Unmet)]);
    check(&needs(3), "aA1", None, &[max, (Rule::Classes, Met)]);
    check(&needs(5), "aA1-", None, &[max, (Rule::Classes, Unmet)]);
    check(&needs(5), "aA1-漢", None, &[max, (Rule::Classes, Met)]);
    check(&needs(9), "aA1-漢", None, &[max, (Rule::Classes, Met)]);
}

#[test]
fn history_is_only_certain_for_the_current_password() {
    let policy = Policy {
        history: Some(1),
        ..Policy::default()
    };
    check(&policy, "Same-1", Some("Same-1"), &[(Rule::History, Unmet)]);
    check(
        &policy,
        "same-1",
        Some("Same-1"),
        &[(Rule::History, CannotCheckHere)],
    );
    check(
        &policy,
        "Same-1 ",
        Some("Same-1"),
        &[(Rule::History, CannotCheckHere)],
    );
    check(&policy, "Same-1", None, &[(Rule::History, CannotCheckHere)]);
    let none = Policy {
        history: Some(0),
        min_age_seconds: Some(0),
        ..Policy::default()
    };
    check(&none, "Same-1", Some("Same-1"), &[]);
}

#[test]
fn a_common_password_is_refused_only_where_the_policy_says_so() {
    let policy = |common| Policy {
        common,
        ..Policy::default()
    };
    let refuse = policy(Some(CommonUse::Refuse));
    check(&refuse, "Password1234", None, &[(Rule::Common, Unmet)]);
    check(&refuse, "Autumn-Harbour-71", None, &[(Rule::Common, Met)]);
    check(&policy(Some(CommonUse::Advise)), "Password1234", None, &[]);
    check(&policy(None), "Password1234", None, &[]);
}

#[test]
fn of_a_password_shorter_than_the_lists_nothing_is_known() {
    let policy = Policy {
        common: Some(CommonUse::Refuse),
        ..Policy::default()
    };
    check(&policy, "qwerty", None, &[(Rule::Common, CannotCheckHere)]);
    check(&policy, "пароль", None, &[(Rule::Common, CannotCheckHere)]);
}

#[test]
fn before_the_list_is_loaded_common_cannot_be_checked() {
    let candidate = Candidate {
        new: "password",
        current: None,
    };
    let findings = evaluate(&active_directory(), candidate, None);
    let common = findings.iter().find(|finding| finding.rule == Rule::Common);
    assert_eq!(common.map(|finding| finding.verdict), Some(CannotCheckHere));
}

#[test]
fn very_long_passwords_are_judged_whole() {
    let long = format!("{}漢-acme", "x1".repeat(5_000));
    let findings = evaluate(
        &active_directory(),
        Candidate {
            new: &long,
            current: Some(&long),
        },
        common().as_ref(),
    );
    let verdict = |rule| findings.iter().find(|f| f.rule == rule).map(|f| f.verdict);
    assert_eq!(verdict(Rule::Classes), Some(Met));
    assert_eq!(verdict(Rule::ForbiddenWord), Some(Unmet));
    assert_eq!(verdict(Rule::History), Some(Unmet));
}

fn any_policy() -> impl Strategy<Value = Policy> {
    let limits = (
        any::<Option<u32>>(),
        any::<Option<u32>>(),
        any::<Option<u32>>(),
    );
    let names = (
        any::<bool>(),
        any::<Option<String>>(),
        any::<Option<String>>(),
    );
    (limits, names, any::<Vec<String>>(), any::<Option<u32>>()).prop_map(
        |(
            (min_length, max_length, at_least),
            (name_check, account_name, display_name),
            words,
            history,
        )| Policy {
            min_length,
            max_length,
            classes: at_least.map(|at_least| Classes { at_least }),
            name_check,
            forbidden: Forbidden {
                account_name,
                display_name,
                words,
            },
            history,
            ..Policy::default()
        },
    )
}

proptest! {
    #[test]
    fn any_policy_and_any_text_are_judged_in_order_each_rule_once(
        policy in any_policy(),
        new in any::<String>(),
        current in any::<Option<String>>(),
    ) {
        let candidate = Candidate { new: &new, current: current.as_deref() };
        let findings = evaluate(&policy, candidate, None);
        let place = |rule: Rule| Rule::ALL.iter().position(|other| *other == rule);
        prop_assert!(findings.windows(2).all(|pair| place(pair[0].rule) < place(pair[1].rule)));
        for finding in findings {
            prop_assert!(finding.word.is_none() || finding.verdict == Unmet);
        }
        let _ = advise(&policy, candidate, None);
        let _ = passwordrules(&policy);
    }
}
