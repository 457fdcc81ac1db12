//! A change that gets no clear answer, and how it is settled.

use serde_json::json;
use system_tests::{Browser, HostPage, HostServer, NEW, OLD, Response, UNKNOWN};

/// Opens a page, and sends a change that gets no clear response.
pub(crate) async fn unknown(page: &HostPage) -> (HostServer, Browser) {
    let (host, browser) = page
        .open_with(|host| {
            host.respond("POST /api/password", Response::new(500, "text/plain", "no"));
        })
        .await;
    host.wait_for_request("GET /widget/common", 1).await;
    browser.change(OLD, NEW).await;
    browser.wait_for_focus(UNKNOWN).await;
    (host, browser)
}

/// Opens the page with a back end that holds the answer to a change; the answer does not tell the outcome.
pub(crate) async fn open_with_lost_answer() -> (HostServer, Browser) {
    let (host, browser) = HostPage::complete()
        .open_with(|host| {
            let lost = Response::new(500, "text/plain", "no").held();
            host.respond("POST /api/password", lost);
        })
        .await;
    browser.wait_for_form().await;
    (host, browser)
}

/// **Check** finds that somebody changed the password, and the person that the new one works.
pub(crate) async fn settle(host: &HostServer, browser: &Browser) {
    let status = Response::status("2026-11-23T14:03:00Z", json!({}));
    host.respond("GET /api/status", status);
    browser.press("Check").await;
    browser.press("The new one works").await;
    browser.say_again("The new one works").await;
}
