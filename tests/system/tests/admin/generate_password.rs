//! Generating a password: it meets the policy, fills both fields, and is shown until it is saved.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{ANN, Browser, HostPage, NEW, Response, until};

const CHANGED: &str = "The password was changed.";

#[tokio::test]
async fn a_generated_password_is_shown_meets_every_rule_and_is_saved_once() {
    let (host, browser) = HostPage::administrator().open_with_policy(json!({})).await;
    assert_eq!(browser.value("User Name").await, ANN);
    browser.record_announcements().await;
    browser.press("Generate").await;
    let first = browser.generated_password().await;
    browser
        .wait_for_announcement("A password was generated. It is visible.")
        .await;
    browser.press("Generate").await;
    let second = browser.generated_password().await;
    assert_ne!(first, second);
    browser.press("Save").await;
    browser.wait_for_focus(CHANGED).await;
    let expected = json!({ "mailbox": ANN, "newPassword": second });
    assert_eq!(host.only_change().await, expected);
    assert!(
        !browser.has("field", "Password").await,
        "the form was removed"
    );
}

#[tokio::test]
async fn a_password_can_be_typed_after_generating_one() {
    let (host, browser) = HostPage::administrator().open_with_policy(json!({})).await;
    browser.press("Generate").await;
    browser.generated_password().await;
    browser.press("Type one instead").await;
    browser.wait_for_focus("Password").await;
    assert_eq!(browser.value("Password").await, "");
    assert_eq!(browser.value("Confirm").await, "");
    browser.save(NEW).await;
    browser.wait_for_focus(CHANGED).await;
    assert_eq!(host.only_change().await["newPassword"], NEW);
}

#[tokio::test]
async fn the_fields_are_read_only_where_only_generated_passwords_are_allowed() {
    let (host, browser) = HostPage::administrator()
        .open_with_policy(json!({ "supports": { "typedByAdministrator": false } }))
        .await;
    let only = "Here passwords are generated, not typed.";
    browser.wait_for_text(only).await;
    let read_only = "return ['Password', 'Confirm'].map((name) => find('field', name).readOnly);";
    assert_eq!(browser.run(read_only, json!([])).await, json!([true, true]));
    browser.press("Save").await;
    browser
        .wait_for_text("Enter a password, or generate one.")
        .await;
    browser.press("Generate").await;
    let generated = browser.generated_password().await;
    assert!(!browser.visible_text().await.contains(only));
    assert!(!browser.has("button", "Type one instead").await);
    browser.press("Save").await;
    browser.wait_for_focus(CHANGED).await;
    assert_eq!(host.only_change().await["newPassword"], json!(generated));
}

#[tokio::test]
async fn a_policy_that_no_generated_password_can_meet_is_reported() {
    let every: Vec<String> = ('a'..='z').chain('0'..='9').map(String::from).collect();
    let short = "The rules allow only short passwords.";
    let strict = "No password that we can generate meets these rules.";
    let cases = [
        (json!({ "minLength": 4, "maxLength": 6 }), short),
        (json!({ "classes": { "atLeast": 5 } }), strict),
        (json!({ "forbidden": { "words": every } }), strict),
    ];
    for (policy, words) in cases {
        let (host, browser) = HostPage::administrator()
            .open_with_policy(policy.clone())
            .await;
        browser.record_announcements().await;
        browser.press("Generate").await;
        browser.wait_for_text(words).await;
        assert!(
            browser
                .announcements()
                .await
                .iter()
                .any(|announced| announced.starts_with(words)),
            "{policy}"
        );
        assert_eq!(browser.value("Password").await, "", "{policy}");
        // Typing a password still works.
        browser.fill("Password", "x").await;
        assert_eq!(browser.value("Password").await, "x", "{policy}");
        assert!(host.requests("POST").is_empty());
    }
}

#[tokio::test]
async fn without_secure_random_numbers_nothing_is_generated() {
    let broken =
        "<script>Crypto.prototype.getRandomValues = () => { throw new Error('no'); };</script>";
    let (_host, browser) = HostPage::administrator().head(broken).open().await;
    browser.wait_for("button", "Generate").await;
    browser.wait_for_rules().await;
    browser.press("Generate").await;
    browser
        .wait_for_text("This browser gives no good random numbers.")
        .await;
    assert_eq!(browser.value("Password").await, "");
}

#[tokio::test]
async fn a_generated_password_is_of_words_and_can_be_read_out() {
    let (host, browser) = HostPage::administrator().open().await;
    browser.wait_for("button", "Generate").await;
    browser.wait_for_rules().await;
    browser.press("Generate").await;
    host.wait_for_request("GET /widget/words", 1).await;
    let first = browser.generated_password().await;
    let groups: Vec<&str> = first.split('-').collect();
    assert_eq!(groups.len(), 6, "{first}");
    assert!(first.len() >= 22, "{first}");
    let said = browser.run(READ_OUT, json!([])).await;
    let capital = groups
        .iter()
        .find(|group| group.starts_with(char::is_uppercase))
        .unwrap();
    let named = format!("capital {} {capital}", &capital[..1]);
    let expected: Vec<&str> = groups
        .iter()
        .map(|group| {
            if group == capital {
                named.as_str()
            } else {
                group
            }
        })
        .collect();
    assert_eq!(
        said["line"],
        format!("Read it out: {}.", expected.join(", dash, "))
    );
    assert!(
        said["described"]
            .as_str()
            .unwrap()
            .ends_with(said["line"].as_str().unwrap())
    );
    assert!(
        said["face"].as_str().unwrap().contains("monospace"),
        "{said}"
    );

    browser.press("Hide Password").await;
    let said = browser.run(READ_OUT, json!([])).await;
    assert!(!said["line"].to_string().contains("Read it out"), "{said}");
    browser.press("Show Password").await;
    browser.press("Generate").await;
    let second = browser.generated_password().await;
    assert_ne!(first, second);
    let line = browser.run(READ_OUT, json!([])).await["line"].to_string();
    assert!(
        line.contains(second.split('-').next_back().unwrap()),
        "{line}"
    );
    browser.press("Type one instead").await;
    let said = browser.run(READ_OUT, json!([])).await;
    assert!(!said["line"].to_string().contains("Read it out"), "{said}");
    assert_eq!(
        host.requests("GET /widget/words").len(),
        1,
        "the list is loaded once"
    );
}

