//! What goes over the wire, in both directions.

#![allow(clippy::unwrap_used)]

use mailbox_password_rules::wire::{
    ChangeAnswer, ChangeRequest, Device, Problem, Status, Violation, reference,
};
use mailbox_password_rules::{CommonUse, LengthUnit, Policy, ProblemCode, Rule, Statement};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn check(value: &impl Serialize, expected: &str) {
    assert_eq!(serde_json::to_string(value).unwrap(), expected);
}

fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

#[test]
fn a_change_of_ones_own_password_is_exactly_this() {
    let request = ChangeRequest {
        mailbox: "ann@example.com".into(),
        current_password: Some(" old\"\\ ".into()),
        new_password: " nëw🦀 ".into(),
        must_change: false,
        sign_out_other_sessions: false,
    };
    check(
        &request,
        r#"{"mailbox":"ann@example.com","currentPassword":" old\"\\ ","newPassword":" nëw🦀 "}"#,
    );
}

#[test]
fn an_administrators_change_has_no_current_password() {
    let request = |wish| ChangeRequest {
        mailbox: "ann@example.com".into(),
        current_password: None,
        new_password: "x".into(),
        must_change: wish,
        sign_out_other_sessions: wish,
    };
    check(
        &request(false),
        r#"{"mailbox":"ann@example.com","newPassword":"x"}"#,
    );
    check(
        &request(true),
        r#"{"mailbox":"ann@example.com","newPassword":"x","mustChange":true,"signOutOtherSessions":true}"#,
    );
}

#[test]
fn a_change_is_read_as_it_was_typed() {
    let json =
        r#"{"mailbox":"a","currentPassword":" \u0000 ","newPassword":"\ud83e\udd80 ","more":1}"#;
    let request: ChangeRequest<'_> = serde_json::from_str(json).unwrap();
    assert_eq!(request.current_password.as_deref(), Some(" \0 "));
    assert_eq!(request.new_password, "🦀 ");
    assert!(!request.must_change && !request.sign_out_other_sessions);
    let json = r#"{"mailbox":"a","newPassword":"b","mustChange":true,"signOutOtherSessions":true}"#;
    let request: ChangeRequest<'_> = serde_json::from_str(json).unwrap();
    assert!(request.must_change && request.sign_out_other_sessions);
}

#[test]
fn what_is_not_known_is_left_out() {
    let answer = ChangeAnswer {
        changed_at: "2026-01-02T03:04:05Z".into(),
        now: "2026-01-02T03:04:06Z".into(),
        ..ChangeAnswer::default()
    };
    check(
        &answer,
        r#"{"changedAt":"2026-01-02T03:04:05Z","now":"2026-01-02T03:04:06Z"}"#,
    );
    check(
        &Status::default(),
        r#"{"locked":false,"mustChange":false,"now":""}"#,
    );
    check(
        &Policy::default(),
        r#"{"lengthUnit":"codePoints","nameCheck":false,"forbidden":{},"supports":{"mustChange":false,"signOutOtherSessions":false,"typedByAdministrator":true}}"#,
    );
}

#[test]
fn a_problem_names_the_rules_that_are_broken() {
    let problem = Problem {
        kind: "https://example.com/problems/password-rejected".into(),
        title: "The new password breaks a rule.".into(),
        status: ProblemCode::PasswordRejected.status(),
        violations: vec![Violation {
            rule: Rule::MinLength.id().into(),
        }],
        ..Problem::default()
    };
    check(
        &problem,
        r#"{"type":"https://example.com/problems/password-rejected","title":"The new password breaks a rule.","status":422,"violations":[{"rule":"min-length"}]}"#,
    );
}

#[test]
fn members_that_are_unknown_or_missing_do_no_harm() {
    let status: Status = read(json!({"locked": true, "brandNew": {"deep": [1]}}));
    assert!(status.locked && status.unlocks_in_seconds.is_none());
    let problem: Problem = read(json!({"type": "x", "instance": "/1", "attemptsLeft": 2}));
    assert_eq!(problem.attempts_left, Some(2));
    let device: Device = read(json!({"id": "1", "usesNewPassword": null, "colour": "red"}));
    assert_eq!(device.uses_new_password, None);
    assert_eq!(read::<Policy>(json!({})), Policy::default());
    assert_eq!(read::<Policy>(json!({"more": 1})), Policy::default());
}

