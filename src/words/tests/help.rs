use mailbox_password_rules::{Advice, Classes, LengthUnit, Policy, Rule, Shortfall};

use super::{Given, Judged, judged};
use crate::{
    model::{Expiry, Field, FieldError, Lock, Status},
    state::{ChangeState, FieldHelp, Form, HelpKind, Judgement},
    words::field_help,
};

fn policy() -> Policy {
    Policy {
        min_length: Some(12),
        max_length: Some(20),
        classes: Some(Classes { at_least: 3 }),
        history: Some(5),
        ..Policy::default()
    }
}

fn help(policy: Policy, form: &Form, (judgement, shortfall): &Judged, field: Field) -> FieldHelp {
    let given = Given {
        policy,
        ..Given::default()
    };
    let change = ChangeState::default();
    field_help(
        given.wording(),
        form,
        judgement,
        shortfall,
        &change,
        None,
        field,
    )
}

/// Below the field for the new password, in a form where nothing is wrong.
fn new_help(policy: Policy, judged: &Judged) -> FieldHelp {
    help(policy, &Form::default(), judged, Field::New)
}

#[track_caller]
fn check(new: &str, expected: &str) {
    let help = new_help(policy(), &judged(&policy(), new));
    assert_eq!((help.kind, &*help.text), (None, expected), "{new}");
}

#[test]
fn an_empty_field_says_what_will_be_done_with_the_password() {
    let words = "You will type it on every device: save it or write it down first.";
    let help = |field| help(policy(), &Form::default(), &Judged::default(), field);
    assert_eq!(help(Field::New).text, words);
    assert_eq!(help(Field::Current), FieldHelp::default());
    assert_eq!(help(Field::Confirm), FieldHelp::default());
}

#[test]
fn the_current_password_says_when_it_expires() {
    const DAY: f64 = 86_400_000.0;
    let days = |days: f64| Status {
        expires_at: Some(days * DAY),
        ..Status::default()
    };
    let must_change = |status: Status| Status {
        must_change: Some(true),
        ..status
    };
    for (status, expected) in [
        (Status::default(), ""),
        (days(14.0), ""),
        (days(13.9), "Your password expires in 13 days."),
        (days(5.0), "Your password expires in 5 days."),
        (days(1.9), "Your password expires in 1 day."),
        (days(0.9), "Your password expires in less than a day."),
        (days(0.0), "Your password has expired."),
        (must_change(days(-9.0)), "Your password has expired."),
        (
            must_change(Status::default()),
            "You have to choose a new password.",
        ),
        (
            must_change(days(90.0)),
            "You have to choose a new password.",
        ),
    ] {
        let given = Given::default();
        let change = ChangeState {
            expiry: Expiry::of(&status, 0.0),
            ..ChangeState::default()
        };
        let help = |form: &Form, change: &ChangeState, field| {
            let (judgement, shortfall) = Judged::default();
            let wording = given.wording();
            field_help(wording, form, &judgement, &shortfall, change, None, field).text
        };
        let mut form = Form::default();
        assert_eq!(help(&form, &change, Field::Current), expected, "{status:?}");
        assert_eq!(help(&form, &change, Field::Confirm), "", "{status:?}");
        form.errors.set(Field::Current, Some(FieldError::Missing));
        let missing = help(&form, &change, Field::Current);
        assert_eq!(missing, "Enter your current password.", "{status:?}");
    }
}

#[test]
fn a_focused_empty_field_names_the_kinds() {
    let form = Form {
        is_new_focused: true,
        ..Form::default()
    };
    let kinds = "Kinds: capitals, small letters, digits, signs such as ! or %. Use 3 of them.";
    let help = |policy| help(policy, &form, &Judged::default(), Field::New).text;
    assert_eq!(help(policy()), kinds);
    let without = help(Policy::default());
    assert!(without.starts_with("You will type it"), "{without}");
}

