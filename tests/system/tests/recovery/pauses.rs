//! The pauses between polls: they grow while nothing happens and while the back end does not answer.

use serde_json::json;
use system_tests::{Browser, HostPage, HostServer, Response};

const CHANGED_AT: &str = "2026-08-25T14:03:00Z";
const STATUS: &str = "GET /api/status";

/// Opens a page with a fake clock that polls.
async fn open() -> (HostServer, Browser) {
    let page = HostPage::recovery("user")
        .with_fake_clock()
        .with_tab_visibility();
    let (host, browser) = page.open().await;
    browser.wait_for_text("The mailbox is not locked.").await;
    (host, browser)
}

/// How many polls are made in so many seconds.
async fn polls(host: &HostServer, browser: &Browser, seconds: u32) -> usize {
    browser.wait_until_idle().await;
    let before = host.requests(STATUS).len();
    browser.advance_clock(seconds).await;
    browser.wait_until_idle().await;
    host.requests(STATUS).len() - before
}

#[tokio::test]
async fn they_double_after_five_minutes_without_news_and_shrink_when_there_is_some() {
    let (host, browser) = open().await;
    let first = polls(&host, &browser, 300).await;
    assert!((29..=31).contains(&first), "{first} in five minutes");
    let then = polls(&host, &browser, 600).await;
    assert!((4..=6).contains(&then), "{then} in the ten minutes after");
    let news = Response::status(CHANGED_AT, json!({ "mustChange": true }));
    host.respond(STATUS, news);
    let found = polls(&host, &browser, 161).await;
    assert!(found >= 1);
    let after = polls(&host, &browser, 60).await;
    assert!((5..=7).contains(&after), "{after} in a minute after news");
}

#[tokio::test]
async fn they_double_while_the_back_end_does_not_answer() {
    let (host, browser) = open().await;
    host.respond(STATUS, Response::new(502, "text/plain", "no"));
    let failed = polls(&host, &browser, 300).await;
    assert!((3..=6).contains(&failed), "{failed} in five minutes");
    host.respond(STATUS, Response::status(CHANGED_AT, json!({})));
    polls(&host, &browser, 161).await;
    let after = polls(&host, &browser, 60).await;
    assert!(
        (5..=7).contains(&after),
        "{after} in a minute after an answer"
    );
}

#[tokio::test]
async fn they_shrink_when_the_tab_is_visible_again() {
    let (host, browser) = open().await;
    polls(&host, &browser, 900).await;
    browser.set_tab_hidden(true).await;
    assert_eq!(polls(&host, &browser, 600).await, 0);
    let before = host.requests(STATUS).len();
    browser.set_tab_hidden(false).await;
    host.wait_for_request(STATUS, before + 1).await;
    let after = polls(&host, &browser, 60).await;
    assert!((5..=7).contains(&after), "{after} in a minute");
}
