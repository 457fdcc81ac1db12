//! The WebAssembly module cannot be loaded, or stops with a trap.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{
    Browser, HostPage, HostServer, NEW, OLD, Response, default_routes, open, until,
};

/// The module.
const WASM: &str = "*mailbox-password-*.wasm";
const NO_WASM: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";

/// Opens a page with a content security policy.
async fn open_with_policy(policy: &str, page: &HostPage) -> (HostServer, Browser) {
    let answer = Response::html(page.html()).header("Content-Security-Policy", policy);
    open(answer, |_| {}).await
}

#[tokio::test]
async fn without_webassembly_the_fallback_content_stays() {
    let page = HostPage::complete().children("<p>Call us to change your password.</p>");
    let (_host, browser) = open_with_policy(NO_WASM, &page).await;
    until("the failure is logged to the console", || async {
        let console = browser.console().await;
        console
            .iter()
            .any(|entry| entry.message.contains("could not be loaded"))
            .then_some(())
    })
    .await;
    browser
        .wait_for_text("Call us to change your password.")
        .await;
}

#[tokio::test]
async fn without_webassembly_and_fallback_content_a_message_with_help_is_shown() {
    let (_host, browser) = open_with_policy(NO_WASM, &HostPage::complete()).await;
    browser
        .wait_for_text("This form cannot run in this browser or on this page. Nothing was changed.")
        .await;
    browser
        .wait_for_text("How to reach your administrator: +1-555-0100")
        .await;
    let (_host, browser) = open_with_policy(NO_WASM, &HostPage::complete().lang("de")).await;
    browser.wait_for_text("Es wurde nichts geändert.").await;
}

#[tokio::test]
async fn after_the_first_load_no_code_is_loaded() {
    let (_host, browser) = HostPage::complete().open().await;
    browser.wait_for_form().await;
    let code =
        "return performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
        .filter((path) => /^\\/widget\\/.*\\.(wasm|m?js|css)$/.test(path)).sort();";
    let first = browser.run(code, json!([])).await;
    assert_eq!(first.as_array().unwrap().len(), 3, "{first}");
    browser
        .press_a("summary", "Get ready, so that the mailbox does not lock")
        .await;
    browser.wait_for_text("These connect to the mailbox:").await;
    browser.change(OLD, NEW).await;
    browser
        .wait_for(
            "heading",
            "Now enter the new password on every device that uses this mailbox.",
        )
        .await;
    assert_eq!(browser.run(code, json!([])).await, first);
}

#[tokio::test]
async fn a_module_that_fails_to_load_shows_the_fallback_content_until_a_retry() {
    let host = HostServer::start().await;
    default_routes(&host);
    let page = HostPage::complete().children("<p>Call us instead.</p>");
    host.respond("GET /", Response::html(page.html()));
    let browser = Browser::start().await;
    browser.block_urls(&[WASM]).await;
    browser.open(host.url("/")).await;
    until("the failure is told on the console", || async {
        let console = browser.console().await;
        console
            .iter()
            .any(|entry| entry.message.contains("could not be loaded"))
            .then_some(())
    })
    .await;
    browser.wait_for_text("Call us instead.").await;
    assert!(!browser.has("field", "Current password").await);
    browser.block_urls(&[]).await;
    let set =
        "document.querySelector('mailbox-password').setAttribute(arguments[0], arguments[1]);";
    browser.run(set, json!(["mode", "admin"])).await;
    browser.wait_for("button", "Save").await;
    assert!(!browser.visible_text().await.contains("Call us instead."));
    let remove = "const e = document.querySelector('mailbox-password'); e.remove();
        await new Promise((done) => setTimeout(done)); return e.textContent;";
    let left = browser.run_async(remove, json!([])).await;
    assert_eq!(left, "Call us instead.");
}

