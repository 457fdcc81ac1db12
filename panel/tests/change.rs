//! Changing one's own password: what is accepted, and every answer of the contract that is not a change.

#![allow(clippy::panic, clippy::unwrap_used)]

use crate::support::{
    ANN, ANN_PASSWORD, Answer, Browser, NEW_PASSWORD, Panel, Start, WRONG_PASSWORD,
};
use serde_json::{Value, json};

/// Sends Ann's change to this password; it must be refused with this code, and her old password stays.
fn check(panel: &Panel, browser: &mut Browser, new: &str, code: &str, status: u16) -> Answer {
    let answer = browser.change(ANN, ANN_PASSWORD, new);
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (status, code),
        "{answer:?}"
    );
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(answer.json()["status"], status);
    assert!(panel.accepts(ANN, ANN_PASSWORD));
    answer
}

#[test]
fn the_new_password_works_and_the_old_one_does_not() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let before = browser.status();
    let request = browser
        .change_request(ANN, ANN_PASSWORD, NEW_PASSWORD)
        .header(
            "idempotency-key",
            "\"f00baa00-0000-4000-8000-000000000000\"",
        );
    let answer = browser.send(&request);
    assert_eq!(answer.status, 200, "{answer:?}");
    let body = answer.json();
    assert!(
        body["changedAt"].as_str().unwrap().ends_with('Z') && body["now"].is_string(),
        "{body}"
    );
    panel.wait_for_log("change received reference=f00baa\n");

    assert!(panel.accepts(ANN, NEW_PASSWORD));
    assert!(!panel.accepts(ANN, ANN_PASSWORD));
    let after = browser.status();
    assert_eq!(after["passwordChangedAt"], body["changedAt"]);
    assert_ne!(after["passwordChangedAt"], before["passwordChangedAt"]);
    assert_eq!(
        (&after["lastChangeReference"], &after["locked"]),
        (&json!("f00baa"), &json!(false))
    );

    let events: Vec<(String, String)> = panel
        .store()
        .prepare("SELECT event, reference FROM audit WHERE mailbox = ?1 AND reference IS NOT NULL")
        .unwrap()
        .query_map([ANN], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(events, [("changed".to_owned(), "f00baa".to_owned())]);
}

#[test]
fn passwords_are_taken_exactly_as_they_were_sent() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    // Blanks outside, a decomposed letter, a line separator and something outside the basic plane.
    let odd = "  Cafe\u{301} 19\u{2028}\u{1F511} ";
    assert_eq!(browser.change(ANN, ANN_PASSWORD, odd).status, 200);
    assert!(panel.accepts(ANN, odd));
    assert!(!panel.accepts(ANN, odd.trim()));
    assert!(!panel.accepts(ANN, &odd.replace("e\u{301}", "\u{e9}")));
    assert_eq!(
        browser.change(ANN, odd.trim(), NEW_PASSWORD).code(),
        "current-password-incorrect"
    );
}

#[test]
fn a_wrong_current_password_says_how_many_tries_are_left() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let answer = browser.change(ANN, WRONG_PASSWORD, NEW_PASSWORD);
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (422, "current-password-incorrect")
    );
    assert_eq!(answer.json()["attemptsLeft"], 4);
    assert_eq!(
        browser.change(ANN, WRONG_PASSWORD, "short").json()["attemptsLeft"],
        3,
        "the current one comes first"
    );
    assert_eq!(browser.status()["lastRefused"]["client"], "control panel");
    check(&panel, &mut browser, "short", "password-rejected", 422);
    assert_eq!(
        browser.change(ANN, WRONG_PASSWORD, NEW_PASSWORD).json()["attemptsLeft"],
        4,
        "a right one starts the count anew"
    );
}

