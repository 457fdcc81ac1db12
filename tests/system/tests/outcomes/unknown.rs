//! No clear response comes back: the page says that the outcome is unknown, and finds out what is true.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use mailbox_password_rules::wire::reference;
use serde_json::json;
use system_tests::{
    Browser, CHANGED, HostPage, HostServer, NEW, OLD, RecordedRequest, Response, UNKNOWN,
    default_routes,
};

/// Opens a page with all endpoints, and sends a change that gets this response.
async fn sent(page: &HostPage, answer: Response) -> (HostServer, Browser) {
    let host = HostServer::start().await;
    default_routes(&host);
    host.respond("GET /", Response::html(page.html()));
    host.respond("POST /api/password", answer);
    let browser = Browser::start().await;
    browser.open(host.url("/")).await;
    // This file is requested last, so the status to compare with has been read.
    host.wait_for_request("GET /widget/common", 1).await;
    browser.change(OLD, NEW).await;
    (host, browser)
}

fn broken() -> Response {
    Response::new(500, "text/html", "<h1>Internal Server Error</h1>")
}

fn key(request: &RecordedRequest) -> Option<String> {
    Some(
        request
            .header("idempotency-key")?
            .trim_matches('"')
            .to_owned(),
    )
}

/// The status after the last request has changed the password.
async fn done_by_this_request(host: &HostServer) -> Response {
    let request = host.wait_for_request("POST /api/password", 1).await;
    let key = key(&request).unwrap();
    Response::status(
        "2026-11-23T14:03:00Z",
        json!({ "lastChangeReference": reference(&key) }),
    )
}

#[tokio::test]
async fn no_unclear_response_counts_as_changed_or_as_refused() {
    let unclear = [
        ("status 500", broken()),
        (
            "status 502",
            Response::new(502, "text/html", "<h1>Bad Gateway</h1>"),
        ),
        ("status 503", Response::new(503, "application/json", "{}")),
        ("status 408", Response::problem(408, "busy", json!({}))),
        ("status 200", Response::html("<h1>Please sign in</h1>")),
        ("status 200", Response::json(200, &json!({ "ok": true }))),
        ("status 202", Response::json(202, &json!({}))),
        (
            "status 201",
            Response::json(201, &json!({ "changedAt": "2026-11-23T14:03:00Z" })),
        ),
        (
            "redirected",
            Response::new(302, "text/plain", "").header("Location", "/sign-in"),
        ),
        ("connection broke", Response::drop_connection()),
        ("no answer in time", Response::changed().held()),
    ];
    let host = HostServer::start().await;
    let browser = Browser::start().await;
    for (index, (cause, answer)) in unclear.into_iter().enumerate() {
        // Each case has its own mailbox, since an unknown outcome is stored for its mailbox.
        let mailbox = format!("ann{index}@example.com");
        let mut page = HostPage::new().with("mailbox", &mailbox);
        if cause == "no answer in time" {
            page = page.with("timeout", "1");
        }
        host.respond("GET /", Response::html(page.html()));
        host.respond("POST /api/password", answer);
        browser.open(host.url("/")).await;
        browser.wait_for_form().await;
        browser.change(OLD, NEW).await;
        browser.wait_for_focus(UNKNOWN).await;
        browser.check_unknown().await;
        assert_eq!(
            browser
                .visible_text()
                .await
                .contains("You may have been signed out."),
            cause == "redirected"
        );
        assert_eq!(browser.events("unknown").await.len(), 1, "{cause}");
        assert!(
            browser.events("changed").await.is_empty() && browser.events("failed").await.is_empty(),
            "{cause}"
        );
        let console = browser.console().await;
        let last = console
            .iter()
            .rev()
            .find(|entry| entry.message.contains("outcome unknown"))
            .unwrap();
        assert!(last.message.contains(cause), "{cause}: {}", last.message);
        // Chromium repeats a request by itself if a reused connection breaks, or after a 408. The idempotency key shows
        // that it is the same request.
        let mut keys: Vec<_> = host
            .requests("POST /api/password")
            .iter()
            .filter_map(key)
            .collect();
        keys.dedup();
        assert_eq!(keys.len(), index + 1, "{cause}: one idempotency key");
        host.release_any();
    }
}

