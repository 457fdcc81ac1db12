//! A host page in React, with server rendering and in strict mode, and with Trusted Types enforced.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "these are tests")]

use std::path::Path;

use serde_json::{Value, json};
use system_tests::{Browser, HostServer, NEW, OLD, Response, path_from_environment, until};

const POST: &str = "POST /api/mailbox/password";
const ELEMENT: &str = "<script type=\"module\" src=\"/widget/element.js\"></script>";
const ROOT: &str = "document.querySelector('#root')";
/// Notes the fields, to tell later whether they are the same nodes.
const NOTE: &str = "window.noted = [...document.querySelectorAll('mailbox-password input')];";

/// A page with this root and these scripts.
fn page(root: &str, scripts: &str) -> Response {
    Response::html(format!(
        "<!doctype html><html lang=\"en\"><head><title>A panel</title><meta charset=\"utf-8\">\
         <link rel=\"icon\" href=\"data:,\"><meta name=\"csrf-token\" content=\"a token\">{scripts}</head>\
         <body><div id=\"root\">{root}</div></body></html>"
    ))
    .header(
        "Content-Security-Policy",
        "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'",
    )
}

/// A page without content and scripts, whose back end accepts every change.
async fn open() -> (HostServer, Browser) {
    let (host, browser) = (HostServer::start().await, Browser::start().await);
    let script = std::fs::read(path_from_environment("HOST_PAGES").join("react-guide.js"));
    let script = script.expect("the bundled page");
    host.respond("GET /react.js", Response::file("react.js", script));
    host.respond(POST, Response::changed());
    host.respond("GET /", page("", ""));
    browser.open(host.url("/")).await;
    (host, browser)
}

/// Opens the page as a server renders it, with these scripts.
async fn open_rendered(scripts: &str) -> (HostServer, Browser) {
    let (host, browser) = open().await;
    let html = "return (await import('/react.js')).html();";
    let html = browser.run_async(html, json!([])).await;
    host.respond("GET /", page(html.as_str().unwrap(), scripts));
    browser.open(host.url("/")).await;
    (host, browser)
}

/// Opens the page as the browser renders it.
async fn open_in_browser() -> (HostServer, Browser) {
    let (host, browser) = open().await;
    host.respond("GET /", page("", ELEMENT));
    browser.open(host.url("/")).await;
    react(&browser, "render").await;
    browser.wait_for_form().await;
    (host, browser)
}

/// Calls a function of the bundled page, and waits until its effects have run.
async fn react(browser: &Browser, function: &str) {
    let call = format!(
        "(await import('/react.js')).{function}({ROOT});
         const isThere = () => document.querySelector('mailbox-password')?.config;
         while (!isThere()) await new Promise((done) => setTimeout(done));"
    );
    browser.run_async(&call, json!([])).await;
}

/// Waits until the page shows this text, wherever it is.
async fn wait_for_page(browser: &Browser, text: &str) {
    until(text, || async {
        let shown = "return document.body.innerText.includes(arguments[0]);";
        (browser.run(shown, json!([text])).await == true).then_some(())
    })
    .await;
}

/// The fields are the noted ones, with what was typed.
async fn check_typed(browser: &Browser) {
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
    let same = "const fields = [...document.querySelectorAll('mailbox-password input')];
        return fields.length === window.noted.length && fields.every((field, i) => field === window.noted[i]);";
    assert_eq!(browser.run(same, json!([])).await, true);
}

/// React has nothing to complain about, and no policy was violated.
async fn check_quiet(browser: &Browser) {
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    assert_eq!(browser.script_errors().await, Vec::<Value>::new());
    assert_eq!(browser.csp_violations().await, Vec::<Value>::new());
}

/// Sends what was typed. The page gets the event.
async fn check_change(host: &HostServer, browser: &Browser) {
    browser.press("Change").await;
    browser.wait_for_focus("Your password was changed.").await;
    wait_for_page(browser, "Reference ").await;
    let request = host.wait_for_request(POST, 1).await;
    assert_eq!(request.header("x-csrf-token"), Some("a token"));
    assert_eq!(host.requests(POST).len(), 1);
    check_quiet(browser).await;
}

#[tokio::test]
async fn what_was_typed_before_hydration_survives_it() {
    let (host, browser) = open_rendered(ELEMENT).await;
    browser.wait_for_form().await;
    browser.fill_in(OLD, NEW).await;
    browser.run(NOTE, json!([])).await;
    react(&browser, "hydrate").await;
    browser.press("Counted 0").await;
    browser.wait_for("button", "Counted 1").await;
    check_typed(&browser).await;
    check_change(&host, &browser).await;
}

#[tokio::test]
async fn the_element_may_be_loaded_after_hydration() {
    let (host, browser) = open_rendered("").await;
    wait_for_page(&browser, "your browser needs JavaScript and WebAssembly").await;
    react(&browser, "hydrate").await;
    let load = "await import('/widget/element.js');";
    browser.run_async(load, json!([])).await;
    browser.wait_for_form().await;
    browser.fill_in(OLD, NEW).await;
    check_change(&host, &browser).await;
}

#[tokio::test]
async fn rendering_and_configuring_again_keeps_what_is_typed() {
    let (host, browser) = open_in_browser().await;
    browser.fill_in(OLD, NEW).await;
    browser.run(NOTE, json!([])).await;
    browser.press("Counted 0").await;
    browser.wait_for("button", "Counted 1").await;
    check_typed(&browser).await;
    browser.press("Configure").await;
    browser.wait_for_text("30+ characters").await;
    check_typed(&browser).await;
    let long = [NEW, NEW].concat();
    browser.fill_in(OLD, &long).await;
    check_change(&host, &browser).await;
}

#[tokio::test]
async fn removal_while_a_request_runs_leaves_an_unknown_outcome() {
    let (host, browser) = open_in_browser().await;
    host.respond(POST, Response::changed().held());
    browser.fill_in(OLD, NEW).await;
    browser.press("Change").await;
    host.wait_for_request(POST, 1).await;
    browser.press("Take away").await;
    browser.wait_for("button", "Put back").await;
    assert!(!browser.has("button", "Changing…").await);
    browser.press("Put back").await;
    browser
        .wait_for_focus("We do not know whether your password was changed.")
        .await;
    assert_eq!(host.requests(POST).len(), 1);
    check_quiet(&browser).await;
}

#[test]
fn the_guide_shows_the_component_that_is_tested() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let component = read("tests/hosts/react/component.jsx");
    let guide = read("../../docs/embedding.md");
    assert!(
        guide.contains(&format!("```jsx\n{component}```\n")),
        "docs/embedding.md shows another one"
    );
}
