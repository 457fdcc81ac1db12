//! The skeleton wherever a page puts it: several of them, in a shadow root, in a form of the page.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, Key, NEW, OLD, until};

/// Notes the fields, and every element that is removed in an element from now on.
const WATCH: &str = "window.fields = all('mailbox-password input:not([type=checkbox])'); window.removed = [];
    for (const element of all('mailbox-password')) new MutationObserver((records) => {
      for (const { removedNodes } of records) window.removed.push(...[...removedNodes].filter((node) => node.outerHTML).map((node) => node.outerHTML));
    }).observe(element, { childList: true, subtree: true });";

/// Whether the fields are the same nodes, what was removed, the focus with its caret, and the values.
const STATE: &str = "const fields = all('mailbox-password input:not([type=checkbox])'); const active = focused();
    return { same: fields.length === window.fields.length && fields.every((field, i) => field === window.fields[i]),
      removed: window.removed, focus: active.id, caret: active.selectionStart, values: fields.map((field) => field.value) };";

/// Types into the field with this end of its id.
async fn type_into(browser: &Browser, id: &str, text: &str) {
    let focus = "all(`#${arguments[0]}`)[0].focus();";
    browser.run(focus, json!([id])).await;
    browser.type_keys(text).await;
}

/// Releases the module, and checks that this number of elements become ready with everything unchanged.
async fn release(browser: &Browser, elements: usize) -> Value {
    browser.run(WATCH, json!([])).await;
    let before = browser.run(STATE, json!([])).await;
    browser.run("window.releaseModule();", json!([])).await;
    until("every element is ready", || async {
        (browser.events("ready").await.len() == elements).then_some(())
    })
    .await;
    let after = browser.run(STATE, json!([])).await;
    assert_eq!(after, before);
    assert_eq!(
        (&after["same"], &after["removed"]),
        (&json!(true), &json!([]))
    );
    after
}

#[tokio::test]
async fn several_elements_keep_what_was_typed_in_each() {
    let second = HostPage::complete().with("mailbox", "bob@example.com");
    let third = HostPage::administrator().with("id", "third");
    let others = [second.element(), third.element()].concat();
    let page = HostPage::complete().around("", &others);
    let (_host, browser) = page.open_without_module(|_| {}).await;
    type_into(&browser, "mailbox-password-new", NEW).await;
    type_into(&browser, "third-new", "Short-1").await;
    type_into(&browser, "mailbox-password-2-current", OLD).await;
    let state = release(&browser, 3).await;
    assert_eq!(state["focus"], "mailbox-password-2-current");
    let typed = state["values"].as_array().unwrap().iter();
    let typed: Vec<_> = typed.filter_map(Value::as_str).collect();
    for text in [NEW, "Short-1", OLD] {
        assert_eq!(typed.iter().filter(|found| **found == text).count(), 1);
    }
}

#[tokio::test]
async fn in_a_shadow_root_typing_survives_and_is_sent() {
    let page = HostPage::complete().around(
        "<div id=\"host\"><template shadowrootmode=\"open\">",
        "</template></div>",
    );
    let (host, browser) = page.open_without_module(|_| {}).await;
    for (id, text) in [("current", OLD), ("new", NEW), ("confirm", NEW)] {
        type_into(&browser, &format!("mailbox-password-{id}"), text).await;
    }
    release(&browser, 1).await;
    browser.press_key(Key::Enter).await;
    browser.wait_for_focus("Your password was changed.").await;
    let sent = host.requests("POST /api/password");
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].json()["newPassword"], NEW);
}

#[tokio::test]
async fn in_a_form_of_the_page_a_submit_is_held_and_never_the_pages() {
    let page = HostPage::complete().around(
        "<form id=\"host\" action=\"/escaped\"><input name=\"theirs\" value=\"x\">",
        "</form>",
    );
    let (host, browser) = page.open_without_module(|_| {}).await;
    for (id, text) in [("current", OLD), ("new", NEW), ("confirm", NEW)] {
        type_into(&browser, &format!("mailbox-password-{id}"), text).await;
    }
    browser.press_key(Key::Enter).await;
    browser.wait_for_text("One moment…").await;
    browser.release_module().await;
    browser.wait_for_focus("Your password was changed.").await;
    assert_eq!(host.requests("POST /api/password").len(), 1);
    assert!(host.requests("GET /escaped").is_empty());
}
