//! The person says which password opens webmail: twice, and for the old one not before the request can be over.

use serde_json::json;
use system_tests::{Browser, HostPage, HostServer, NEW, OLD, Response, UNKNOWN};

const OLD_WORKS: &str = "The old one works";
const AGAIN: &str = "try the old one again, once, and say so again.";
const NOT_CHANGED: &str = "Your password was not changed. You can try again.";

/// Opens a page without a status endpoint whose policy gives the old password this time after a change, and sends a
/// change that gets no clear response.
async fn unknown(grace: serde_json::Value) -> (HostServer, Browser) {
    let page = HostPage::complete().without("status-endpoint");
    let (host, browser) = page
        .open_with(|host| {
            host.respond("POST /api/password", Response::new(500, "text/plain", "no"));
            let policy = Response::policy(json!({ "oldPasswordGraceSeconds": grace }));
            host.respond("GET /api/policy", policy);
        })
        .await;
    browser.wait_for_text("12+ characters").await;
    host.wait_for_request("GET /widget/common", 1).await;
    browser.change(OLD, NEW).await;
    browser.wait_for_focus(UNKNOWN).await;
    (host, browser)
}

/// Says that the old one works, after so many seconds each: only the last time settles it.
async fn check(browser: &Browser, after: &[u32]) {
    for seconds in after {
        browser.press(OLD_WORKS).await;
        browser.wait_for_text(AGAIN).await;
        browser.check_unknown().await;
        browser.shift_clock(*seconds).await;
    }
    browser.press(OLD_WORKS).await;
    browser.wait_for_text(NOT_CHANGED).await;
}

#[tokio::test]
async fn the_old_one_works_settles_it_the_second_time_after_a_minute() {
    let (_host, browser) = unknown(json!(0)).await;
    check(&browser, &[1, 60]).await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
}

#[tokio::test]
async fn the_old_one_proves_nothing_while_it_works_on_by_grace() {
    let (_host, browser) = unknown(json!(600)).await;
    check(&browser, &[61, 540, 60]).await;
}

#[tokio::test]
async fn without_a_number_of_the_policy_the_old_one_may_work_on_for_an_hour() {
    let (_host, browser) = unknown(json!(null)).await;
    check(&browser, &[3500, 161]).await;
}
