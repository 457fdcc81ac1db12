//! A change with each outcome, and the list of devices.

use std::io::Write;

use mailbox_password_rules::wire::reference;
use serde_json::{Value, json};
use system_tests::{
    Act, Browser, CHANGED, DEVICES, HostPage, HostServer, NEW, NOT_CHANGED, OFFER, OLD, Response,
    UNKNOWN,
};

const POST: &str = "POST /api/password";

/// Nothing has failed, nobody has complained, and axe-core finds nothing.
///
/// # Panics
/// When one of these does not hold.
pub(crate) async fn check_page(browser: &Browser, job: &str) {
    assert_eq!(browser.script_errors().await, Vec::<Value>::new(), "{job}");
    let console = browser.console_errors().await;
    assert_eq!(console, Vec::<String>::new(), "{job}");
    assert_eq!(
        browser.axe_violations().await,
        Vec::<String>::new(),
        "{job}"
    );
    // Not by `println!`: a test's own output is shown only if it fails.
    let _ = writeln!(std::io::stdout(), "   {:?}: {job}", browser.engine());
}

/// The password is changed by one request, and a device is done.
///
/// # Panics
/// When it is not so.
pub(crate) async fn change_and_list(browser: &Browser) {
    let host = HostPage::complete().show(browser, |_| {}).await;
    browser.wait_for_text("12+ characters").await;
    browser.change(OLD, NEW).await;
    browser.wait_for_focus(CHANGED).await;
    assert_eq!(host.requests(POST).len(), 1);
    assert_eq!(host.requests(POST)[0].json()["newPassword"], NEW);
    assert_eq!(browser.events("changed").await.len(), 1);
    check_page(browser, "change").await;
    browser
        .expect_checklist("0 of 3 devices done", &DEVICES)
        .await;
    browser.answer_device(DEVICES[1], "Mark as done").await;
    browser.wait_for_text("1 of 3 devices done").await;
    browser.open(host.url("/")).await;
    browser.wait_for_text(OFFER).await;
    browser.wait_for_text("1 of 3 devices done").await;
    check_page(browser, "list of devices").await;
}

/// A wrong current password is named, and what was typed stays.
///
/// # Panics
/// When it is not so.
pub(crate) async fn refuse(browser: &Browser) {
    let refused = json!({ "attemptsLeft": 2 });
    let refused = Response::problem(403, "current-password-incorrect", refused);
    let page = HostPage::complete();
    let host = page
        .show(browser, |host| {
            host.respond_in_turn(POST, [refused, Response::changed()]);
        })
        .await;
    browser.wait_for_text("12+ characters").await;
    browser.change(OLD, NEW).await;
    browser.wait_for_text(NOT_CHANGED).await;
    browser.wait_for_text("2 tries left").await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
    check_page(browser, "refuse").await;
    browser.fill("Current password", OLD).await;
    browser.press("Change").await;
    browser.wait_for_focus(CHANGED).await;
    assert_eq!(host.requests(POST).len(), 2);
}

/// Without a clear answer the outcome is unknown; **Check** finds it out.
///
/// # Panics
/// When it is not so.
pub(crate) async fn unknown_and_check(browser: &Browser) {
    let broken = Response::new(500, "text/html", "<h1>Internal Server Error</h1>");
    let page = HostPage::complete();
    let host = page.show(browser, |host| host.respond(POST, broken)).await;
    browser.wait_for_text("12+ characters").await;
    host.wait_for_request("GET /widget/common", 1).await;
    browser.change(OLD, NEW).await;
    browser.wait_for_focus(UNKNOWN).await;
    browser.check_unknown().await;
    check_page(browser, "unknown").await;
    let sent = host.wait_for_request(POST, 1).await;
    let key = sent.header("idempotency-key").unwrap_or_default();
    let done = json!({ "lastChangeReference": reference(key.trim_matches('"')) });
    let status = Response::status("2026-11-23T14:03:00Z", done);
    host.respond("GET /api/status", status);
    browser.press("Check").await;
    browser.wait_for_focus(CHANGED).await;
    assert_eq!(host.requests(POST).len(), 1);
    check_page(browser, "check").await;
}

/// Of an answer without an end the browser receives no more than what was read of it.
///
/// # Panics
/// When it is not so.
pub(crate) async fn cut_off_endless_answers(browser: &Browser) {
    // Without `close` Firefox may send the next request on this connection, and take what is left of this answer for the
    // next one.
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
    let spaces = Act::SendForever(vec![b' '; 64 * 1024]);
    let endless = Response::acts([Act::send(head), spaces]);
    let routes = |host: &HostServer| {
        host.respond("GET /api/policy", endless.clone());
        host.respond(POST, endless.clone());
    };
    let host = HostPage::complete().show(browser, routes).await;
    // The policy is requested by the loader, then by the module.
    host.wait_until_cut_off(2).await;
    browser
        .wait_for_text("The mail server checks your password.")
        .await;
    browser.change(OLD, NEW).await;
    browser.wait_for_focus(UNKNOWN).await;
    host.wait_until_cut_off(3).await;
    check_page(browser, "endless answers").await;
}