#[tokio::test]
async fn an_unknown_outcome_survives_a_reload_and_can_be_checked() {
    let (host, browser) = sent(&HostPage::complete(), broken()).await;
    browser.check_unknown().await;
    browser.open(host.url("/")).await;
    browser.wait_for_focus(UNKNOWN).await;
    let words = browser.visible_text().await;
    assert!(
        !words.contains("still here"),
        "the fields are empty: {words}"
    );
    assert_eq!(browser.values().await, ["", "", ""]);

    host.respond("GET /api/status", done_by_this_request(&host).await);
    browser.press("Check").await;
    browser.wait_for_focus(CHANGED).await;
    browser.open(host.url("/")).await;
    browser
        .wait_for("button", "Change the password again")
        .await;
    assert!(
        !browser.visible_text().await.contains(UNKNOWN),
        "a known outcome is not shown as unknown again"
    );
    assert_eq!(host.requests("POST /api/password").len(), 1);
}

#[tokio::test]
async fn a_change_by_somebody_else_does_not_count_as_this_one() {
    let (host, browser) = sent(&HostPage::complete(), broken()).await;
    browser.check_unknown().await;
    host.respond(
        "GET /api/status",
        Response::status(
            "2026-11-23T14:03:00Z",
            json!({ "lastChangeReference": "000000" }),
        ),
    );
    browser.press("Check").await;
    browser
        .wait_for_text("The password was changed, perhaps by someone else. Find out by webmail:")
        .await;
    browser.check_unknown().await;
}

#[tokio::test]
async fn a_check_tells_whether_a_password_that_must_be_changed_still_must() {
    let must_change = json!({ "passwordChangedAt": null, "mustChange": true });
    for (now, words) in [
        (must_change.clone(), "Not changed so far"),
        (
            json!({}),
            "The password was changed, perhaps by someone else.",
        ),
        (
            json!({ "passwordChangedAt": null }),
            "The server cannot say.",
        ),
    ] {
        let status = |members| Response::status("2026-11-23T14:03:00Z", members);
        let (host, browser) = HostPage::complete()
            .open_with(|host| {
                host.respond("GET /api/status", status(must_change.clone()));
                host.respond("POST /api/password", broken());
            })
            .await;
        browser
            .wait_for_text("You have to choose a new password.")
            .await;
        browser.change(OLD, NEW).await;
        browser.check_unknown().await;
        host.respond("GET /api/status", status(now));
        browser.press("Check").await;
        browser.wait_for_text(words).await;
    }
}

#[tokio::test]
async fn a_check_without_a_clear_response_leaves_the_outcome_unknown() {
    let (host, browser) = sent(&HostPage::complete(), broken()).await;
    browser.check_unknown().await;
    host.respond("GET /api/status", Response::drop_connection());
    browser.press("Check").await;
    browser
        .wait_for_text("The server gave no clear answer. Check again in a moment.")
        .await;
    host.respond(
        "GET /api/status",
        Response::json(200, &json!({ "locked": false })),
    );
    browser.press("Check").await;
    browser
        .wait_for_text("The server cannot say. Find out by webmail:")
        .await;
    browser.check_unknown().await;
}

#[tokio::test]
async fn without_a_status_endpoint_the_person_reports_which_password_works() {
    let page = HostPage::complete().without("status-endpoint");
    let (_host, browser) = sent(&page, broken()).await;
    assert!(
        !browser.has("button", "Check").await,
        "there is nothing to check"
    );
    browser.press("Neither works").await;
    browser
        .wait_for_text("Stop here and ask your administrator. More tries can lock the mailbox.")
        .await;
    browser.check_unknown().await;
    browser.press("The old one works").await;
    browser.wait_for_text("try the old one again").await;
    browser.shift_clock(61).await;
    browser.press("The old one works").await;
    browser
        .wait_for_text("Your password was not changed. You can try again.")
        .await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);

    let (_host, browser) = sent(&page, broken()).await;
    browser.press("The new one works").await;
    browser.check_unknown().await;
    browser.say_again("The new one works").await;
    browser.wait_for_focus(CHANGED).await;
}
