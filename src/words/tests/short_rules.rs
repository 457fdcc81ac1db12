use mailbox_password_rules::{Classes, Forbidden, Policy, ProblemCode, Rule};

use super::{Given, judged};
use crate::{
    model::{Failure, Field, FieldError, FieldErrors, Refusal},
    state::{ChangeState, Judgement, RuleState},
    words::short_rules,
};

/// The rules in view, as text and state.
fn in_view(
    policy: Policy,
    judgement: &Judgement,
    error: Option<FieldError>,
    failure: Option<Failure>,
) -> Vec<(String, RuleState)> {
    let given = Given {
        policy,
        ..Given::default()
    };
    let mut change = ChangeState::default();
    change.change.failure = failure;
    let mut errors = FieldErrors::default();
    errors.set(Field::New, error);
    short_rules(given.wording(), &errors, judgement, &change)
        .into_iter()
        .map(|rule| (rule.text, rule.state))
        .collect()
}

fn strict() -> Policy {
    Policy {
        min_length: Some(12),
        max_length: Some(64),
        classes: Some(Classes { at_least: 3 }),
        history: Some(5),
        name_check: true,
        forbidden: Forbidden {
            account_name: Some("ann".into()),
            display_name: Some("Ann Bell".into()),
            words: vec!["secret".into()],
        },
        ..Policy::default()
    }
}

#[test]
fn three_rules_at_most_are_in_view() {
    let all = ["12+ characters", "3 of 4 kinds", "not your name"];
    let expected = all.map(|text| (text.into(), RuleState::Open));
    assert_eq!(
        in_view(strict(), &Judgement::default(), None, None),
        expected
    );
    assert_eq!(
        in_view(Policy::default(), &Judgement::default(), None, None),
        []
    );
}

#[test]
fn rules_in_view_are_ticked_as_they_are_met() {
    let states = |new| {
        let rules = in_view(strict(), &judged(&strict(), new).0, None, None);
        rules
            .into_iter()
            .map(|(_, state)| state)
            .collect::<Vec<_>>()
    };
    use RuleState::{Met, Open};
    assert_eq!(states("copper-la"), [Open, Open, Met]);
    assert_eq!(states("copper-lantern-28"), [Met, Met, Met]);
    assert_eq!(states("Copper-Bell-28"), [Met, Met, Open]);
}

#[test]
fn a_rule_that_stopped_or_was_refused_is_shown_as_broken() {
    use RuleState::{Broken, Met};
    let states = |new, error, failure| {
        let rules = in_view(strict(), &judged(&strict(), new).0, Some(error), failure);
        rules
            .into_iter()
            .map(|(_, state)| state)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        states("copper-la", FieldError::Unmet, None),
        [Broken, Broken, Met]
    );
    let refused = Failure::Refused(Refusal {
        code: Some(ProblemCode::PasswordRejected),
        rules: vec![Rule::DisplayName, Rule::History],
        ..Refusal::default()
    });
    assert_eq!(
        states("copper-Lantern-28", FieldError::Refused, Some(refused)),
        [Met, Met, Broken]
    );
}

#[test]
fn a_name_that_is_not_known_here_is_not_in_view() {
    let mut policy = strict();
    policy.forbidden = Forbidden::default();
    assert_eq!(in_view(policy, &Judgement::default(), None, None).len(), 2);
}
