//! Submitting: one request for each submit, idempotency keys, and what prevents a request.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{Browser, HostPage, HostServer, Key, NEW, OLD, Response, UNKNOWN, until};

const NOT_CHANGED: &str = "Your password was not changed. You can try again.";

const OFFLINE: &str = "Your browser says that it is offline.";

/// Nothing may be sent; the page must say so, and the fields keep their values.
async fn check_nothing_sent(host: &HostServer, browser: &Browser, words: &str) {
    browser.wait_for_text(words).await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
    assert!(host.requests("POST").is_empty());
    assert!(
        browser.events("failed").await.is_empty(),
        "nothing was sent, so no outcome is reported"
    );
}

/// Checks twice, a minute apart, so that an unknown outcome becomes *not changed*.
async fn check_until_not_changed(browser: &Browser) {
    browser.press("Check").await;
    browser.wait_for_text("Not changed so far").await;
    browser.shift_clock(61).await;
    browser.press("Check").await;
    browser.wait_for_text(NOT_CHANGED).await;
}

#[tokio::test]
async fn an_unchanged_retry_has_the_same_idempotency_key_and_an_edited_one_a_new_one() {
    let (host, browser) = HostPage::complete()
        .ready_for(Response::new(500, "text/plain", "no"))
        .await;
    browser.change(OLD, NEW).await;
    let key = |request: system_tests::RecordedRequest| {
        request.header("idempotency-key").unwrap().to_owned()
    };
    let first = key(host.wait_for_request("POST /api/password", 1).await);
    check_until_not_changed(&browser).await;
    browser.press("Change").await;
    assert_eq!(
        key(host.wait_for_request("POST /api/password", 2).await),
        first
    );

    check_until_not_changed(&browser).await;
    browser.fill("New password", "Silent-Orchard-19").await;
    browser
        .fill("Confirm new password", "Silent-Orchard-19")
        .await;
    browser.press("Change").await;
    let third = key(host.wait_for_request("POST /api/password", 3).await);
    assert_ne!(third, first);
    let is_quoted_uuid = third.len() == 38 && third.starts_with('"') && third.ends_with('"');
    assert!(is_quoted_uuid, "{third}");
}

#[tokio::test]
async fn repeated_submits_send_one_request() {
    let (host, browser) = HostPage::complete()
        .ready_for(Response::changed().held())
        .await;
    browser.change(OLD, NEW).await;
    browser.wait_for("button", "Changing…").await;
    browser.press("Changing…").await;
    browser.focus_field("New password").await;
    browser.press_key(Key::Enter).await;
    browser
        .run("all('form')[0].requestSubmit();", json!([]))
        .await;
    let is_readonly = "return all('input[type=password]').map((e) => [e.readOnly, e.disabled]);";
    let fields = browser.run(is_readonly, json!([])).await;
    assert_eq!(fields, json!([[true, false], [true, false], [true, false]]));
    host.release_held().await;
    browser.wait_for_focus("Your password was changed.").await;
    assert_eq!(host.requests("POST").len(), 1);
}

#[tokio::test]
async fn a_before_submit_listener_that_submits_or_edits_causes_one_request() {
    let (host, browser) = HostPage::complete()
        .ready_for(Response::changed().held())
        .await;
    let listen = "let first = true;
        document.addEventListener('mailbox-password-before-submit', () => {
          if (!first) return;
          first = false;
          all('form')[0].requestSubmit();
        });";
    browser.run(listen, json!([])).await;
    browser.change(OLD, NEW).await;
    host.wait_for_request("POST /api/password", 1).await;
    host.release_held().await;
    browser.wait_for_focus("Your password was changed.").await;
    assert_eq!(host.requests("POST").len(), 1);

    let (host, browser) = HostPage::complete().ready_for(Response::changed()).await;
    let alter = "document.addEventListener('mailbox-password-before-submit', () =>
        all('input[type=password]').slice(1).forEach((e) => { e.value = 'Velvet-Tramway-99'; }));";
    browser.run(alter, json!([])).await;
    browser.change(OLD, NEW).await;
    let sent = host.wait_for_request("POST /api/password", 1).await;
    assert_eq!(sent.json()["newPassword"], "Velvet-Tramway-99");
}

