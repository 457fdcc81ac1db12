use mailbox_password_rules::{Finding, ProblemCode, Rule, Shortfall, Verdict};

use super::{Given, Judged};
use crate::{
    model::{Failure, Field, FieldError, Refusal},
    state::Judgement,
    words::{field_error, field_label},
};

#[test]
fn fields_are_named_for_whoever_fills_them_in() {
    let (user, administrator) = (Given::default(), Given::for_administrator());
    for (field, own, somebody_elses) in [
        (Field::Current, "Current password", "Current password"),
        (Field::New, "New password", "Password"),
        (Field::Confirm, "Confirm new password", "Confirm"),
    ] {
        assert_eq!(user.texts.get(field_label(field)), own);
        assert_eq!(administrator.texts.get(field_label(field)), somebody_elses);
    }
}

#[test]
fn what_is_wrong_with_a_field_is_said_at_the_field() {
    let unmet = |rule| Finding {
        rule,
        verdict: Verdict::Unmet,
        word: None,
    };
    let judgement = Judgement {
        findings: vec![unmet(Rule::MinLength), unmet(Rule::Common)],
        ..Judgement::default()
    };
    let shortfall = Shortfall {
        length: 2,
        ..Shortfall::default()
    };
    for (field, error, own, somebody_elses) in [
        (
            Field::Current,
            FieldError::Missing,
            "Enter your current password.",
            "Enter your current password.",
        ),
        (
            Field::New,
            FieldError::Missing,
            "Enter a new password.",
            "Enter a password, or generate one.",
        ),
        (
            Field::Confirm,
            FieldError::Missing,
            "Enter the new password again.",
            "Enter the password again.",
        ),
        (
            Field::Confirm,
            FieldError::Mismatch,
            "The two new passwords do not match.",
            "The two passwords do not match.",
        ),
        (
            Field::New,
            FieldError::OnlyGenerated,
            "Here passwords are generated, not typed.",
            "Here passwords are generated, not typed.",
        ),
        (
            Field::New,
            FieldError::Unmet,
            "2 more characters. The new password does not meet a rule: not one of the most used passwords.",
            "2 more characters. The password does not meet a rule: not one of the most used passwords.",
        ),
    ] {
        for (given, expected) in [
            (Given::default(), own),
            (Given::for_administrator(), somebody_elses),
        ] {
            let words = field_error(given.wording(), &judgement, &shortfall, None, field, &error);
            assert_eq!(words, expected, "{field:?} {error:?}");
        }
    }
}

#[test]
fn a_refused_field_repeats_the_last_refusal() {
    let given = Given::default();
    let last = Failure::Refused(Refusal {
        code: Some(ProblemCode::PasswordReused),
        ..Refusal::default()
    });
    let (judgement, shortfall) = Judged::default();
    let words = |last| {
        field_error(
            given.wording(),
            &judgement,
            &shortfall,
            last,
            Field::New,
            &FieldError::Refused,
        )
    };
    assert_eq!(
        words(Some(&last)),
        "This password was used before. Choose another one."
    );
    assert_eq!(words(None), "");
}
