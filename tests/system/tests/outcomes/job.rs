//! The job of a `202`: it is asked for its outcome whatever happens meanwhile, also after a reload.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{
    Browser, CHANGED, HostPage, HostServer, NEW, OLD, Response, UNKNOWN, default_routes,
};

const JOB: &str = "GET /api/jobs/7";
const NOT_SO_FAR: &str = "Not changed so far";

fn running() -> Response {
    Response::json(200, &json!({ "state": "running" }))
}

fn done() -> Response {
    let done = json!({ "state": "done", "changedAt": "2026-11-23T14:03:00Z", "now": "2026-11-23T14:03:00Z" });
    Response::json(200, &done)
}

/// Opens a page with a fake clock, and sends a change that is accepted; its job answers this.
async fn accepted(
    page: HostPage,
    answers: impl IntoIterator<Item = Response>,
) -> (HostServer, Browser) {
    let host = HostServer::start().await;
    default_routes(&host);
    let accepted = Response::json(202, &json!({})).header("Location", "/api/jobs/7");
    host.respond("POST /api/password", accepted);
    host.respond_in_turn(JOB, answers);
    host.respond("GET /", Response::html(page.with_fake_clock().html()));
    let browser = Browser::start().await;
    browser.open(host.url("/")).await;
    browser.wait_for_form().await;
    host.wait_for_request("GET /widget/common", 1).await;
    browser.change(OLD, NEW).await;
    browser.wait_for("button", "Changing…").await;
    host.wait_for_request("POST /api/password", 1).await;
    (host, browser)
}

/// Reloads the page without being asked.
async fn reload(host: &HostServer, browser: &Browser) {
    let leave = "window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true);";
    browser.run(leave, json!([])).await;
    browser.open(host.url("/")).await;
    browser.wait_for_focus(UNKNOWN).await;
}

#[tokio::test]
async fn an_unclear_answer_of_the_job_does_not_end_it() {
    let answers = [401, 404, 500, 502].map(|status| Response::new(status, "text/html", "<p>No"));
    let answers = answers.into_iter().chain([running(), done()]);
    let (host, browser) = accepted(HostPage::complete(), answers).await;
    browser.advance_clock(80).await;
    browser.wait_for_focus(CHANGED).await;
    assert_eq!(host.requests(JOB).len(), 6);
    assert_eq!(host.requests("POST").len(), 1);
    assert!(browser.events("unknown").await.is_empty());
    assert_eq!(browser.events("session-expired").await.len(), 1);
}

#[tokio::test]
async fn the_job_is_followed_after_a_reload() {
    let (host, browser) = accepted(HostPage::complete(), [running()]).await;
    browser.advance_clock(3).await;
    host.wait_for_request(JOB, 1).await;
    reload(&host, &browser).await;
    host.respond(JOB, done());
    browser.advance_clock(20).await;
    browser.wait_for_focus(CHANGED).await;
    assert_eq!(browser.events("changed").await.len(), 1);
    assert_eq!(host.requests("POST").len(), 1);
}

#[tokio::test]
async fn a_job_that_fails_after_a_reload_is_not_changed_for_its_reason() {
    let (host, browser) = accepted(HostPage::complete(), [running()]).await;
    reload(&host, &browser).await;
    let problem = json!({ "type": "urn:mailbox-password:problem:password-reused" });
    host.respond(
        JOB,
        Response::json(200, &json!({ "state": "failed", "problem": problem })),
    );
    browser.advance_clock(20).await;
    browser
        .wait_for_text("This password was used before. Choose another one.")
        .await;
    let failed = browser.events("failed").await;
    assert_eq!(failed[0]["detail"]["code"], "password-reused");
}

#[tokio::test]
async fn the_job_is_asked_less_and_less_often_and_is_lost_after_five_minutes() {
    let (host, browser) = accepted(HostPage::complete(), [running()]).await;
    browser.advance_clock(290).await;
    browser.wait_for("button", "Changing…").await;
    let asked = host.requests(JOB).len();
    assert!((15..30).contains(&asked), "{asked} requests");
    browser.advance_clock(30).await;
    browser.wait_for_focus(UNKNOWN).await;
    browser.check_unknown().await;
    let console = browser.console().await;
    let mut messages = console.iter().map(|entry| &entry.message);
    assert!(messages.any(|message| message.contains("the result of a 202")));
    // **Check** asks the job as well.
    host.respond(JOB, done());
    browser.press("Check").await;
    browser.wait_for_focus(CHANGED).await;
}

#[tokio::test]
async fn an_equal_status_is_not_changed_only_after_the_time_of_the_job() {
    let away = Response::new(404, "text/plain", "no");
    let (host, browser) = accepted(HostPage::complete(), [away]).await;
    reload(&host, &browser).await;
    for seconds in [61, 120, 121] {
        browser.press("Check").await;
        browser.wait_for_text(NOT_SO_FAR).await;
        browser.wait_until_idle().await;
        browser.advance_clock(seconds).await;
        assert!(browser.visible_text().await.contains(UNKNOWN));
    }
    browser.press("Check").await;
    browser
        .wait_for_text("Your password was not changed. You can try again.")
        .await;
}

#[tokio::test]
async fn a_job_that_failed_can_ask_to_wait() {
    let problem = json!({ "type": "urn:mailbox-password:problem:too-soon", "retryAfter": 3600 });
    let failed = json!({ "state": "failed", "problem": problem });
    let (_host, browser) = accepted(HostPage::complete(), [Response::json(200, &failed)]).await;
    browser.advance_clock(3).await;
    browser.wait_for_text("You can change it from").await;
    let waits: Value = browser
        .run("return find('button', 'Change').ariaDisabled;", json!([]))
        .await;
    assert_eq!(waits, "true");
}

#[tokio::test]
async fn without_a_status_endpoint_check_asks_the_job() {
    let page = HostPage::complete().without("status-endpoint");
    let (host, browser) = accepted(page, [running()]).await;
    reload(&host, &browser).await;
    host.respond(JOB, done());
    browser.press("Check").await;
    browser.wait_for_focus(CHANGED).await;
}

#[tokio::test]
async fn a_check_whose_job_says_that_the_session_has_ended_says_so() {
    const EXPIRED: &str = "Your session has ended. Sign in again";
    let page = HostPage::complete().without("status-endpoint");
    let (host, browser) = accepted(page, [running()]).await;
    reload(&host, &browser).await;
    host.respond(JOB, Response::problem(401, "session-expired", json!({})));
    browser.press("Check").await;
    browser.wait_for_text(EXPIRED).await;
    assert_eq!(browser.events("session-expired").await.len(), 1);
    assert_eq!(host.requests("POST").len(), 1);
}
