//! What is said of a lock and of the next step: one filled button, until when it lasts, whom to ask, and the steps for
//! the other side.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{DEVICES, HostPage, NEW, OLD, Response, until};

#[tokio::test]
async fn one_button_is_filled_and_it_is_the_right_next_step() {
    let (host, browser) = HostPage::recovery("user").open_locked().await;
    browser.wait_for_text(DEVICES[2]).await;
    assert_eq!(browser.filled().await, json!(["That is every device"]));
    browser.report_steps(1..=1).await;
    for device in DEVICES {
        assert_eq!(browser.filled().await, json!(["Mark as removed"]));
        browser.mark_device(device, "Mark as removed").await;
    }
    assert_eq!(browser.filled().await, json!(["It is off every device"]));
    browser.mark_device(DEVICES[1], "Undo").await;
    assert_eq!(browser.filled().await, json!(["Mark as removed"]));
    browser.mark_device(DEVICES[1], "Mark as removed").await;
    browser.report_steps(2..=2).await;
    assert_eq!(browser.filled().await, json!(["Call your administrator"]));
    host.set_status(json!({}));
    browser.open(host.url("/")).await;
    browser.wait_for("link", "Open webmail").await;
    assert_eq!(browser.filled().await, json!(["Open webmail"]));
    browser.press("It refused me").await;
    browser.wait_for_text("Stop here.").await;
    assert_eq!(browser.filled().await, json!(["Call your administrator"]));
    browser.report_steps(4..=4).await;
    for device in DEVICES {
        assert_eq!(browser.filled().await, json!(["It gets mail"]));
        browser.mark_device(device, "It gets mail").await;
    }
    assert_eq!(browser.filled().await, json!(["Every device gets mail"]));
    browser.report_steps(5..=5).await;
    assert_eq!(browser.filled().await, json!([]));
}

#[tokio::test]
async fn nobody_has_a_turn_while_a_mailbox_has_not_been_locked() {
    let (warning, open) = (
        "locks the mailbox again",
        "Until then nothing has to be done.",
    );
    let link = "Link for your administrator";
    let page =
        HostPage::recovery("user").with("recovery-url", "https://panel.example.com/recovery");
    let (host, browser) = page
        .with_fake_clock()
        .open_with(|host| host.set_status(json!({})))
        .await;
    browser.wait_for_text("The mailbox is not locked.").await;
    browser.wait_for_text(open).await;
    let words = browser.visible_text().await;
    for absent in ["Your turn", warning] {
        assert!(!words.contains(absent), "{absent}: {words}");
    }
    assert_eq!(browser.filled().await, json!([]));
    host.set_status(json!({ "locked": true }));
    browser.advance_clock(31).await;
    browser.wait_for_text("Your turn").await;
    browser.wait_for_text(warning).await;
    assert_eq!(browser.filled().await, json!(["That is every device"]));
    browser.report_steps(1..=2).await;
    host.set_status(json!({}));
    browser.advance_clock(31).await;
    browser.report_steps(4..=5).await;
    browser.wait_for_text("The mailbox is back.").await;
    browser.wait_for_text(open).await;
    let words = browser.visible_text().await;
    for absent in ["turn", warning, link] {
        assert!(!words.contains(absent), "{absent}: {words}");
    }
}

#[tokio::test]
async fn a_lock_says_until_when_it_lasts_and_whom_to_ask() {
    let (_host, browser) = HostPage::recovery("user").open_locked().await;
    browser.wait_for_text("It unlocks by itself after").await;
    browser
        .wait_for_text("To unlock it sooner, ask your administrator: +1-555-0100.")
        .await;
    let early = "Finish step 2 first, or it locks again.";
    browser.wait_for_text(early).await;
    browser.report_steps(1..=2).await;
    assert!(!browser.visible_text().await.contains(early));
    let (_host, browser) = HostPage::recovery("administrator").open_locked().await;
    let words = browser.visible_text().await;
    assert!(!words.contains("your administrator:"), "{words}");
}

#[tokio::test]
async fn the_administrator_copies_the_steps_in_the_users_words() {
    let (host, browser) = HostPage::recovery("administrator").open_locked().await;
    browser
        .wait_for_text("The user gathers all that connect to this mailbox")
        .await;
    browser.allow_clipboard(&host).await;
    browser.press("Copy the steps for the user").await;
    browser.wait_for_text("The steps were copied.").await;
    let text = browser.clipboard().await;
    assert!(
        text.contains("You and your administrator do this together"),
        "{text}"
    );
    assert!(text.contains("1. Gather every device · You"), "{text}");
    browser.press("Copy as text").await;
    until("the administrator's words", async || {
        let text = browser.clipboard().await;
        text.contains("1. Gather every device · User").then_some(())
    })
    .await;
}

#[tokio::test]
async fn wrong_entries_of_ones_own_are_not_put_down_to_a_device() {
    let (host, browser) = HostPage::complete().ready().await;
    let wrong = Response::problem(422, "current-password-incorrect", json!({}));
    host.respond("POST /api/password", wrong);
    browser.change(OLD, NEW).await;
    browser
        .wait_for_text("This is not the current password.")
        .await;
    let locked = Response::problem(423, "mailbox-locked", json!({ "unlocksInSeconds": 900 }));
    host.respond("POST /api/password", locked);
    browser.change(OLD, NEW).await;
    browser
        .wait_for_text("The passwords that were refused here count too, and may be the cause.")
        .await;
    let words = browser.visible_text().await;
    assert!(!words.contains("Often the cause is a device"), "{words}");
}

#[tokio::test]
async fn a_change_refused_as_locked_says_so_in_place_of_the_steps() {
    const LOCKED: &str = "The mailbox is locked.";
    let page = HostPage::complete().with_fake_clock();
    let (host, browser) = page.open_locked().await;
    browser.press("Start with step 1").await;
    browser.report_steps(1..=1).await;
    browser.fill_in(OLD, NEW).await;
    host.set_status(json!({}));
    browser.advance_clock(31).await;
    let locked = json!({ "unlocksInSeconds": 900 });
    host.respond(
        "POST /api/password",
        Response::problem(423, "mailbox-locked", locked.clone()),
    );
    host.set_status(json!({ "locked": true, "unlocksInSeconds": 900 }));
    browser.press("Change").await;
    browser.wait_for_focus(LOCKED).await;
    browser
        .wait_for_text("Your password was not changed.")
        .await;
    browser.wait_for_text("Reference: ").await;
    assert!(!browser.has("button", "It is off every device").await);
    // The steps go on where they were.
    browser.press("Start with step 1").await;
    browser.wait_for("button", "It is off every device").await;
    assert_eq!(host.requests("POST").len(), 1);
}
