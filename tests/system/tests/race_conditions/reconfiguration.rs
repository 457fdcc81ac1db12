//! The page reconfigures the element: during a request this waits for the response, and another mailbox or mode begins
//! a fresh form.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{Browser, HostPage, HostServer, NEW, OLD, Response, until};

const SET: &str =
    "document.querySelector('mailbox-password').setAttribute(arguments[0], arguments[1]);";
const CONFIGURE: &str = "document.querySelector('mailbox-password').config = arguments[0];";
const BOB: &str = "bob@example.com";

/// Releases the response: the outcome must be that of Ann's change, and then there is a fresh form.
async fn check_settled(host: &HostServer, browser: &Browser, button: &str) {
    host.release_held().await;
    browser.wait_for("button", button).await;
    let changed = browser.events("changed").await;
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0]["detail"]["mailbox"], "ann@example.com");
    assert!(browser.events("unknown").await.is_empty());
    assert_eq!(host.requests("POST").len(), 1);
    assert_eq!(browser.events("ready").await.len(), 2);
}

#[tokio::test]
async fn changing_the_mailbox_begins_a_fresh_form() {
    let (host, browser) = HostPage::complete().open().await;
    browser.wait_for_form().await;
    browser.fill_in(OLD, NEW).await;
    browser.run(SET, json!(["mailbox", BOB])).await;
    browser.wait_for_form().await;
    assert_eq!(browser.value("Mailbox").await, BOB);
    assert_eq!(browser.values().await, ["", "", ""]);
    browser.change_password_without_errors().await;
    assert_eq!(host.requests("POST")[0].json()["mailbox"], BOB);
}

#[tokio::test]
async fn changing_the_mailbox_waits_for_the_request_in_flight() {
    let (host, browser) = HostPage::complete().open_and_send().await;
    browser.run(SET, json!(["mailbox", BOB])).await;
    assert_eq!(browser.value("Mailbox").await, "ann@example.com");
    check_settled(&host, &browser, "Change").await;
    assert_eq!(browser.value("Mailbox").await, BOB);
}

#[tokio::test]
async fn changing_the_mode_waits_for_the_request_in_flight() {
    let (host, browser) = HostPage::complete().open_and_send().await;
    browser.run(SET, json!(["mode", "admin"])).await;
    browser.wait_for("button", "Changing…").await;
    check_settled(&host, &browser, "Save").await;
}

#[tokio::test]
async fn a_configuration_that_cannot_be_used_does_not_take_the_place_of_an_outcome() {
    let (host, browser) = HostPage::complete().open_and_send().await;
    browser
        .run(SET, json!(["endpoint", "javascript:alert(1)"]))
        .await;
    host.release_held().await;
    until("the console names it", async || {
        let errors = browser.console_errors().await;
        errors
            .iter()
            .any(|error| error.contains("endpoint"))
            .then_some(())
    })
    .await;
    browser.wait_for_text("Your password was changed.").await;
    assert_eq!(browser.events("changed").await.len(), 1);
    // The next one that can be used is applied.
    browser.run(SET, json!(["endpoint", "/api/password"])).await;
    browser.run(SET, json!(["mailbox", BOB])).await;
    browser.wait_for_form().await;
    assert_eq!(browser.value("Mailbox").await, BOB);
}

#[tokio::test]
async fn another_mode_or_mailbox_has_its_words_without_loading_them_again() {
    let (_host, browser) = HostPage::complete().lang("de").open().await;
    browser.wait_for("button", "Ändern").await;
    browser.block_urls(&["*/locales/*"]).await;
    browser.run(SET, json!(["mode", "admin"])).await;
    browser.wait_for("button", "Speichern").await;
    browser.run(SET, json!(["mailbox", BOB])).await;
    browser.wait_for("button", "Speichern").await;
    assert_eq!(browser.value("Benutzername").await, BOB);
}

#[tokio::test]
async fn changing_the_mode_while_a_list_is_shown_stops_nothing() {
    let (host, browser) = HostPage::complete().changed().await;
    browser.open_unfinished_checklist(&host).await;
    browser.run(SET, json!(["mode", "admin"])).await;
    browser.wait_for("button", "Save").await;
    browser.run(SET, json!(["mode", "self"])).await;
    browser
        .wait_for("button", "Change the password again")
        .await;
    browser.run(SET, json!(["mode", "admin"])).await;
    browser.wait_for("button", "Save").await;
    assert_eq!(browser.console_errors().await, [""; 0]);
}

