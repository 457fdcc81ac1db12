//! Something between the browser and the panel sends a change several times.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use system_tests::{ANN, Browser, CHANGED, NEW, OLD, Panel, RepeatingProxy, until};

const TIMES: usize = 6;

#[tokio::test]
async fn a_change_that_a_proxy_sends_six_times_is_one_change() {
    let panel = Panel::start().await;
    let proxy = RepeatingProxy::start(panel.address(), "POST /api/mailbox/password", TIMES).await;
    let browser = Browser::start().await;
    browser.sign_in(&proxy.url("/"), ANN, OLD).await;
    browser.change(OLD, NEW).await;
    browser.wait_for_focus(CHANGED).await;
    assert_eq!(browser.events("changed").await.len(), 1);
    let count = |words: &str| panel.log().matches(words).count();
    until("the log tells of every request", async || {
        (count(" change received ") == TIMES && count(" repeated ") == TIMES - 1).then_some(())
    })
    .await;
    let entries = "SELECT count(*) FROM audit WHERE mailbox = ?1 AND event LIKE 'change%'";
    let changes: i64 = panel
        .store()
        .query_row(entries, [ANN], |row| row.get(0))
        .unwrap();
    assert_eq!(changes, 1, "one change is in the records");
    browser
        .webmail_accepts_only_the_new_password(&panel.url("/webmail"))
        .await;
}
