//! An administrator types a password for a mailbox: validation, options, one request, and refusals.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{ANN, HostPage, NEW, Response, until};

const CHANGED: &str = "The password was changed.";
const MUST_CHANGE: &str = "The user must choose another password at the next sign-in";
const SIGN_OUT: &str = "Sign out every other session of this mailbox";

#[tokio::test]
async fn a_typed_password_is_saved_once_even_if_save_is_pressed_twice() {
    let (host, browser) = HostPage::administrator().open_with_policy(json!({})).await;
    host.respond("POST /api/password", Response::changed().held());
    browser.save(NEW).await;
    browser.press("Saving…").await;
    host.release_held().await;
    browser.wait_for_focus(CHANGED).await;
    let expected = json!({ "mailbox": ANN, "newPassword": NEW });
    assert_eq!(host.only_change().await, expected);
}

#[tokio::test]
async fn an_empty_or_different_field_is_reported_and_nothing_is_sent() {
    let (host, browser) = HostPage::administrator().open_with_policy(json!({})).await;
    browser.press("Save").await;
    browser
        .wait_for_text("Enter a password, or generate one.")
        .await;
    browser.fill("Password", NEW).await;
    browser.press("Save").await;
    browser.wait_for_text("Enter the password again.").await;
    browser.fill("Confirm", "other").await;
    browser.press("Save").await;
    browser
        .wait_for_text("The two passwords do not match.")
        .await;
    assert!(host.requests("POST").is_empty());
}

#[tokio::test]
async fn an_option_is_shown_if_supported_and_sent_if_ticked() {
    let (_host, browser) = HostPage::administrator().open_with_policy(json!({})).await;
    for option in [MUST_CHANGE, SIGN_OUT] {
        assert!(!browser.has("checkbox", option).await, "{option}");
    }
    let supports = json!({ "supports": { "mustChange": true, "signOutOtherSessions": true } });
    let sent = |more: Value| {
        let mut body = json!({ "mailbox": ANN, "newPassword": NEW });
        body.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        body
    };
    let cases = [
        (vec![], json!({})),
        (vec![MUST_CHANGE], json!({ "mustChange": true })),
        (vec![SIGN_OUT], json!({ "signOutOtherSessions": true })),
        (
            vec![MUST_CHANGE, SIGN_OUT],
            json!({ "mustChange": true, "signOutOtherSessions": true }),
        ),
        (vec![SIGN_OUT, SIGN_OUT], json!({})),
    ];
    for (ticked, more) in cases {
        let (host, browser) = HostPage::administrator()
            .open_with_policy(supports.clone())
            .await;
        browser.wait_for("checkbox", SIGN_OUT).await;
        for option in ticked {
            browser.press_a("checkbox", option).await;
        }
        browser.save(NEW).await;
        browser.wait_for_focus(CHANGED).await;
        assert_eq!(host.only_change().await, sent(more));
    }
}

#[tokio::test]
async fn that_another_password_is_chosen_first_is_said_before_and_after_and_moves_nothing() {
    let own = "the user must choose another one, and enter that on every device.";
    for (lang, width) in [
        ("en", 1280),
        ("en", 390),
        ("en", 320),
        ("de", 1280),
        ("de", 390),
        ("de", 320),
    ] {
        let (_host, browser) = HostPage::administrator()
            .lang(lang)
            .open_with(|host| {
                let supports = json!({ "supports": { "mustChange": true } });
                host.respond("GET /api/policy", Response::policy(supports));
            })
            .await;
        browser.resize(width, 900).await;
        browser.wait_for_rules().await;
        let lines = "const save = all('[type=submit]').find(isSeen).getBoundingClientRect().top;
            const [lead] = all('[id$=-warning]');
            return [Math.round(save), squeeze(lead.innerText)];";
        let before = browser.run(lines, json!([])).await;
        let tick = "all('.mbp-options input').find(isSeen).click();";
        browser.run(tick, json!([])).await;
        let after = until("the warning has changed", async || {
            let after = browser.run(lines, json!([])).await;
            (after[1] != before[1]).then_some(after)
        })
        .await;
        assert_eq!(after[0], before[0], "{lang}, {width} px: {after}");
        if lang == "en" {
            assert!(after[1].as_str().unwrap().contains(own), "{after}");
        }
    }
}

