//! The demo's tour in a browser: the panel in its frame and the desk beside it follow each other.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{ANN, Browser, NEW, OLD, Panel, until};

/// Presses a button of the tour or the desk.
async fn press(browser: &Browser, name: &str) {
    browser.enter_default_frame().await.unwrap();
    browser.press(name).await;
}

/// Waits until the demo page, outside the frame, shows this text.
async fn wait_for(browser: &Browser, words: &str) {
    browser.enter_default_frame().await.unwrap();
    browser.wait_for_page_text(words).await;
}

/// Waits until the element, inside the panel's frame, shows this text.
async fn wait_for_in_panel(browser: &Browser, words: &str) {
    browser.enter_default_frame().await.unwrap();
    browser.enter_frame(0).await.unwrap();
    browser.wait_for_text(words).await;
}

/// The page, and the panel in its frame, have no violations by axe-core.
async fn check_axe(browser: &Browser) {
    browser.enter_default_frame().await.unwrap();
    let page = browser.axe_violations_of_page().await;
    browser.enter_frame(0).await.unwrap();
    let panel = browser.axe_violations_of_page().await;
    assert_eq!((page, panel), (vec![], vec![]));
}

async fn enter(browser: &Browser, device: &str, password: &str) {
    browser.enter_default_frame().await.unwrap();
    browser
        .press_a("summary", &format!("Enter a password in {device}"))
        .await;
    browser
        .fill(&format!("Password in {device}"), password)
        .await;
    browser.press(&format!("Enter it in {device}")).await;
}

#[tokio::test]
async fn one_device_left_behind_locks_the_mailbox_beside_the_panel() {
    let panel = Panel::with_devices().await;
    let browser = Browser::start().await;
    browser.shorten_polling().await;
    browser.open(panel.url("/demo")).await;
    press(&browser, "Begin: change it").await;
    wait_for(&browser, "Mail arrives").await;
    // Keep them from signing in until the last step, however long the test takes.
    press(&browser, "Stop the devices").await;
    wait_for(&browser, "The devices are stopped.").await;

    browser.enter_frame(0).await.unwrap();
    browser.fill("E-mail address", ANN).await;
    browser.fill("Password", OLD).await;
    browser.press("Sign in").await;
    browser.wait_for_form().await;
    browser.change(OLD, NEW).await;
    wait_for_in_panel(&browser, "0 of 3 devices done").await;
    wait_for(&browser, "The password is changed.").await;
    check_axe(&browser).await;

    press(&browser, "Next: forget one").await;
    enter(&browser, "Ann’s iPhone", NEW).await;
    enter(&browser, "Scanner, 2nd floor", NEW).await;
    wait_for(&browser, "Office PC still has the old password.").await;
    wait_for_in_panel(&browser, "2 of 3 devices done").await;
    check_axe(&browser).await;

    press(&browser, "Next: get locked").await;
    wait_for(
        &browser,
        "The mailbox is locked: now even the new password is refused.",
    )
    .await;
    wait_for_in_panel(&browser, "The mailbox is locked.").await;
    check_axe(&browser).await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    assert_eq!(panel.csp_reports(), 0);
}

#[tokio::test]
async fn the_bar_of_the_tour_is_as_high_in_every_step() {
    let panel = Panel::with_devices().await;
    let browser = Browser::start().await;
    browser.hide_scrollbars().await;
    for (button, words) in [
        ("Begin: change it", "Sign in to the panel as"),
        ("Next: forget one", "Enter the new password on two devices"),
        ("Next: get locked", "refused sign-ins in a row"),
        ("Next: recover", "Remove the password from every device."),
    ] {
        browser.resize(1280, 900).await;
        browser.open(panel.url("/demo")).await;
        let before = bar_heights(&browser).await;
        press(&browser, button).await;
        wait_for(&browser, words).await;
        assert_eq!(bar_heights(&browser).await, before, "{words}");
    }
}

/// How high the bar is at each width.
async fn bar_heights(browser: &Browser) -> Vec<(u32, Value)> {
    browser.enter_default_frame().await.unwrap();
    let mut heights = Vec::new();
    for width in [1280, 768, 390, 320] {
        browser.resize(width, 900).await;
        let height = "return document.querySelector('.tour').getBoundingClientRect().height;";
        heights.push((width, browser.run(height, json!([])).await));
    }
    heights
}

#[tokio::test]
async fn the_desk_follows_without_taking_away_what_is_typed() {
    let panel = Panel::with_devices().await;
    let browser = Browser::start().await;
    browser.open(panel.url("/demo/devices")).await;
    browser
        .press_a("summary", "Enter a password in Office PC")
        .await;
    browser.fill("Password in Office PC", NEW).await;
    let elsewhere = Browser::start().await;
    elsewhere.open(panel.url("/demo/devices")).await;
    elsewhere.press("Start the devices").await;
    browser.wait_for_page_text("Mail arrives").await;
    assert_eq!(browser.value("Password in Office PC").await, NEW);
    assert_eq!(browser.focused_name().await, "Password in Office PC");

    // A wrong password is refused, and the page says so; the device tries on, and on a slow machine it is locked out by
    // the time somebody looks.
    browser.press("Enter it in Office PC").await;
    let said = until("what came of it, said", || async {
        let said = browser
            .run(
                "return document.getElementById('said').textContent",
                json!([]),
            )
            .await;
        Some(said.as_str().unwrap().to_owned()).filter(|said| !said.is_empty())
    })
    .await;
    let is_refusal = ["Refused", "Locked out"]
        .iter()
        .any(|words| said.starts_with(words));
    assert!(is_refusal, "{said}");
    assert_eq!(
        browser.focused_name().await,
        "Enter a password in Office PC"
    );
}