#[test]
fn the_contracts_example_of_a_policy_is_understood_and_comes_back_the_same() {
    let policy: Policy = read(json!({
        "minLength": 12, "maxLength": 256, "lengthUnit": "utf16", "classes": {"atLeast": 3}, "nameCheck": true,
        "forbidden": {"accountName": "ann", "displayName": "Ann Bell", "words": []},
        "common": "refuse", "history": 24, "minAgeSeconds": 86400,
        "lockout": {"threshold": 10, "windowSeconds": 1800, "durationSeconds": 1800, "recentPasswordsNotCounted": null, "resetBySuccess": false},
        "oldPasswordGraceSeconds": 3600, "unlockDelaySeconds": 300,
        "supports": {"mustChange": true, "signOutOtherSessions": true, "typedByAdministrator": true},
        "statement": {"en": "Mind the gap."},
    }));
    assert_eq!(policy.length_unit, LengthUnit::Utf16);
    assert_eq!(policy.common, Some(CommonUse::Refuse));
    assert_eq!(policy.classes.map(|classes| classes.at_least), Some(3));
    assert_eq!(policy.forbidden.display_name.as_deref(), Some("Ann Bell"));
    assert!(matches!(&policy.statement, Some(Statement::ByLanguage(texts)) if texts.len() == 1));
    assert_eq!(
        read::<Policy>(serde_json::to_value(&policy).unwrap()),
        policy
    );
}

#[test]
fn an_accepted_sign_in_starts_the_count_anew_unless_the_policy_says_no() {
    for (lockout, expected) in [
        (json!({"threshold": 5}), true),
        (json!({"threshold": 5, "resetBySuccess": true}), true),
        (json!({"threshold": 5, "resetBySuccess": false}), false),
    ] {
        let policy: Policy = read(json!({ "lockout": lockout }));
        assert_eq!(
            policy.lockout.map(|lockout| lockout.reset_by_success),
            Some(expected),
            "{lockout}"
        );
    }
}

#[test]
fn a_statement_can_be_one_text() {
    let policy: Policy = read(json!({"statement": "Mind the gap."}));
    assert_eq!(
        policy.statement,
        Some(Statement::Text("Mind the gap.".into()))
    );
}

#[test]
fn a_problem_code_is_the_last_segment_of_its_type() {
    for code in ProblemCode::ALL {
        for prefix in [
            "",
            "https://example.com/problems/",
            "urn:problem:",
            "/help#",
            "tag:a:b/c#d:",
        ] {
            let uri = format!("{prefix}{}", code.id());
            assert_eq!(ProblemCode::from_type(&uri), Some(code), "{uri}");
        }
    }
}

#[test]
fn a_problem_code_is_compared_exactly() {
    for uri in [
        "",
        "about:blank",
        "/Too-Soon",
        "/too-soon/",
        "/too-soon?x=1",
        "/too-soon ",
        "/not-too-soon",
        "/too_soon",
    ] {
        assert_eq!(ProblemCode::from_type(uri), None, "{uri:?}");
    }
}

#[test]
fn every_rule_has_its_own_id_and_is_found_by_it() {
    for rule in Rule::ALL {
        assert_eq!(Rule::from_id(rule.id()), Some(rule));
    }
    assert_eq!(Rule::from_id("MIN-LENGTH"), None);
    assert_eq!(Rule::from_id("something-new"), None);
}

#[test]
fn a_reference_is_six_characters_of_the_key() {
    assert_eq!(reference("0f8fad5b-d9cb-469f-a165-70867728950e"), "0f8fad");
    assert_eq!(reference("abc"), "abc");
    assert_eq!(reference(""), "");
    assert_eq!(reference("äöüßäöü"), "äöüßäö");
    // Six bytes end in the middle of a character.
    assert_eq!(reference("{\"tyu\u{7de}ilbx"), "{\"tyu\u{7de}");
}
