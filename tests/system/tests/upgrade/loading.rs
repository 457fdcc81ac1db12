//! How the element comes to life: properties set early, a second copy of the script, no WebAssembly, a shadow root.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Answer, Browser, Host, HostPage, NEW, OLD, complete_back_end, open, until};

/// What of the larger module is loaded.
const FULL: &str = "*mailbox-password-full-*";

const NO_WASM: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";

/// Opens a page under a policy.
async fn open_under(policy: &str, page: &HostPage) -> (Host, Browser) {
    let answer = Answer::html(page.html()).header("Content-Security-Policy", policy);
    open(answer, |_| {}).await
}

#[tokio::test]
async fn a_property_set_before_the_script_has_come_counts() {
    // A classic script at the end runs before any module does.
    let html = HostPage::complete().html();
    let set = "<script>const e = document.querySelector('mailbox-password'); e.config = { texts: { heading: 'A new secret' } };
        e.headers = async () => ({ 'X-Early': 'yes' }); window.wasDefined = !!customElements.get('mailbox-password');</script></body>";
    let (host, browser) = open(Answer::html(html.replace("</body>", set)), |_| {}).await;
    browser.wait_for("heading", "A new secret").await;
    assert_eq!(
        browser.run("return window.wasDefined;", json!([])).await,
        false,
        "it was set before"
    );
    browser.changes_without_fault().await;
    assert_eq!(host.requests("POST")[0].header("x-early"), Some("yes"));
}

#[tokio::test]
async fn a_second_copy_of_the_script_changes_nothing_and_says_so() {
    let page = HostPage::complete()
        .head("<script type=\"module\" src=\"/widget/element.js?second\"></script>");
    let (_host, browser) = page.open().await;
    browser.changes_without_fault().await;
    let console = browser.console().await;
    assert!(
        console
            .iter()
            .any(|entry| entry.message.contains("is already defined")),
        "{console:?}"
    );
}

#[tokio::test]
async fn where_webassembly_is_forbidden_the_hosts_own_words_stay() {
    let page = HostPage::complete().children("<p>Call us to change your password.</p>");
    let (_host, browser) = open_under(NO_WASM, &page).await;
    until("the failure is told on the console", || async {
        let console = browser.console().await;
        console
            .iter()
            .any(|entry| entry.message.contains("could not be loaded"))
            .then_some(())
    })
    .await;
    browser.sees("Call us to change your password.").await;
}

#[tokio::test]
async fn where_webassembly_is_forbidden_and_the_host_has_no_words_a_message_with_the_help_line_stands()
 {
    let (_host, browser) = open_under(NO_WASM, &HostPage::complete()).await;
    browser
        .sees("This form cannot run in this browser or on this page. Nothing was changed.")
        .await;
    browser
        .sees("How to reach your administrator: +1-555-0100")
        .await;
    let (_host, browser) = open_under(NO_WASM, &HostPage::complete().lang("de")).await;
    browser.sees("Es wurde nichts geändert.").await;
    let own = "document.querySelector('mailbox-password').config = { texts: { 'loader-failed': 'Ruf an.' } };";
    browser.run(own, json!([])).await;
    browser.sees("Ruf an.").await;
}

#[tokio::test]
async fn in_an_open_shadow_root_it_works_and_looks_the_same() {
    let markup = HostPage::complete().element();
    let html = HostPage::new().html();
    let start = html.find("<mailbox-password").unwrap();
    let end = html.find("</mailbox-password>").unwrap() + "</mailbox-password>".len();
    let shadow =
        format!("<div id=\"host\"><template shadowrootmode=\"open\">{markup}</template></div>");
    let (_host, browser) = open(
        Answer::html(html.replace(&html[start..end], &shadow)),
        |_| {},
    )
    .await;
    browser.sees("at least 12 characters").await;
    assert_eq!(
        browser
            .run(
                "return document.querySelector('mailbox-password');",
                json!([])
            )
            .await,
        Value::Null
    );
    let sheets = "return document.getElementById('host').shadowRoot.adoptedStyleSheets.length;";
    assert_eq!(browser.run(sheets, json!([])).await, 1);
    browser.press("Change").await;
    browser.sees("Enter your current password.").await;
    browser.changes_without_fault().await;
    for name in ["ready", "before-submit", "changed"] {
        let told = browser.events(name).await;
        assert_eq!(told.len(), 1, "{name} is told beyond the shadow root");
        assert_eq!(told[0]["isFrozen"], true, "{name}");
    }
}

/// Opens a page for oneself on which a script sets this as soon as the element is there, while its module loads.
async fn open_and_set(script: &str) -> (Host, Browser) {
    let set = format!(
        "<script>customElements.whenDefined('mailbox-password').then(() => {{
         const e = document.querySelector('mailbox-password'); {script} }});</script>"
    );
    HostPage::complete().head(&set).open().await
}

