//! Administrators at the panel: what they may not do, and two of them working at the same time.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{ADMINISTRATOR, Browser, Panel, until};

const CLEO: &str = "cleo@example.com";

/// Opens the page of a mailbox as an administrator. It must have no form, and a link that leads on.
async fn check(mailbox: &str, words: &[&str], way_out: &str) {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.sign_in_as_administrator(&panel).await;
    browser
        .open(panel.url(&format!("/admin/exchange/mailboxes/{mailbox}")))
        .await;
    for words in words {
        browser.wait_for_page_text(words).await;
    }
    assert!(!browser.has("button", "Save").await);
    browser.wait_for("link", way_out).await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test]
async fn administrators_cannot_set_their_own_password_there() {
    let words = ["This is your own mailbox.", "here you set those of others"];
    check(ADMINISTRATOR, &words, "signing in to it").await;
}

#[tokio::test]
async fn a_mailbox_of_another_domain_is_not_found() {
    let words = [
        "There is no such mailbox",
        "In example.com there is no mailbox dora@example.net.",
    ];
    check("dora@example.net", &words, "All mailboxes").await;
}

#[tokio::test]
async fn an_unlock_by_one_administrator_is_seen_by_the_other() {
    let panel = Panel::start().await;
    let role = "UPDATE accounts SET role = 'administrator' WHERE mailbox = 'bob@example.com'";
    panel.store().execute(role, []).unwrap();
    let (first, second) = (Browser::start().await, Browser::start().await);
    for browser in [&first, &second] {
        browser.shorten_polling().await;
    }
    first.sign_in_as_administrator(&panel).await;
    second
        .sign_in_as(&panel, "bob@example.com", "Copper-Lantern-28")
        .await;
    for browser in [&first, &second] {
        browser
            .open(panel.url(&format!("/recovery?mailbox={CLEO}")))
            .await;
        browser.wait_for_text("The mailbox is locked").await;
    }
    first.press("Unlock").await;
    first
        .wait_for_text("The mailbox was unlocked today at")
        .await;
    second.wait_for_text("The mailbox is not locked.").await;

    // The same on the page of the mailbox.
    panel
        .store()
        .execute(
            "UPDATE accounts SET locked_at = 1, locked_until = NULL WHERE mailbox = ?1",
            [CLEO],
        )
        .unwrap();
    for browser in [&first, &second] {
        browser
            .open(panel.url(&format!("/admin/exchange/mailboxes/{CLEO}")))
            .await;
        browser
            .wait_for_text("A new password does not unlock it.")
            .await;
    }
    first.press("Unlock").await;
    first
        .wait_for_text("The mailbox was unlocked today at")
        .await;
    let words = "A new password does not unlock it.";
    until("the second page no longer shows the lock", async || {
        (!second.visible_text().await.contains(words)).then_some(())
    })
    .await;
}

#[tokio::test]
async fn the_recovery_without_a_mailbox_leads_to_unlocking_one() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.sign_in_as_administrator(&panel).await;
    browser.open(panel.url("/recovery")).await;
    browser
        .wait_for_text("Unlock it where you manage the mailbox")
        .await;
    browser.press_a("link", "Choose a mailbox").await;
    let row = "const row = all('main a').find((e) => e.innerText.includes(arguments[0])); row?.click(); return Boolean(row);";
    until("the mailbox is in the list", async || {
        (browser.run(row, json!([CLEO])).await == true).then_some(())
    })
    .await;
    browser.wait_for("button", "Unlock").await;
}