#[test]
fn while_typing_it_says_what_is_missing_now() {
    check(
        "copper-la",
        "3 more characters, and 1 more kind: a capital or a digit.",
    );
    check(
        "copper",
        "6 more characters, and 2 more kinds: a capital, a digit or a sign such as ! or %.",
    );
    check("copper-La-1", "1 more character.");
    check(
        "copperlantern",
        "2 more kinds: a capital, a digit or a sign such as ! or %.",
    );
    check(
        "copper-Lantern-28-mist-1",
        "The new password does not meet a rule: at most 20 characters.",
    );
}

#[test]
fn once_all_is_met_it_says_what_only_the_server_checks() {
    check(
        "copper-Lantern-28",
        "Only the server can check this: not one of the last 5 passwords.",
    );
    let policy = Policy {
        history: None,
        ..policy()
    };
    let words = new_help(policy.clone(), &judged(&policy, "copper-Lantern-28")).text;
    assert!(words.starts_with("You will type it"), "{words}");
}

#[test]
fn a_length_in_bytes_is_not_said_in_characters() {
    let policy = Policy {
        min_length: Some(12),
        length_unit: LengthUnit::Bytes,
        ..Policy::default()
    };
    assert_eq!(
        new_help(policy.clone(), &judged(&policy, "copper")).text,
        "The new password does not meet a rule: at least 12 bytes."
    );
}

#[test]
fn advice_comes_after_what_is_missing() {
    let (mut judgement, shortfall) = judged(&policy(), "copper-Lantern-28 ");
    judgement.advice = vec![Advice::OuterSpace];
    assert_eq!(
        new_help(policy(), &(judgement, shortfall)).text,
        "Starts or ends with a space."
    );
}

#[test]
fn an_error_is_said_in_the_same_words() {
    let mut form = Form::default();
    form.errors.set(Field::New, Some(FieldError::Unmet));
    let judged = judged(&policy(), "copper-la");
    let help = help(policy(), &form, &judged, Field::New);
    assert_eq!(help.kind, Some(HelpKind::Bad));
    assert_eq!(
        help.text,
        "3 more characters, and 1 more kind: a capital or a digit."
    );
}

#[test]
fn caps_lock_goes_before_everything_else() {
    let mut form = Form::default();
    form.errors.set(Field::New, Some(FieldError::Unmet));
    form.caps_lock = Some(Field::New);
    let judged = judged(&policy(), "copper-la");
    let help = help(policy(), &form, &judged, Field::New);
    assert_eq!(
        (help.kind, &*help.text),
        (Some(HelpKind::Warn), "Caps Lock is on.")
    );
}

#[test]
fn equal_passwords_are_told() {
    let judgement = Judgement {
        is_match: true,
        ..Judgement::default()
    };
    let help = help(
        policy(),
        &Form::default(),
        &(judgement, Shortfall::default()),
        Field::Confirm,
    );
    assert_eq!(
        (help.kind, &*help.text),
        (Some(HelpKind::Good), "They match.")
    );
}

#[test]
fn a_password_that_could_not_be_set_is_still_there() {
    let given = Given::default();
    let (judgement, shortfall) = judged(&policy(), "copper-Lantern-28");
    let lock = |refused_change| {
        Some(Lock {
            refused_change,
            ..Lock::default()
        })
    };
    let words = |lock| {
        let (form, change) = (Form::default(), ChangeState::default());
        field_help(
            given.wording(),
            &form,
            &judgement,
            &shortfall,
            &change,
            lock,
            Field::New,
        )
        .text
    };
    let is_here = "Your new password is still here: show it and write it down.";
    assert_eq!(words(lock(true)), is_here);
    assert_ne!(words(lock(false)), is_here);
}

#[test]
fn every_rule_that_is_in_no_number_is_named_when_it_is_broken() {
    let policy = Policy {
        name_check: true,
        forbidden: mailbox_password_rules::Forbidden {
            account_name: Some("ann".into()),
            ..Default::default()
        },
        ..policy()
    };
    let judged = judged(&policy, "ann-copper-La28");
    assert!(
        judged
            .0
            .findings
            .iter()
            .any(|found| found.rule == Rule::AccountName)
    );
    assert_eq!(
        new_help(policy, &judged).text,
        "The new password does not meet a rule: not the account name ann."
    );
}