#[tokio::test]
async fn nothing_can_be_sent_while_the_outcome_is_unknown() {
    let (host, browser) = HostPage::complete()
        .ready_for(Response::new(500, "text/plain", "no"))
        .await;
    browser.change(OLD, NEW).await;
    browser
        .wait_for_text("We do not know whether your password was changed.")
        .await;
    browser.press("Change").await;
    browser
        .wait_for_focus("We do not know whether your password was changed.")
        .await;
    browser
        .run("all('form')[0].requestSubmit();", json!([]))
        .await;
    browser.press("Check").await;
    browser.wait_for_text("Not changed so far").await;
    assert_eq!(host.requests("POST").len(), 1);
}

#[tokio::test]
async fn an_offline_submit_is_unknown_with_what_the_browser_says() {
    let (host, browser) = HostPage::complete().ready_for(Response::changed()).await;
    browser.fill_in(OLD, NEW).await;
    browser.set_offline(true).await;
    browser.press("Change").await;
    browser.wait_for_focus(UNKNOWN).await;
    browser.wait_for_text(OFFLINE).await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
    browser.set_offline(false).await;
    check_until_not_changed(&browser).await;
    assert!(!browser.visible_text().await.contains(OFFLINE));
    assert!(host.requests("POST").is_empty());
    browser.press("Change").await;
    browser.wait_for_focus("Your password was changed.").await;
}

#[tokio::test]
async fn that_the_browser_is_offline_is_shown_as_long_as_it_says_so() {
    let (_host, browser) = HostPage::complete().ready().await;
    let gone = async || {
        let is_gone = async || (!browser.visible_text().await.contains(OFFLINE)).then_some(());
        until("the hint is gone", is_gone).await;
    };
    browser.set_offline(true).await;
    browser.wait_for_text(OFFLINE).await;
    browser.set_offline(false).await;
    gone().await;
    // A page in the back-forward cache gets neither event. It asks the browser when it is shown again.
    let come_back = "Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => arguments[0] });
        window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));";
    browser.run(come_back, json!([false])).await;
    browser.wait_for_text(OFFLINE).await;
    browser.run(come_back, json!([true])).await;
    gone().await;
}

#[tokio::test]
async fn a_cancelled_submit_or_failing_headers_send_nothing() {
    let (host, browser) = HostPage::complete().ready_for(Response::changed()).await;
    let cancel = "window.cancel = (event) => event.preventDefault();
        document.addEventListener('mailbox-password-before-submit', window.cancel);";
    browser.run(cancel, json!([])).await;
    browser.change(OLD, NEW).await;
    check_nothing_sent(
        &host,
        &browser,
        "Your password was not changed. Nothing was sent.",
    )
    .await;

    let fail = "document.removeEventListener('mailbox-password-before-submit', window.cancel);
        document.querySelector('mailbox-password').headers = async () => { throw new Error('no token'); };";
    browser.run(fail, json!([])).await;
    browser.press("Change").await;
    let words =
        "Your password was not changed. The page could not prepare the request. Nothing was sent.";
    check_nothing_sent(&host, &browser, words).await;

    let give = "window.asked = [];
        document.querySelector('mailbox-password').headers = async (about) => {
          window.asked.push(about); return { Authorization: 'Bearer 1', 'Content-Type': 'text/plain', 'Idempotency-Key': 'x' }; };";
    browser.run(give, json!([])).await;
    browser.press("Change").await;
    let request = host.wait_for_request("POST /api/password", 1).await;
    assert_eq!(request.header("authorization"), Some("Bearer 1"));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_ne!(request.header("idempotency-key"), Some("x"));
    let asked = browser.run("return window.asked;", json!([])).await;
    assert_eq!(
        asked[0],
        json!({ "purpose": "change", "url": host.url("/api/password") })
    );
}

#[tokio::test]
async fn headers_that_never_come_end_with_nothing_sent() {
    let hang = "<script>customElements.whenDefined('mailbox-password').then(() =>
        document.querySelector('mailbox-password').headers = ({ purpose }) =>
            purpose === 'change' ? new Promise(() => {}) : {});</script>";
    let page = HostPage::complete().with("timeout", "1").head(hang);
    let (host, browser) = page.open().await;
    browser.wait_for_text("12+ characters").await;
    browser.change(OLD, NEW).await;
    let words =
        "Your password was not changed. The page could not prepare the request. Nothing was sent.";
    check_nothing_sent(&host, &browser, words).await;
    browser.wait_for_focus("Change").await;
    let said = "headers took too long: change";
    let console = browser.console().await;
    assert!(
        console.iter().any(|entry| entry.message.contains(said)),
        "{console:?}"
    );
}
