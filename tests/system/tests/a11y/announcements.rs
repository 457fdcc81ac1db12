//! What is announced to a screen reader while the form is used, and where the focus stays.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, Key, NEW, OLD, Response, until};

async fn ready(page: &HostPage) -> (HostServer, Browser) {
    let (host, browser) = page.open().await;
    browser.wait_for_text("12+ characters").await;
    (host, browser)
}

#[tokio::test]
async fn the_button_keeps_the_focus_and_shows_progress_while_sending() {
    let (host, browser) = ready(&HostPage::complete().with_fake_clock()).await;
    host.respond("POST /api/password", Response::changed().held());
    browser.change(OLD, NEW).await;
    browser.wait_for_focus("Changing…").await;
    let button = "const e = focused(); return [e.disabled, e.getAttribute('aria-disabled'), all('form')[0].getAttribute('aria-busy')];";
    assert_eq!(
        browser.run(button, json!([])).await,
        json!([false, "true", "true"])
    );
    browser.record_announcements().await;
    browser.advance_clock_during_request(5).await;
    browser
        .wait_for_announcement("Still working. Keep this page open.")
        .await;
    host.release_held().await;
    browser.wait_for_focus("Your password was changed.").await;
}

#[tokio::test]
async fn unmet_rules_are_announced_once_in_one_sentence_after_a_pause() {
    let (_host, browser) = ready(&HostPage::complete().with_fake_clock()).await;
    browser.record_announcements().await;
    browser.fill("New password", "velvet").await;
    assert!(browser.announcements().await.is_empty(), "while typing");
    browser.advance_clock(1).await;
    let announced = until("an announcement", || async {
        Some(browser.announcements().await).filter(|announced| !announced.is_empty())
    })
    .await;
    assert_eq!(announced.len(), 1, "{announced:?}");
    let unmet = "rules met. Still needed: at least 12 characters";
    assert!(announced[0].contains(unmet), "{announced:?}");
    browser.fill("New password", NEW).await;
    browser.advance_clock(1).await;
    browser
        .wait_for_announcement("Every rule that can be checked here is met.")
        .await;
    let live = "return all('mailbox-password [aria-live], mailbox-password [role=alert], mailbox-password [role=status]').length;";
    assert_eq!(browser.run(live, json!([])).await, 1, "one live region");
}

#[tokio::test]
async fn the_rules_are_not_announced_after_the_form_was_submitted() {
    let (_host, browser) = ready(&HostPage::complete().with_fake_clock()).await;
    browser.record_announcements().await;
    browser.change(OLD, NEW).await;
    browser.wait_for_focus("Your password was changed.").await;
    browser.advance_clock(2).await;
    let announced = browser.announcements().await;
    assert!(
        !announced.iter().any(|words| words.contains("rule")),
        "{announced:?}"
    );
}

#[tokio::test]
async fn answering_a_device_keeps_the_focus_and_the_order() {
    let (_host, browser) = ready(&HostPage::complete()).await;
    browser.change(OLD, NEW).await;
    browser.wait_for("device", "Scanner").await;
    let order = "return all('.mbp-device').map(nameOf);";
    let before: Value = browser.run(order, json!([])).await;
    browser.expand_device("Office PC").await;
    browser
        .run("find('button', 'Not mine: Office PC').focus();", json!([]))
        .await;
    browser.press_key(Key::Space).await;
    browser
        .wait_for_text("Office PC may be an old one or a colleague’s.")
        .await;
    assert_eq!(browser.focused_name().await, "Not mine: Office PC");
    assert_eq!(browser.run(order, json!([])).await, before);
}
