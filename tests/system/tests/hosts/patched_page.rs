//! Pages that patch the platform under the element: `fetch`, built-in prototypes, text nodes, and the page's language.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{Browser, HostPage, NEW, OLD, Response, until};

const POST: &str = "POST /api/password";

/// As tracing scripts wrap `fetch`: they expect an address and an object with plain headers.
const TRACING: &str = "<script>{ const sent = window.fetch;
    window.fetch = (url, init = {}) => {
      const headers = { ...init.headers, traceparent: '00-1-1-01' };
      return sent.call(window, String(url), { ...init, headers });
    }; }</script>";

/// Like Prototype.js 1.6: `toJSON` of arrays returns a string, so `JSON.stringify` no longer writes them as arrays.
const PROTOTYPE: &str =
    "<script>Array.prototype.toJSON = function () { return 'an array of ' + this.length; };
    String.prototype.toJSON = function () { return 'a string'; };
    Object.prototype.toJSON = undefined; delete Object.prototype.toJSON;</script>";

/// As translating browsers and extensions do it: every text node is replaced by another one in two `font` elements.
const TRANSLATOR: &str = "<script>addEventListener('load', () => {
    const translated = new WeakSet();
    const translate = () => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) found.push(walker.currentNode);
      for (const node of found) {
        if (translated.has(node) || !node.data.trim() || node.parentNode.closest('script, style, textarea')) continue;
        const [outer, inner] = ['font', 'font'].map((name) => document.createElement(name));
        const text = document.createTextNode(node.data);
        translated.add(text);
        inner.append(text);
        outer.append(inner);
        node.replaceWith(outer);
      }
    };
    translate();
    new MutationObserver(translate).observe(document.body, { childList: true, characterData: true, subtree: true });
  });</script>";

#[tokio::test]
async fn a_page_that_wraps_fetch_gets_an_address_and_plain_headers() {
    let (host, browser) = HostPage::complete().head(TRACING).ready().await;
    browser.change(OLD, NEW).await;
    browser.wait_for_focus("Your password was changed.").await;
    let sent = host.wait_for_request(POST, 1).await;
    assert_eq!(sent.header("traceparent"), Some("00-1-1-01"));
    assert_eq!(sent.header("content-type"), Some("application/json"));
    assert!(sent.header("idempotency-key").is_some());
    assert_eq!(sent.json()["newPassword"], NEW);
    browser.wait_for("device", "Office PC").await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_wrapper_of_fetch_that_loses_the_headers_is_named_in_the_console() {
    let losing = "<script>{ const sent = window.fetch;
        window.fetch = (url, { headers, ...init } = {}) => sent.call(window, url, init); }</script>";
    let (host, browser) = HostPage::complete().head(losing).ready().await;
    host.respond(POST, Response::new(415, "text/plain", ""));
    browser.change(OLD, NEW).await;
    browser
        .wait_for_text("The server refused the request (415).")
        .await;
    until("a message that names the wrapper", || async {
        let console = browser.console().await;
        let named = |message: &str| message.contains("window.fetch");
        console
            .iter()
            .any(|entry| named(&entry.message))
            .then_some(())
    })
    .await;
}

#[tokio::test]
async fn the_list_survives_a_page_that_changes_how_arrays_are_written() {
    let (host, browser) = HostPage::complete().head(PROTOTYPE).ready().await;
    browser.change(OLD, NEW).await;
    assert_eq!(host.requests(POST)[0].json()["newPassword"], NEW);
    browser.answer_device("Office PC", "Mark as done").await;
    browser.wait_for_text("1 of 3 devices done").await;
    browser.open(host.url("/")).await;
    browser.wait_for_text("1 of 3 devices done").await;
}

#[tokio::test]
async fn messages_go_on_when_the_page_is_translated() {
    let page = HostPage::complete().head(TRANSLATOR);
    let (host, browser) = page.ready().await;
    browser.wait_for_text("12+ characters").await;
    for (left, words) in [(2, "2 tries left"), (1, "1 try left")] {
        let refused = json!({ "attemptsLeft": left });
        host.respond(
            POST,
            Response::problem(403, "current-password-incorrect", refused),
        );
        browser.change(OLD, NEW).await;
        browser.wait_for_text(words).await;
    }
    host.respond(POST, Response::changed());
    browser.change(OLD, NEW).await;
    browser.wait_for_focus("Your password was changed.").await;
    browser.answer_device("Office PC", "Mark as done").await;
    browser.wait_for_text("1 of 3 devices done").await;
    browser.answer_device("Office PC", "Undo").await;
    browser.wait_for_text("0 of 3 devices done").await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_language_around_a_shadow_root_counts_and_is_followed() {
    let html = HostPage::complete().html();
    let element = HostPage::complete().element();
    let shadow = format!(
        "<div id=\"host\" lang=\"de\"><template shadowrootmode=\"open\"><div>{element}</div></template></div>"
    );
    let page = html.replace(&element, &shadow);
    let (_host, browser) = system_tests::open(Response::html(page), |_| {}).await;
    browser.wait_for("button", "Ändern").await;
    language(&browser, "document.getElementById('host')", "en").await;
    browser.wait_for("button", "Change").await;
}

#[tokio::test]
async fn a_page_that_changes_its_language_later_is_followed() {
    let (_host, browser) = HostPage::complete().ready().await;
    browser.fill("New password", NEW).await;
    language(&browser, "document.documentElement", "de").await;
    browser.wait_for("button", "Ändern").await;
    assert_eq!(browser.value("Neues Passwort").await, NEW);
}

async fn language(browser: &Browser, of: &str, tag: &str) {
    browser
        .run(&format!("{of}.lang = arguments[0];"), json!([tag]))
        .await;
}

#[tokio::test]
async fn what_changes_the_meaning_of_characters_does_not_reach_the_fields() {
    let styles = "<style>html { font-size: 13px } input { text-transform: uppercase; font-variant: small-caps;
        letter-spacing: 4px; word-spacing: 1em; -webkit-text-security: disc; direction: rtl; font-feature-settings: 'case' }</style>";
    let (_host, browser) = HostPage::complete().head(styles).ready().await;
    browser.fill("New password", NEW).await;
    browser.press("Show New password").await;
    let style = "const s = getComputedStyle(find('field', 'New password'));
        return [s.textTransform, s.fontVariantCaps, s.letterSpacing, s.webkitTextSecurity, s.direction, s.fontFeatureSettings];";
    let plain = json!(["none", "normal", "normal", "none", "ltr", "normal"]);
    assert_eq!(browser.run(style, json!([])).await, plain);
}

#[tokio::test]
async fn fields_have_16_px_where_a_finger_presses_however_small_the_page_is() {
    let small = "<style>html, body, input { font-size: 13px }</style>";
    let (_host, browser) = HostPage::complete().head(small).ready().await;
    let touch = json!({ "enabled": true, "maxTouchPoints": 1 });
    browser
        .cdp("Emulation.setTouchEmulationEnabled", touch)
        .await;
    let coarse = "return matchMedia('(pointer: coarse)').matches;";
    until("a coarse pointer", || async {
        (browser.run(coarse, json!([])).await == true).then_some(())
    })
    .await;
    let sizes = "return all('mailbox-password input').filter(isSeen).map((e) => parseFloat(getComputedStyle(e).fontSize) >= 16);";
    assert_eq!(
        browser.run(sizes, json!([])).await,
        json!([true, true, true, true])
    );
}