#[tokio::test]
async fn the_words_are_loaded_when_generate_comes_near() {
    let (host, browser) = HostPage::administrator().open().await;
    browser.wait_for_rules().await;
    assert!(host.requests("GET /widget/words").is_empty());
    browser.tab_to("Password").await;
    host.wait_for_request("GET /widget/words", 1).await;
}

#[tokio::test]
async fn without_the_words_a_password_has_characters_in_groups() {
    let (host, browser) = HostPage::administrator().open().await;
    browser.tab_to("Password").await;
    let words = host.wait_for_request("GET /widget/words", 1).await.route;
    host.respond(&words, Response::new(404, "text/plain", "no"));
    let browser = Browser::start().await;
    browser.open(host.url("/")).await;
    browser.wait_for_rules().await;
    browser.press("Generate").await;
    host.wait_for_request(&words, 2).await;
    check_characters(&browser.generated_password().await);
    let said = browser.run(READ_OUT, json!([])).await;
    assert!(!said["line"].to_string().contains("Read it out"), "{said}");
}

#[tokio::test]
async fn two_forms_that_wait_for_the_words_get_a_password_each() {
    let page = HostPage::administrator();
    let other = page.clone().with("mailbox", "bob@example.com").element();
    let (host, browser) = page.around("", &other).open().await;
    browser.tab_to("Password").await;
    let words = host.wait_for_request("GET /widget/words", 1).await.route;
    let list = include_str!("../../../../rules/data/words.txt");
    host.respond(&words, Response::new(200, "text/plain", list).held());
    let browser = Browser::start().await;
    browser.open(host.url("/")).await;
    let generate = "return all('button').filter((e) => isSeen(e) && nameOf(e) === 'Generate');";
    until("both forms are there", || async {
        let buttons = browser.run(generate, json!([])).await;
        (buttons.as_array().unwrap().len() == 2).then_some(())
    })
    .await;
    let press = generate.replace(';', ".forEach((e) => e.click());");
    browser.run(&press, json!([])).await;
    host.wait_for_request(&words, 2).await;
    host.release_held().await;
    until("every field is filled", || async {
        let fields = "return all('.mbp-control:not(.mbp-readonly)').map((e) => e.value !== '');";
        let filled = browser.run(fields, json!([])).await;
        (filled == json!([true, true, true, true])).then_some(())
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_while_generate_waits_for_the_words_stays() {
    let page = HostPage::administrator().with_fake_clock();
    let (host, browser) = page.open().await;
    browser.tab_to("Password").await;
    let words = host.wait_for_request("GET /widget/words", 1).await.route;
    let list = include_str!("../../../../rules/data/words.txt");
    for (index, is_generated_first) in [false, true].into_iter().enumerate() {
        host.respond(&words, Response::new(200, "text/plain", list).held());
        let browser = Browser::start().await;
        browser.open(host.url("/")).await;
        browser.wait_for_rules().await;
        browser.press("Generate").await;
        host.wait_for_request(&words, index + 2).await;
        if is_generated_first {
            browser.advance_clock_during_request(4).await;
            check_characters(&browser.generated_password().await);
            browser.press("Generate").await;
            browser.press("Type one instead").await;
        }
        browser.fill("Password", NEW).await;
        host.release_held().await;
        browser.wait_until_idle().await;
        browser.advance_clock(4).await;
        assert_eq!(browser.value("Password").await, NEW, "{is_generated_first}");
        browser.fill("Confirm", NEW).await;
        browser.press("Generate").await;
        assert_ne!(browser.generated_password().await, NEW);
    }
}

#[tokio::test]
async fn a_policy_too_short_for_words_gets_characters() {
    let (host, browser) = HostPage::administrator()
        .open_with_policy(json!({ "maxLength": 20 }))
        .await;
    browser.press("Generate").await;
    check_characters(&browser.generated_password().await);
    host.wait_for_request("GET /widget/words", 1).await;
}

#[track_caller]
fn check_characters(password: &str) {
    let groups: Vec<&str> = password.split('-').collect();
    assert_eq!(groups.len(), 4, "{password}");
    assert!(groups.iter().all(|group| group.len() == 4), "{password}");
}

/// The line that says how to read the password out, what describes its field, and the field's face.
const READ_OUT: &str = "
    const line = document.querySelector('[id$=\"-new-help\"]');
    const field = find('field', 'Password');
    const described = field.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id)?.textContent).join(' ');
    return { line: line.textContent, described, face: getComputedStyle(field).fontFamily };";
