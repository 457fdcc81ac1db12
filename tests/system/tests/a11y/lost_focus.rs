//! What takes away the control that has the focus, without the person having done it, takes the focus to what came in its
//! place: a poll of the status or the devices, another tab, a late policy.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, RECOVERY_STEPS, State, until};

const LOCKED: &str = "The mailbox is locked.";
const NOT_LOCKED: &str = "The mailbox is not locked.";

/// Opens a page for a mailbox that is locked.
async fn open_locked(page: &HostPage) -> (HostServer, Browser) {
    let page = page.clone().with_fake_clock();
    let (host, browser) = page
        .open_with(|host| host.set_status(json!({ "locked": true })))
        .await;
    browser.wait_for_text(LOCKED).await;
    browser.wait_until_idle().await;
    (host, browser)
}

async fn focus(browser: &Browser, button: &str) {
    let script = "find('button', arguments[0]).focus();";
    browser.wait_for("button", button).await;
    browser.run(script, json!([button])).await;
    assert_eq!(browser.focused_name().await, button);
}

/// The next poll finds this status; the focus goes from a button to a heading, and nothing is said twice.
async fn check(host: &HostServer, browser: &Browser, button: &str, status: Value, heading: &str) {
    focus(browser, button).await;
    browser.record_announcements().await;
    host.set_status(status);
    browser.advance_clock(31).await;
    browser.wait_for_focus(heading).await;
    let mut said = browser.announcements().await;
    said.push(heading.into());
    let all = said.len();
    said.sort_unstable();
    said.dedup();
    assert_eq!(said.len(), all, "{said:?}");
    let repeated = said.iter().filter(|words| words.starts_with(heading));
    assert_eq!(repeated.count(), 1, "{said:?}");
}

#[tokio::test]
async fn the_end_of_a_lock_takes_the_focus_to_the_form() {
    let (host, browser) = open_locked(&HostPage::complete()).await;
    let open = json!({});
    check(
        &host,
        &browser,
        "Start with step 1",
        open,
        "Change password",
    )
    .await;
}

#[tokio::test]
async fn an_unlock_elsewhere_takes_the_focus_to_what_is_next() {
    let (host, browser) = open_locked(&HostPage::administrator()).await;
    check(&host, &browser, "Unlock", json!({}), "Set a new password").await;

    let page = HostPage::recovery("administrator").with("unlock-endpoint", "/api/unlock");
    let (host, browser) = open_locked(&page).await;
    browser.report_steps(1..=2).await;
    check(&host, &browser, "Unlock", json!({}), RECOVERY_STEPS[3]).await;
}

#[tokio::test]
async fn a_new_lock_takes_the_focus_to_the_step_that_has_to_be_done_again() {
    let page = HostPage::recovery("user").with_fake_clock();
    let (host, browser) = page.open_recovery().await;
    browser.wait_for_text(NOT_LOCKED).await;
    browser.report_steps(1..=5).await;
    let undo = format!("Undo: {}", RECOVERY_STEPS[4]);
    let locked = json!({ "locked": true });
    check(&host, &browser, &undo, locked, RECOVERY_STEPS[2]).await;
}

#[tokio::test]
async fn a_lock_takes_the_focus_from_the_list_to_the_first_step() {
    let page = HostPage::complete().with_fake_clock();
    let (host, browser) = page.changed().await;
    let locked = json!({ "locked": true });
    let first = "Mark as done: Ann’s iPhone";
    check(&host, &browser, first, locked, RECOVERY_STEPS[0]).await;
}

#[tokio::test]
async fn what_another_tab_removes_takes_the_focus_to_the_heading() {
    let stored_elsewhere = "
        const key = Object.keys(localStorage).find((key) => key.startsWith(arguments[0]));
        const record = JSON.parse(localStorage[key]);
        record.rows = record.rows?.filter(({ listed }) => listed);
        if (record.done) record.done[0] = Date.now();
        localStorage[key] = JSON.stringify(record);
        dispatchEvent(new StorageEvent('storage', { key }));";
    let (_host, browser) = HostPage::complete().changed().await;
    browser.add_device("Another mail program").await;
    browser.expand_device("Another mail program").await;
    focus(&browser, "Remove Another mail program").await;
    let key = "mailbox-password:v1:";
    browser.run(stored_elsewhere, json!([key])).await;
    browser
        .wait_for_focus("Now enter the new password on every device that uses this mailbox.")
        .await;

    let (_host, browser) = HostPage::recovery("user").open_recovery().await;
    browser.add_device("Another mail program").await;
    focus(&browser, "That is every device").await;
    let key = "mailbox-password:recovery";
    browser.run(stored_elsewhere, json!([key])).await;
    browser.wait_for_focus(RECOVERY_STEPS[1]).await;
}

#[tokio::test]
async fn a_focus_elsewhere_in_the_page_stays_there() {
    let page = HostPage::complete().around("<button>The host's</button>", "");
    let (host, browser) = open_locked(&page).await;
    focus(&browser, "Start with step 1").await;
    focus(&browser, "The host's").await;
    host.set_status(json!({}));
    browser.advance_clock(31).await;
    until("the lock is over", async || {
        (!browser.visible_text().await.contains(LOCKED)).then_some(())
    })
    .await;
    browser.wait_until_idle().await;
    assert_eq!(browser.focused_name().await, "The host's");
}

/// Focuses the control with this number, if there is one; what it is called.
const FOCUS: &str = "
    const controls = all('mailbox-password :is(a[href], button, input, select, summary)').filter(isSeen);
    controls[arguments[0]]?.focus();
    return controls[arguments[0]] ? nameOf(controls[arguments[0]]) : null;";

#[tokio::test]
async fn no_change_of_the_status_loses_the_focus_in_any_state() {
    let (host, browser) = (HostServer::start().await, Browser::start().await);
    let names = [
        "form",
        "locked-on-load",
        "changed",
        "unfinished",
        "admin",
        "admin-locked",
        "admin-still-locked",
        "recovery-gather",
        "recovery-remove",
        "recovery-done",
        "recovery-safe",
        "prepare",
        "stepwise",
        "stepwise-unlocked",
    ];
    let states = State::OWN.iter().chain(&State::MODES);
    let states = states.filter(|state| names.contains(&state.name));
    let mut lost = Vec::new();
    let mut count = 0;
    for state in states {
        state
            .open(&browser, &host, &HostPage::complete(), None)
            .await;
        for index in 0.. {
            let control = browser.run(FOCUS, json!([index])).await;
            let Some(control) = control.as_str() else {
                break;
            };
            let is_locked = index % 2 == 0;
            host.set_status(json!({ "locked": is_locked, "unlocksInSeconds": 900 }));
            let asked = host.requests("GET /api/status").len();
            let resume = "document.querySelector('mailbox-password').resume();";
            browser.run(resume, json!([])).await;
            host.wait_for_request("GET /api/status", asked + 1).await;
            let settle = "
                const seen = () => document.querySelector('mailbox-password').innerText;
                for (let quiet = 0, before = null; quiet < 3; before = seen()) {
                  await new Promise((done) => setTimeout(done, 20));
                  quiet = seen() === before ? quiet + 1 : 0;
                }
                return focused() === document.body;";
            count += 1;
            if browser.run_async(settle, json!([])).await == true {
                lost.push(format!("{}: {control}, locked: {is_locked}", state.name));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    assert!(count > 100, "{count} controls");
}