#[tokio::test]
async fn a_trap_in_an_event_is_reported_keeps_the_fields_and_blocks_sending() {
    let (host, browser) = HostPage::complete().with_breakable_module().open().await;
    browser.wait_for_form().await;
    browser.fill_in(OLD, NEW).await;
    browser.break_module().await;
    browser.press("Show New password").await;
    browser.wait_for_stopped_module().await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
    browser.press("Change").await;
    browser
        .run("all('form')[0].requestSubmit();", json!([]))
        .await;
    assert!(host.requests("POST").is_empty());
    let reset = "document.querySelector('mailbox-password').reset();";
    browser.run(reset, json!([])).await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
}

#[tokio::test]
async fn an_element_that_comes_after_a_trap_shows_no_form() {
    let page = HostPage::complete().with("help", "mailto:help@example.com");
    let (_host, browser) = page.with_breakable_module().open().await;
    browser.wait_for_form().await;
    browser.break_module().await;
    let check = "document.querySelector('mailbox-password').check();";
    browser.run(check, json!([])).await;
    browser.wait_for_stopped_module().await;
    let replace = "const element = document.querySelector('mailbox-password'); element.replaceWith(element.cloneNode());";
    browser.run(replace, json!([])).await;
    browser.wait_for_stopped_module().await;
    assert!(!browser.has("button", "Change").await);
    // It opens elsewhere: what was typed on this page stays.
    let target = "return document.querySelector('mailbox-password a').target;";
    assert_eq!(browser.run(target, json!([])).await, "_blank");
}

#[tokio::test]
async fn a_trap_in_a_call_of_the_page_is_reported() {
    let (_host, browser) = HostPage::complete().with_breakable_module().open().await;
    browser.wait_for_form().await;
    browser.break_module().await;
    let check = "document.querySelector('mailbox-password').check();";
    browser.run(check, json!([])).await;
    browser.wait_for_stopped_module().await;
}

#[tokio::test]
async fn a_trap_in_a_timer_is_reported() {
    let page = HostPage::recovery("user")
        .with_fake_clock()
        .with_breakable_module();
    let (_host, browser) = page.open().await;
    browser.wait_for_text("The mailbox is not locked.").await;
    browser.wait_until_idle().await;
    browser.break_module().await;
    let tick = "setTimeout(() => window.__clock.advanceDuringRequest(11));";
    browser.run(tick, json!([])).await;
    browser.wait_for_stopped_module().await;
}

#[tokio::test]
async fn a_trap_in_a_promise_is_reported_and_a_request_in_flight_is_unknown() {
    let (host, browser) = HostPage::complete()
        .with_breakable_module()
        .open_with(|host| host.respond("POST /api/password", Response::changed().held()))
        .await;
    browser.wait_for_form().await;
    browser.change(OLD, NEW).await;
    browser.wait_for("button", "Changing…").await;
    host.wait_for_request("POST /api/password", 1).await;
    browser.break_module().await;
    host.release_held().await;
    browser.wait_for_stopped_module().await;
    assert_eq!(browser.events("unknown").await.len(), 1);
    assert!(browser.events("changed").await.is_empty());
}

#[tokio::test]
async fn a_trap_of_another_module_is_none_of_this_one() {
    let (host, browser) = HostPage::complete().open().await;
    browser.wait_for_form().await;
    // (module (func (export "f") unreachable))
    let trap = "const bytes = new Uint8Array([0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,5,1,3,0,0,11]);
        const { f } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
        let error; try { f(); } catch (trap) { error = trap; }
        error.stack += performance.getEntriesByType('resource').find(({ name }) => name.endsWith('.wasm')).name;
        dispatchEvent(new ErrorEvent('error', { error, message: 'unreachable' }));
        return error instanceof WebAssembly.RuntimeError;";
    assert_eq!(browser.run(trap, json!([])).await, true);
    browser.change(OLD, NEW).await;
    browser.wait_for_focus("Your password was changed.").await;
    assert_eq!(host.requests("POST").len(), 1);
}
