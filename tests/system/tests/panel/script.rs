//! What the panel's own script does: it shows a password, fills in a demo account, writes times for the reader's zone,
//! and brings the page up to date after a change.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::json;
use system_tests::{ANN, Browser, Key, NEW, OLD, Panel, until};

#[tokio::test]
async fn a_demo_account_is_filled_in_and_its_password_can_be_shown() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.open(panel.url("/")).await;
    browser.press(&format!("Use {ANN}")).await;
    assert_eq!(browser.value("E-mail address").await, ANN);
    assert_eq!(browser.value("Password").await, OLD);
    let kind = "return document.getElementById('password').type;";
    browser.press("Show password").await;
    assert_eq!(browser.run(kind, json!([])).await, "text");
    browser.press("Hide password").await;
    assert_eq!(browser.run(kind, json!([])).await, "password");
    browser.press("Sign in").await;
    browser.wait_for_form().await;
    assert_eq!(panel.csp_reports(), 0);
}

#[tokio::test]
async fn without_the_script_there_are_no_dead_buttons_and_times_are_in_utc() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.block_urls(&["*/panel.js"]).await;
    browser.open(panel.url("/")).await;
    browser.wait_for("button", "Sign in").await;
    assert!(!browser.has("button", "Show password").await);
    assert!(!browser.has("button", &format!("Use {ANN}")).await);
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    browser.open(panel.url("/mailbox")).await;
    browser.wait_for_page_text("UTC").await;
}

#[tokio::test]
async fn times_are_written_for_the_readers_zone() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    let zone = json!({ "timezoneId": "Asia/Kolkata" });
    browser.cdp("Emulation.setTimezoneOverride", zone).await;
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    browser.open(panel.url("/mailbox")).await;
    browser.wait_for_page_text("today, ").await;
    let times = "return all('time').filter((e) => {
        const at = new Date(new Date(e.dateTime).getTime() + 330 * 60000).toISOString();
        return !e.textContent.endsWith(`, ${at.slice(11, 16)}`);
      }).map((e) => `${e.dateTime} ${e.textContent}`);";
    assert_eq!(browser.run(times, json!([])).await, json!([]));
}

#[tokio::test]
async fn after_an_at_the_time_comes_before_the_day() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    // Whatever the hour is now, this lock does not end today.
    panel.set_clock(3 * 86_400);
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    for _ in 0..5 {
        let webmail = panel.url("/webmail");
        assert!(!browser.webmail_accepts(&webmail, ANN, NEW).await);
    }
    browser.open(panel.url("/mailbox")).await;
    browser
        .wait_for_page_text("It unlocks by itself after")
        .await;
    let sentence = r"return /after \d\d:\d\d on \d+ [A-Z][a-z]+( \d{4})?\. Remove/.test(squeeze(document.body.innerText));";
    assert_eq!(browser.run(sentence, json!([])).await, true);
}

#[tokio::test]
async fn a_span_of_times_names_its_day_once() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    // In the middle of an hour: refused sign-ins of one hour are one entry.
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs();
    let middle = 1800 - i64::try_from(now % 3600).unwrap();
    for offset in [middle, middle + 120] {
        panel.set_clock(offset);
        let webmail = panel.url("/webmail");
        assert!(
            !browser
                .webmail_accepts(&webmail, ANN, "not the password")
                .await
        );
    }
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    browser.open(panel.url("/mailbox")).await;
    browser.wait_for_page_text("2 sign-ins were refused").await;
    let span = "return all('.panel-span').map((e) => squeeze(e.textContent).replace(/^.*, /, '').replace(/[0-9]/g, '0'));";
    assert_eq!(
        browser.run(span, json!([])).await,
        json!(["00:00 to 00:00"])
    );
}

#[tokio::test]
async fn the_accounts_menu_is_closed_by_escape_and_leads_out() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    let menu = browser
        .find_by_name("summary", "AB ann@example.com Account")
        .await;
    menu.click().await.unwrap();
    browser.wait_for("button", "Sign out").await;
    browser.press_key(Key::Escape).await;
    let closed = "return focused().localName === 'summary' && !find('button', 'Sign out');";
    assert_eq!(browser.run(closed, json!([])).await, true);
    menu.click().await.unwrap();
    browser.press("Sign out").await;
    browser.wait_for_page_text("Sign in to your mailbox").await;
}

#[tokio::test]
async fn what_was_just_done_is_in_the_activity_and_the_lock_beside_the_heading() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.sign_in_as_administrator(&panel).await;
    let locked = "/admin/exchange/mailboxes/cleo@example.com";
    browser.open(panel.url(locked)).await;
    browser.press("Unlock").await;
    browser
        .wait_for_page_text("An administrator unlocked the mailbox")
        .await;
    let pill = "return document.getElementById('lock').innerText.trim();";
    until("the pill beside the heading", || async {
        (browser.run(pill, json!([])).await == "Not locked").then_some(())
    })
    .await;
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    browser.change(OLD, NEW).await;
    browser.wait_for_focus("Your password was changed.").await;
    let set = "return document.getElementById('facts').innerText.includes('today');";
    until("the facts beside the page", || async {
        (browser.run(set, json!([])).await == true).then_some(())
    })
    .await;
    browser.open(panel.url("/mailbox")).await;
    browser.wait_for_page_text("You changed the password").await;
    browser.press_a("link", "Finish your devices").await;
    browser
        .wait_for_page_text("3 devices still need the new password.")
        .await;
    assert_eq!(panel.csp_reports(), 0);
}
