//! A page's skeleton that does not fit the element is replaced or removed; what was typed is kept or discarded.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, Key, NEW, OLD, Response, page_skeleton, until};

const LABELS: [&str; 3] = ["Current password", "New password", "Confirm new password"];

/// Opens the page with this skeleton in it, and types before any script is there.
async fn type_in(page: HostPage, skeleton: &str) -> (HostServer, Browser) {
    let (host, browser) = page.children(skeleton).open_without_script(|_| {}).await;
    type_into(&browser).await;
    (host, browser)
}

async fn type_into(browser: &Browser) {
    for (label, text) in LABELS.into_iter().zip([OLD, NEW, NEW]) {
        if browser.has("field", label).await {
            browser.focus_field(label).await;
            browser.type_keys(text).await;
        }
    }
    let keep = "window.given = document.querySelector('mailbox-password').firstElementChild;";
    browser.run(keep, json!([])).await;
}

async fn is_replaced(browser: &Browser) {
    browser.wait_for_skeleton().await;
    let replaced = "const element = document.querySelector('mailbox-password');
        return !window.given.isConnected && element.childElementCount === 1;";
    assert_eq!(browser.run(replaced, json!([])).await, true);
    let console = browser.console().await;
    let is_said = |part: &str| console.iter().any(|entry| entry.message.contains(part));
    assert!(is_said("was replaced"), "{console:?}");
    assert!(!is_said(OLD) && !is_said(NEW));
}

#[tokio::test]
async fn another_mailbox_is_another_form() {
    let skeleton = page_skeleton("self.en").replace("ann@example.com", "bob@example.com");
    let (_host, browser) = type_in(HostPage::complete(), &skeleton).await;
    browser.load_script().await;
    is_replaced(&browser).await;
    assert_eq!(browser.values().await, ["", "", ""]);
    assert_eq!(browser.value("Mailbox").await, "ann@example.com");
}

#[tokio::test]
async fn another_mode_is_another_form() {
    let page = HostPage::administrator();
    let (_host, browser) = type_in(page, &page_skeleton("self.en")).await;
    browser.load_script().await;
    is_replaced(&browser).await;
    let values = "return [...document.querySelectorAll('mailbox-password [type=password]')].map(({ value }) => value);";
    assert_eq!(browser.run(values, json!([])).await, json!(["", ""]));
    browser.release_module().await;
    browser.wait_for("button", "Save").await;
}

#[tokio::test]
async fn of_another_version_it_is_replaced_and_what_was_typed_is_kept_with_the_focus() {
    let own = page_skeleton("self.en");
    let others = [
        own.replace(
            "<div class=\"mbp-notice\"",
            "<p>Only this version had it.</p><div class=\"mbp-notice\"",
        ),
        own.replace("<details", "<section")
            .replace("</details>", "</section>"),
        // The same tags, but the fields in another order.
        own.replace("mailbox-password-new", "mailbox-password-x")
            .replace("mailbox-password-current", "mailbox-password-new")
            .replace("mailbox-password-x", "mailbox-password-current"),
    ];
    for (index, other) in others.into_iter().enumerate() {
        assert_ne!(other, own);
        let (_host, browser) = type_in(HostPage::complete(), &other).await;
        browser.load_script().await;
        is_replaced(&browser).await;
        let kept = if index == 2 {
            [NEW, OLD, NEW]
        } else {
            [OLD, NEW, NEW]
        };
        assert_eq!(browser.values().await, kept);
        assert_eq!(browser.focused_name().await, LABELS[2]);
        browser.release_module().await;
        assert_eq!(browser.values().await, kept);
    }
}

#[tokio::test]
async fn other_words_and_other_attributes_are_corrected_in_place() {
    let other = page_skeleton("self.en")
        .replace("About 10 minutes", "About an hour")
        .replace("aria-required=\"true\"", "")
        .replace("\"mailbox-password-", "\"mine-");
    let (_host, browser) = type_in(HostPage::complete().with("lang", "de"), &other).await;
    let set = "document.querySelector('mailbox-password').config = { texts: { heading: 'A new secret' } };";
    browser.run(set, json!([])).await;
    browser.load_script().await;
    browser.wait_for_skeleton().await;
    assert_eq!(
        browser
            .run("return window.given.isConnected;", json!([]))
            .await,
        true
    );
    browser.wait_for("heading", "A new secret").await;
    assert_eq!(browser.value("Aktuelles Passwort").await, OLD);
    let required = "return document.querySelectorAll('mailbox-password [aria-required]').length;";
    assert_eq!(browser.run(required, json!([])).await, 3);
}

#[tokio::test]
async fn while_a_change_is_unknown_it_is_removed_before_the_module_speaks() {
    let (host, browser) = HostPage::complete().open_and_send().await;
    let page = HostPage::complete().with_skeleton("self.en");
    host.respond("GET /", Response::html(page.html_without_script()));
    browser.open(host.url("/")).await;
    type_into(&browser).await;
    // What is on the page with the first words of the module.
    let watch = "const element = document.querySelector('mailbox-password'); window.seen = [];
        new MutationObserver(() => window.seen.push([element.querySelectorAll('[data-mailbox-password=form]').length,
          element.querySelectorAll('[data-mailbox-password=page-self]').length])).observe(element, { childList: true });";
    browser.run(watch, json!([])).await;
    browser.load_script().await;
    browser.press_key(Key::Enter).await;
    assert_eq!(host.requests("POST").len(), 1);
    until("the module has spoken", || async {
        (browser.events("ready").await.len() == 1).then_some(())
    })
    .await;
    let seen = browser.run("return window.seen;", json!([])).await;
    assert_eq!(seen.as_array().unwrap().last(), Some(&json!([1, 0])));
    assert!(!seen.as_array().unwrap().contains(&json!([1, 1])));
    browser
        .wait_for_text("We do not know whether your password was changed.")
        .await;
    assert_eq!(host.requests("POST").len(), 1);
}

#[tokio::test]
async fn a_copy_of_one_that_was_taken_over_starts_afresh() {
    let (_host, browser) = type_in(HostPage::complete(), &page_skeleton("self.en")).await;
    browser.load_script().await;
    browser.wait_for_skeleton().await;
    let copy = "const element = document.querySelector('mailbox-password');
        const copy = element.cloneNode(true); element.replaceWith(copy);
        await new Promise((done) => setTimeout(done));
        return [copy.childElementCount, ...[...copy.querySelectorAll('[type=password]')].map(({ value }) => value)];";
    let seen: Value = browser.run_async(copy, json!([])).await;
    assert_eq!(seen, json!([1, "", "", ""]));
}