#[tokio::test]
async fn a_change_made_in_before_submit_waits_for_the_response() {
    let (host, browser) = HostPage::complete()
        .open_with(|host| host.respond("POST /api/password", Response::changed().held()))
        .await;
    browser.wait_for_form().await;
    let listen = "addEventListener('mailbox-password-before-submit', ({ target }) => target.setAttribute('mailbox', arguments[0]));";
    let listen = listen.replace("arguments[0]", &json!(BOB).to_string());
    browser.run(&listen, json!([])).await;
    browser.change(OLD, NEW).await;
    let sent = host.wait_for_request("POST /api/password", 1).await;
    assert_eq!(sent.json()["mailbox"], "ann@example.com");
    check_settled(&host, &browser, "Change").await;
    assert_eq!(browser.value("Mailbox").await, BOB);
}

#[tokio::test]
async fn methods_work_also_when_called_together_in_one_task() {
    let (host, browser) = HostPage::complete()
        .open_with(|host| {
            host.respond("POST /api/password", Response::new(500, "text/plain", "no"));
        })
        .await;
    browser.wait_for_form().await;
    let call = "const e = document.querySelector('mailbox-password'); for (const name of arguments) e[name]();";
    let asked = host.requests("GET /api/policy").len();
    browser.run(call, json!(["resume", "focus"])).await;
    browser.wait_for_focus("Current password").await;
    host.wait_for_request("GET /api/policy", asked + 1).await;
    browser.change(OLD, NEW).await;
    browser
        .wait_for_text("We do not know whether your password was changed.")
        .await;
    browser.run(call, json!(["check"])).await;
    browser.wait_for_text("Not changed so far").await;
    let version = "return customElements.get('mailbox-password').version;";
    assert_eq!(
        browser.run(version, json!([])).await,
        env!("CARGO_PKG_VERSION")
    );
}

#[tokio::test]
async fn rules_that_the_page_takes_back_no_longer_hold() {
    const AT_SERVER: &str = "The mail server checks your password.";
    let page = HostPage::complete().without("policy-endpoint");
    let (host, browser) = page.ready().await;
    let policy = json!({ "policy": { "minLength": 40 } });
    browser.run(CONFIGURE, json!([policy])).await;
    browser.wait_for_text("40+ characters").await;
    browser.run(CONFIGURE, json!([{}])).await;
    browser.wait_for_text(AT_SERVER).await;
    let policy = "/api/policy";
    browser.run(SET, json!(["policy-endpoint", policy])).await;
    browser.wait_for_text("12+ characters").await;
    let remove = "document.querySelector('mailbox-password').removeAttribute('policy-endpoint');";
    browser.run(remove, json!([])).await;
    browser.wait_for_text(AT_SERVER).await;
    browser.change(OLD, "short").await;
    browser.wait_for_focus("Your password was changed.").await;
    assert_eq!(host.requests("POST").len(), 1);
}

#[tokio::test]
async fn the_list_follows_the_devices_of_the_page_and_keeps_what_was_answered_and_added() {
    let named = |name: &str| json!({ "id": name, "name": name, "client": "other" });
    let page = HostPage::complete().without("devices-endpoint");
    let (_host, browser) = page.ready().await;
    let devices = json!({ "devices": [named("Desk"), named("Phone")] });
    browser.run(CONFIGURE, json!([devices])).await;
    browser.change(OLD, NEW).await;
    let progress = "0 of 2 devices done";
    browser.expect_checklist(progress, &["Desk", "Phone"]).await;
    browser.answer_device("Desk", "Mark as done").await;
    browser.add_device("Another mail program").await;
    browser.wait_for_text("1 of 3 devices done").await;
    let devices = json!({ "devices": [named("Desk"), named("Scanner")] });
    browser.run(CONFIGURE, json!([devices])).await;
    let progress = "1 of 4 devices done";
    let all = [
        "Desk: Marked as done",
        "Phone: No longer listed",
        "Scanner",
        "Another mail program",
    ];
    browser.expect_checklist(progress, &all).await;
}