#[test]
fn a_broken_rule_is_named() {
    let panel = Start::new().with_policy(
        r#"{"minLength":12,"maxLength":20,"classes":{"atLeast":3},"nameCheck":true,"common":"refuse",
            "forbidden":{"words":["Harbour"]}}"#,
    ).run();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let mut rules = |new: &str| -> Vec<String> {
        let problem = check(&panel, &mut browser, new, "password-rejected", 422).json();
        let violations = problem["violations"].as_array().unwrap();
        violations
            .iter()
            .map(|violation| violation["rule"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(rules("Short-1"), ["min-length"]);
    assert_eq!(rules("Twenty-one-characters-1"), ["max-length"]);
    assert_eq!(rules("onlylowercase"), ["classes"]);
    assert_eq!(rules("Winter-Bell-1904"), ["display-name"]);
    assert_eq!(rules("1904-harbour-Ferry"), ["forbidden-word"]);
    assert_eq!(rules("short"), ["min-length", "classes"]);
}

#[test]
fn the_policy_for_fifteen_characters_of_any_kind_is_kept() {
    let page = include_str!("../../docs/assurance.md");
    let (_, block) = page.split_once("```json\n").unwrap();
    let (policy, _) = block.split_once("```").unwrap();
    let panel = Start::new().with_policy(policy).run();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let mut rules = |new: &str| {
        let problem = check(&panel, &mut browser, new, "password-rejected", 422).json();
        problem["violations"].clone()
    };
    assert_eq!(rules("fourteen chars"), json!([{ "rule": "min-length" }]));
    assert_eq!(
        rules("an example of a word"),
        json!([{ "rule": "forbidden-word" }])
    );
    assert_eq!(rules("1q2w3e4r5t6y7u8i"), json!([{ "rule": "common" }]));
    let answer = browser.change(ANN, ANN_PASSWORD, "only small ones");
    assert_eq!(answer.status, 200, "{answer:?}");
}

#[test]
fn a_password_of_ten_thousand_characters_is_too_long_and_nothing_worse() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    for long in ["aB3-".repeat(2_500), "é-1A".repeat(2_500)] {
        let problem = check(&panel, &mut browser, &long, "password-rejected", 422).json();
        assert_eq!(problem["violations"], json!([{ "rule": "max-length" }]));
        assert_eq!(
            browser.change(ANN, &long, NEW_PASSWORD).code(),
            "current-password-incorrect"
        );
    }
    let huge = "a".repeat(70_000);
    let answer = browser.change(ANN, ANN_PASSWORD, &huge);
    assert_eq!(
        (answer.status, &answer.json()["type"]),
        (413, &json!("about:blank"))
    );
}

#[test]
fn none_of_the_latest_five_passwords_is_taken() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    check(&panel, &mut browser, ANN_PASSWORD, "password-reused", 422);
    let mut current = ANN_PASSWORD.to_owned();
    for number in 1..=4 {
        let next = format!("Winter-Ferry-190{number}");
        assert_eq!(browser.change(ANN, &current, &next).status, 200);
        current = next;
        assert_eq!(
            browser.change(ANN, &current, ANN_PASSWORD).code(),
            "password-reused",
            "after {number} changes"
        );
    }
    assert_eq!(
        browser.change(ANN, &current, NEW_PASSWORD).code(),
        "password-reused"
    );
    assert_eq!(
        browser.change(ANN, &current, "Spring-Ferry-1905").status,
        200
    );
    assert_eq!(
        browser
            .change(ANN, "Spring-Ferry-1905", ANN_PASSWORD)
            .status,
        200,
        "five others lie between"
    );
}

#[test]
fn a_password_younger_than_its_minimum_age_stays() {
    let panel = Start::new().with_policy(r#"{"minAgeSeconds":86400}"#).run();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    assert_eq!(browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    let answer = browser.change(ANN, NEW_PASSWORD, "Spring-Ferry-1905");
    assert_eq!((answer.status, answer.code().as_str()), (422, "too-soon"));
    let wait = answer.json()["retryAfter"].as_u64().unwrap();
    assert!((86_000..=86_400).contains(&wait), "{wait}");
    panel.set_clock(86_401);
    let mut browser = panel.signed_in(ANN, NEW_PASSWORD);
    assert_eq!(
        browser
            .change(ANN, NEW_PASSWORD, "Spring-Ferry-1905")
            .status,
        200
    );
}

#[test]
fn devices_count_as_unknown_then_as_old() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let mut uses = || -> Vec<Value> {
        let devices = browser.get("/api/mailbox/devices").json();
        devices
            .as_array()
            .unwrap()
            .iter()
            .map(|device| device["usesNewPassword"].clone())
            .collect()
    };
    assert_eq!(uses(), [Value::Null, Value::Null, Value::Null]);
    assert_eq!(
        panel
            .signed_in(ANN, ANN_PASSWORD)
            .change(ANN, ANN_PASSWORD, NEW_PASSWORD)
            .status,
        200
    );
    let mut browser = panel.signed_in(ANN, NEW_PASSWORD);
    panel
        .store()
        .execute(
            "UPDATE devices SET accepted_at = accepted_at + 86400000 WHERE id = 'ann-phone'",
            [],
        )
        .unwrap();
    let devices = browser.get("/api/mailbox/devices").json();
    for device in devices.as_array().unwrap() {
        assert_eq!(
            device["usesNewPassword"],
            device["id"] == "ann-phone",
            "{device}"
        );
    }
}

#[test]
fn the_policy_is_the_callers_own() {
    let panel = Panel::start();
    let policy = panel
        .signed_in(ANN, ANN_PASSWORD)
        .get("/api/mailbox/policy")
        .json();
    assert_eq!(
        policy["forbidden"],
        json!({ "accountName": "ann", "displayName": "Ann Bell" })
    );
    assert_eq!(
        (&policy["minLength"], &policy["history"]),
        (&json!(12), &json!(5))
    );
    assert_eq!(policy["lockout"]["threshold"], 5);
    assert_eq!(policy["lockout"]["durationSeconds"], 900);
}