#[tokio::test]
async fn the_mode_is_the_one_when_the_module_has_come() {
    for set in [
        "e.setAttribute('mode', 'admin');",
        "e.config = { mode: 'admin' };",
    ] {
        let (_host, browser) = open_and_set(set).await;
        browser.wait_for("heading", "Set a new password").await;
        browser.wait_for("button", "Save").await;
        assert!(!browser.has("field", "Current password").await, "{set}");
        assert_eq!(browser.events("ready").await.len(), 1, "{set}");
    }
    let set = "e.removeAttribute('endpoint'); e.config = { mode: 'recovery' };";
    let (_host, browser) = open_and_set(set).await;
    browser
        .wait_for("heading", "Recover a locked mailbox")
        .await;
}

#[tokio::test]
async fn a_style_sheet_that_could_not_be_loaded_is_tried_again_later() {
    let host = Host::start().await;
    complete_back_end(&host);
    host.answer("GET /", Answer::html(HostPage::complete().html()));
    let browser = Browser::start().await;
    browser.block(&["*/widget-*.css"]).await;
    browser.open(host.url("/")).await;
    browser.wait_for_form().await;
    let sheets = "return document.adoptedStyleSheets.length;";
    assert_eq!(browser.run(sheets, json!([])).await, 0);
    browser.block(&[]).await;
    browser.fill("Current password", OLD).await;
    until("the looks have come", || async {
        (browser.run(sheets, json!([])).await == 1).then_some(())
    })
    .await;
}

#[tokio::test]
async fn while_the_rest_cannot_be_loaded_typing_asks_for_it_once() {
    let (_host, browser) = HostPage::complete().open().await;
    browser.wait_for_form().await;
    browser.block(&[FULL]).await;
    browser.fill_in(OLD, NEW).await;
    let tried = "return performance.getEntriesByType('resource').filter(({ name }) => /-full-.*wasm$/.test(name)).length;";
    assert_eq!(browser.run(tried, json!([])).await, 1);
    browser.block(&[]).await;
    browser.press("Change").await;
    browser
        .wait_for("heading", "Enter the new password on every device")
        .await;
}

#[tokio::test]
async fn a_mode_that_cannot_be_loaded_leaves_the_hosts_own_words_until_another_try() {
    let page = HostPage::complete().children("<p>Call us instead.</p>");
    let (_host, browser) = page.open().await;
    browser.wait_for_form().await;
    browser.block(&[FULL]).await;
    let set =
        "document.querySelector('mailbox-password').setAttribute(arguments[0], arguments[1]);";
    browser.run(set, json!(["mode", "admin"])).await;
    browser.sees("Call us instead.").await;
    assert!(!browser.has("field", "Current password").await);
    browser.block(&[]).await;
    browser.run(set, json!(["heading-level", "3"])).await;
    browser.wait_for("button", "Save").await;
    assert!(!browser.words().await.contains("Call us instead."));
    let take_out = "const e = document.querySelector('mailbox-password'); e.remove();
        await new Promise((done) => setTimeout(done)); return e.textContent;";
    let left = browser.run_async(take_out, json!([])).await;
    assert_eq!(left, "Call us instead.");
}

#[tokio::test]
async fn from_another_origin_it_loads_and_works() {
    let cdn = Host::start().await;
    let html = HostPage::complete().html();
    let html = html.replace("/widget/element.js", &cdn.url("/widget/element.js"));
    let (_host, browser) = open(Answer::html(html), |_| {}).await;
    browser.changes_without_fault().await;
    browser.wait_for("group", "Office PC").await;
    assert!(!cdn.requests("GET /widget/").is_empty());
}

/// As if the module had stopped: an error of its kind with its file in the stack.
async fn trap(browser: &Browser) {
    let trap = "const file = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('.wasm')).name;
        const error = new WebAssembly.RuntimeError('unreachable'); error.stack = `at ${file}`;
        dispatchEvent(new ErrorEvent('error', { error, message: 'unreachable' }));";
    browser.run(trap, json!([])).await;
    browser.sees("Something went wrong in this form. Copy what you typed if you need it, then reload the page.").await;
}

#[tokio::test]
async fn a_request_that_runs_at_a_trap_is_unknown() {
    let (host, browser) = HostPage::complete()
        .open_with(|host| host.answer("POST /api/password", Answer::changed().held()))
        .await;
    browser.wait_for_form().await;
    browser.change(OLD, NEW).await;
    host.wait_for("POST /api/password", 1).await;
    browser.wait_for("button", "Changing…").await;
    trap(&browser).await;
    assert_eq!(browser.events("unknown").await.len(), 1);
}

#[tokio::test]
async fn a_trap_is_said_keeps_what_was_typed_and_lets_nothing_be_sent() {
    let (host, browser) = HostPage::complete().open().await;
    browser.wait_for_form().await;
    browser.fill_in(OLD, NEW).await;
    trap(&browser).await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
    browser.press("Change").await;
    browser
        .run("all('form')[0].requestSubmit();", json!([]))
        .await;
    assert!(host.requests("POST").is_empty());
}