#[tokio::test]
async fn every_refusal_is_worded_for_administrators() {
    let own = "You may not set this password here. You change your own password in your own mailbox, as its user.";
    let unnamed =
        "It may break a rule that is not shown here. The old password is still the password.";
    let rules = json!({ "violations": [{ "rule": "history" }, { "rule": "display-name" }] });
    let named = "The mail server refused it. Its rules: not one of the last 5 passwords; no part of the user’s name.";
    let cases = [
        (422, "password-rejected", json!({}), unnamed),
        (422, "password-rejected", rules, named),
        (
            422,
            "password-reused",
            json!({}),
            "This password was used before. Choose another one.",
        ),
        (
            422,
            "password-compromised",
            json!({}),
            "This password is known from stolen lists. Choose another one.",
        ),
        (423, "mailbox-locked", json!({}), "The mailbox is locked."),
        (403, "change-not-allowed", json!({}), own),
        (
            403,
            "mailbox-mismatch",
            json!({}),
            "The server took this for another mailbox. Nothing was changed.",
        ),
        (
            404,
            "mailbox-unknown",
            json!({}),
            "There is no such mailbox here, or it is not one of yours.",
        ),
        (
            401,
            "session-expired",
            json!({}),
            "Your session has ended. Sign in again",
        ),
        (
            429,
            "rate-limited",
            json!({ "retryAfter": 300 }),
            "Too many tries in a short time.",
        ),
        (
            409,
            "busy",
            json!({}),
            "Another change of this password is running.",
        ),
        (
            503,
            "directory-unavailable",
            json!({}),
            "The mail server cannot be reached right now.",
        ),
        (
            418,
            "teapot",
            json!({}),
            "The server refused the request (418).",
        ),
    ];
    let (host, browser) = HostPage::administrator().open_with_policy(json!({})).await;
    for (status, code, members, words) in cases {
        host.respond(
            "POST /api/password",
            Response::problem(status, code, members),
        );
        browser.open(host.url("/")).await;
        browser.wait_for_text("12+ characters").await;
        browser.press("Generate").await;
        let generated = browser.generated_password().await;
        browser.press("Save").await;
        browser.wait_for_text("The password was not changed.").await;
        browser.wait_for_text(words).await;
        let shown = browser.visible_text().await;
        for for_the_user in [
            "Your password",
            "your name",
            "your administrator",
            "You used",
        ] {
            assert!(!shown.contains(for_the_user), "{code}: {shown}");
        }
        assert_eq!(
            browser.value("Confirm").await,
            generated,
            "{code}: the password stays in the field"
        );
        browser.press("Show Password").await;
        until("the password is visible again", async || {
            let kind = "return find('field', 'Password').type;";
            (browser.run(kind, json!([])).await == "text").then_some(())
        })
        .await;
    }
}

#[tokio::test]
async fn markup_in_the_name_of_the_mailbox_is_shown_as_text() {
    let name = "<img src=x onerror=\"window.ran = 1\"><b>ann</b>@example.com";
    let page = HostPage::administrator().with("mailbox", name);
    let (_host, browser) = page.open().await;
    browser.wait_for_text("12+ characters").await;
    assert_eq!(browser.value("User Name").await, name);
    browser.save(NEW).await;
    browser.wait_for_text(name).await;
    let made = "return [all('mailbox-password :is(img, b)').length, typeof window.ran];";
    assert_eq!(browser.run(made, json!([])).await, json!([0, "undefined"]));
}

#[tokio::test]
async fn a_field_is_grey_only_while_nobody_can_type_in_it() {
    let (host, browser) = HostPage::administrator().open().await;
    browser.wait_for_text("12+ characters").await;
    let fill = "return getComputedStyle(all('.mbp-input')[0]).backgroundColor;";
    let white = browser.run(fill, json!([])).await;
    host.respond("POST /api/password", Response::changed().held());
    browser.fill("Password", NEW).await;
    browser.fill("Confirm", NEW).await;
    assert_eq!(browser.run(fill, json!([])).await, white, "typed in");
    browser.press("Save").await;
    browser.wait_for("button", "Saving…").await;
    assert_ne!(
        browser.run(fill, json!([])).await,
        white,
        "while it is sent"
    );
    host.release_held().await;
}
