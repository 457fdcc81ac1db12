//! How the element comes to life: properties set early, a second copy of the script, no WebAssembly, a shadow root.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Answer, Browser, Host, HostPage, NEW, OLD, open, until};

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
}

#[tokio::test]
async fn a_trap_is_said_keeps_what_was_typed_and_lets_nothing_be_sent() {
    let (host, browser) = HostPage::complete().open().await;
    browser.wait_for_form().await;
    browser.fill_in(OLD, NEW).await;
    // As if the module had stopped: an error of its kind with its file in the stack.
    let trap = "const file = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('.wasm')).name;
        const error = new WebAssembly.RuntimeError('unreachable'); error.stack = `at ${file}`;
        dispatchEvent(new ErrorEvent('error', { error, message: 'unreachable' }));";
    browser.run(trap, json!([])).await;
    browser.sees("Something went wrong in this form. Copy what you typed if you need it, then reload the page.").await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
    browser.press("Change").await;
    browser
        .run("all('form')[0].requestSubmit();", json!([]))
        .await;
    assert!(host.requests("POST").is_empty());
}
