//! What a screen reader is told while the form is used, and where the focus stays.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, Key, NEW, OLD, Response, until};

async fn ready(page: &HostPage) -> (HostServer, Browser) {
    let (host, browser) = page.open().await;
    browser.wait_for_text("at least 12 characters").await;
    (host, browser)
}

#[tokio::test]
async fn the_button_keeps_the_focus_and_shows_progress_while_sending() {
    let (host, browser) = ready(&HostPage::complete()).await;
    host.respond("POST /api/password", Response::changed().held());
    browser.change(OLD, NEW).await;
    browser.wait_for_focus("Changing…").await;
    let button = "const e = focused(); return [e.disabled, e.getAttribute('aria-disabled'), all('form')[0].getAttribute('aria-busy')];";
    assert_eq!(
        browser.run(button, json!([])).await,
        json!([false, "true", "true"])
    );
    until("it is announced that it goes on", || async {
        (browser.live_region_text().await == "Still working. Keep this page open.").then_some(())
    })
    .await;
    host.release_held();
    browser.wait_for_focus("Your password was changed.").await;
}

#[tokio::test]
async fn unmet_rules_are_announced_once_in_one_sentence_after_a_pause() {
    let (_host, browser) = ready(&HostPage::complete()).await;
    let watch = "window.said = []; const region = all('mailbox-password [role=status]')[0];
        new MutationObserver(() => window.said.push(squeeze(region.textContent)))
          .observe(region, { childList: true, characterData: true, subtree: true });";
    browser.run(watch, json!([])).await;
    browser.fill("New password", "velvet").await;
    let said = until("an announcement", || async {
        let said = browser.run("return window.said;", json!([])).await;
        (!said.as_array().unwrap().is_empty()).then_some(said)
    })
    .await;
    assert_eq!(said.as_array().unwrap().len(), 1, "{said}");
    let said = said[0].as_str().unwrap();
    assert!(
        said.contains("rules met. Still needed: at least 12 characters"),
        "{said}"
    );
    browser.fill("New password", NEW).await;
    until("that all is well", || async {
        (browser.live_region_text().await == "Every rule that can be checked here is met.")
            .then_some(())
    })
    .await;
    let live = "return all('mailbox-password [aria-live], mailbox-password [role=alert], mailbox-password [role=status]').length;";
    assert_eq!(browser.run(live, json!([])).await, 1, "one live region");
}

#[tokio::test]
async fn answering_a_device_keeps_the_focus_and_the_order() {
    let (_host, browser) = ready(&HostPage::complete()).await;
    browser.change(OLD, NEW).await;
    browser.wait_for("group", "Scanner").await;
    let order = "return all('mailbox-password fieldset').map(nameOf);";
    let before: Value = browser.run(order, json!([])).await;
    browser
        .run(
            "find('radio', 'Not my device', find('group', 'Office PC')).focus();",
            json!([]),
        )
        .await;
    browser.press_key(Key::Space).await;
    browser
        .wait_for_text("It may be an old one or a colleague’s.")
        .await;
    assert_eq!(browser.focused_name().await, "Not my device");
    assert_eq!(browser.run(order, json!([])).await, before);
}
