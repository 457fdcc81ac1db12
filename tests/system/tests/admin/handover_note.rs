//! Handing a new password over: the warnings beside **Save**, and the note for the mailbox's user.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{ANN, HostPage, NEW, Response};

const CHANGED: &str = "The password was changed.";
const BEFORE: &str = "After Save, the user must enter it on every device. Until then: no mail, and the mailbox can lock itself.";
const AFTER: &str = "The user must now enter it on every device. Until then the mailbox can lock itself, and they cannot read their mail.";
const LONG_AGO: &str = "2026-08-25T14:03:00Z";

#[tokio::test]
async fn the_warning_is_shown_beside_save_and_after_saving() {
    let (_host, browser) = HostPage::administrator().open_with_status(json!({})).await;
    browser.wait_for_text(BEFORE).await;
    let described = "const e = find('button', 'Save'); return squeeze(document.getElementById(e.getAttribute('aria-describedby')).innerText);";
    assert_eq!(browser.run(described, json!([])).await, BEFORE);
    browser.save(NEW).await;
    browser.wait_for_focus(CHANGED).await;
    browser.wait_for_text(AFTER).await;
    assert!(!browser.visible_text().await.contains(BEFORE));
}

#[tokio::test]
async fn the_note_tells_the_user_what_to_do_and_has_no_recipient() {
    let recovery = "https://panel.example.com/recovery?mailbox={mailbox}";
    let page = HostPage::administrator().with("recovery-url", recovery);
    let (host, browser) = page.open_with_status(json!({})).await;
    let supports = json!({ "supports": { "mustChange": true } });
    host.respond("GET /api/policy", Response::policy(supports));
    browser.open(host.url("/")).await;
    browser
        .press_a(
            "checkbox",
            "The user must choose another password at the next sign-in",
        )
        .await;
    browser.save(NEW).await;
    browser.wait_for_focus(CHANGED).await;
    let first = format!(
        "First sign in at {} and choose your own password.",
        host.url("")
    );
    let link = "https://panel.example.com/recovery?mailbox=ann%40example.com";
    let devices = "Then enter your own password on every device that connects to this mailbox";
    let lines = [
        ANN,
        first.as_str(),
        devices,
        "the mailbox can lock itself",
        link,
    ];
    for line in lines {
        browser.wait_for_text(line).await;
    }
    browser
        .wait_for_text("Do not send this to ann@example.com: they cannot read it yet.")
        .await;

    let href = "return find('link', 'Write it as an e-mail').href;";
    let href = browser.run(href, json!([])).await;
    let href = href.as_str().unwrap();
    assert!(href.starts_with("mailto:?subject="), "no recipient: {href}");
    assert!(!href.contains("to=") && !href.contains("cc="), "{href}");
    let decode = "return decodeURIComponent(arguments[0].split('&body=')[1]);";
    let draft = browser.run(decode, json!([href])).await;
    browser.allow_clipboard(&host).await;
    browser.press("Copy this note").await;
    browser.wait_for_text("The note was copied.").await;
    let copied = browser.clipboard().await;
    for text in [draft.as_str().unwrap(), &copied] {
        for line in lines {
            assert!(text.contains(line), "{line}: {text}");
        }
        assert!(!text.contains(NEW), "{text}");
    }
}

#[tokio::test]
async fn printing_shows_the_note_alone() {
    let page = HostPage::administrator().around("<nav>A menu</nav>", "<footer>An imprint</footer>");
    let (_host, browser) = page.open_with_status(json!({})).await;
    browser.save(NEW).await;
    browser.wait_for_focus(CHANGED).await;
    let printed = browser.printed_text("Print this note").await;
    assert!(
        printed.starts_with("Your administrator set a new password"),
        "{printed}"
    );
    assert!(
        printed.ends_with("the mailbox can lock itself."),
        "{printed}"
    );
    assert!(!printed.contains(NEW), "{printed}");
}

#[tokio::test]
async fn a_recent_change_by_the_servers_clock_is_pointed_out() {
    let recent = "Each new password makes a lock more likely";
    // The second value is the server's clock. The browser's clock differs from it in most cases.
    let cases = [
        ("2026-11-22T14:04:00Z", "2026-11-23T14:03:00Z", true),
        ("2026-11-22T14:02:00Z", "2026-11-23T14:03:00Z", false),
        ("2019-05-01T23:00:00Z", "2019-05-02T01:00:00Z", true),
        ("2019-05-01T01:00:00Z", "2019-05-02T02:00:00Z", false),
        ("2041-05-01T23:00:00Z", "2041-05-02T01:00:00Z", true),
        ("2041-05-01T01:00:00Z", "2041-05-02T02:00:00Z", false),
    ];
    let (host, browser) = HostPage::administrator().open().await;
    for (changed_at, now, is_recent) in cases {
        host.respond(
            "GET /api/status",
            Response::status(changed_at, json!({ "now": now, "locked": true })),
        );
        browser.open(host.url("/")).await;
        // Wait for the status.
        browser
            .wait_for_text("A new password does not unlock it.")
            .await;
        assert_eq!(
            browser.visible_text().await.contains(recent),
            is_recent,
            "{changed_at} at {now}"
        );
    }
}

#[tokio::test]
async fn no_lockout_is_mentioned_without_one_or_with_the_providers_statement() {
    let never = json!({ "lockout": { "threshold": 0 } });
    let own = json!({ "statement": "A forgotten device is cut off for a day." });
    for (policy, says) in [
        (never, "stops getting mail."),
        (own, "A forgotten device is cut off for a day."),
    ] {
        let (host, browser) = HostPage::administrator()
            .open_with(|host| {
                host.respond("GET /api/policy", Response::policy(policy));
                let lately = json!({ "passwordChangedAt": "2026-11-23T13:03:00Z" });
                host.respond("GET /api/status", Response::status(LONG_AGO, lately));
            })
            .await;
        browser.wait_for_text(says).await;
        browser
            .wait_for_text("Some devices may not have that one yet:")
            .await;
        assert!(!browser.visible_text().await.contains("lock"), "{says}");
        browser.press("Generate").await;
        browser.press("Save").await;
        browser.wait_for_focus(CHANGED).await;
        let words = browser.visible_text().await;
        assert_eq!(
            words.matches(says).count(),
            2,
            "beside the button and in the note: {words}"
        );
        assert!(!words.contains("lock"), "{words}");
        assert_eq!(host.requests("POST").len(), 1);
    }
}
