//! The skeleton of the form: a person types before the module is there, and the module takes over the very same nodes.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, Key, NEW, OLD, Response, default_routes, until};

/// Notes every element that is removed in the element from now on, and remembers the fields.
pub(super) const WATCH: &str =
    "const element = document.querySelector('mailbox-password'); window.removed = [];
    window.fields = [...element.querySelectorAll('input')];
    new MutationObserver((records) => { for (const { removedNodes } of records)
      window.removed.push(...[...removedNodes].filter((node) => node.outerHTML).map((node) => node.outerHTML)); })
      .observe(element, { childList: true, subtree: true });";

/// Whether the fields are the same nodes, what was removed, the focus with its caret, and the values.
pub(super) const STATE: &str = "const fields = [...document.querySelectorAll('mailbox-password input')];
    const active = document.activeElement;
    return { same: fields.length === window.fields.length && fields.every((field, i) => field === window.fields[i]),
      removed: window.removed, focus: active.id, caret: [active.selectionStart, active.selectionEnd],
      values: fields.map((field) => field.value) };";

/// Types so that the caret stands inside the new password.
pub(super) async fn type_half(browser: &Browser) {
    browser.focus_field("Current password").await;
    browser.type_keys(OLD).await;
    browser.press_key(Key::Tab).await;
    browser.focus_field("New password").await;
    browser.type_keys("Velvet-way").await;
    for _ in 0..3 {
        browser.press_key(Key::Left).await;
    }
}

#[tokio::test]
async fn it_has_its_style_before_any_file_but_the_script_is_there() {
    let host = HostServer::start().await;
    default_routes(&host);
    let page = HostPage::complete().with_module_gate();
    host.respond("GET /", Response::html(page.html()));
    let browser = Browser::start().await;
    browser.block_urls(&["*.css"]).await;
    browser.open(host.url("/")).await;
    browser.wait_for_skeleton().await;
    let style = "return getComputedStyle(document.querySelector('.mbp-input')).borderTopWidth;";
    assert_eq!(browser.run(style, json!([])).await, "1px");
}

#[tokio::test]
async fn it_is_drawn_once() {
    let watch = "<script>window.drawn = 0; new MutationObserver((records) => (window.drawn += records.length))
        .observe(document, { attributes: true, attributeFilter: ['autocomplete'], subtree: true });</script>";
    let page = HostPage::complete().head(watch);
    let (_host, browser) = page.open_without_module(|_| {}).await;
    assert_eq!(browser.run("return window.drawn;", json!([])).await, 0);
    let change = "document.querySelector('mailbox-password').setAttribute('lang', 'de');
        await new Promise((done) => setTimeout(done)); return window.drawn;";
    // What changes later is drawn again.
    assert_ne!(browser.run_async(change, json!([])).await, 0);
}

#[tokio::test]
async fn typing_before_the_module_survives_and_is_judged() {
    let (_host, browser) = HostPage::complete().open_without_module(|_| {}).await;
    type_half(&browser).await;
    browser.run(WATCH, json!([])).await;
    let before = browser.run(STATE, json!([])).await;
    assert_eq!(before["caret"], json!([7, 7]));
    browser.release_module().await;
    let after = browser.run(STATE, json!([])).await;
    assert_eq!(after, before);
    assert_eq!(after["removed"], json!([]));
    browser.type_keys("Tram").await;
    assert_eq!(browser.value("New password").await, "Velvet-Tramway");
    // It was judged although the policy came first.
    browser.wait_for_text("12+ characters met").await;
}

#[tokio::test]
async fn a_mismatch_from_before_the_module_is_shown() {
    let (_host, browser) = HostPage::complete().open_without_module(|_| {}).await;
    browser.fill_in(OLD, NEW).await;
    browser.fill("Confirm new password", "other").await;
    browser.focus_field("Current password").await;
    browser.release_module().await;
    browser
        .wait_for_text("The two new passwords do not match.")
        .await;
}

#[tokio::test]
async fn show_works_before_the_module_and_stays() {
    let (_host, browser) = HostPage::complete().open_without_module(|_| {}).await;
    browser.fill("New password", NEW).await;
    browser.press("Show New password").await;
    let kind = "return find('field', 'New password').type;";
    assert_eq!(browser.run(kind, json!([])).await, "text");
    browser.release_module().await;
    assert_eq!(browser.run(kind, json!([])).await, "text");
    browser.press("Hide New password").await;
    assert_eq!(browser.run(kind, json!([])).await, "password");
}

#[tokio::test]
async fn what_to_prepare_can_be_unfolded_before_the_module_and_stays_so() {
    let (_host, browser) = HostPage::complete().open_without_module(|_| {}).await;
    let prepare = "Get ready, so that the mailbox does not lock";
    browser.press_a("summary", prepare).await;
    browser.release_module().await;
    browser.wait_for_text("These connect to the mailbox:").await;
    browser.press_a("summary", prepare).await;
    let open = "return document.querySelector('mailbox-password details').open;";
    assert_eq!(browser.run(open, json!([])).await, false);
}

#[tokio::test]
async fn words_follow_what_the_host_sets_after_drawing_and_typed_text_stays() {
    let (_host, browser) = HostPage::complete().open_without_module(|_| {}).await;
    browser.fill("Current password", OLD).await;
    let set = "const element = document.querySelector('mailbox-password');
        element.config = { texts: { heading: 'A new secret' }, headingLevel: 4 }; element.lang = 'de';";
    browser.run(set, json!([])).await;
    browser.wait_for("heading", "A new secret").await;
    browser.wait_for("field", "Aktuelles Passwort").await;
    let level = "return document.querySelector('[role=heading]').getAttribute('aria-level');";
    assert_eq!(browser.run(level, json!([])).await, "4");
    assert_eq!(browser.value("Aktuelles Passwort").await, OLD);
    browser.release_module().await;
    assert_eq!(browser.value("Aktuelles Passwort").await, OLD);
    browser.wait_for("button", "Ändern").await;
}

#[tokio::test]
async fn another_mailbox_before_the_module_is_another_form() {
    let (_host, browser) = HostPage::complete().open_without_module(|_| {}).await;
    browser.fill("Current password", OLD).await;
    let set =
        "document.querySelector('mailbox-password').setAttribute('mailbox', 'bob@example.com');";
    browser.run(set, json!([])).await;
    until("the field is empty", || async {
        (browser.value("Current password").await.is_empty()).then_some(())
    })
    .await;
    browser.release_module().await;
    assert_eq!(browser.value("Mailbox").await, "bob@example.com");
}

#[tokio::test]
async fn without_the_module_typed_text_stays_readable_and_is_not_sent() {
    let unlocked = "This form cannot run in this browser or on this page. Nothing was changed.";
    let page = HostPage::complete().head(
        "<script>for (const name of ['instantiate', 'instantiateStreaming'])
         WebAssembly[name] = () => new Promise((_, fail) => { window.failModule = () => fail(new Error('no')); });</script>",
    );
    let (host, browser) = page.open().await;
    browser.fill_in(OLD, NEW).await;
    until("the module is asked for", || async {
        (browser.run("return !!window.failModule;", json!([])).await == true).then_some(())
    })
    .await;
    browser.run("window.failModule();", json!([])).await;
    browser.wait_for_text(unlocked).await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
    browser.press("Show New password").await;
    browser.press("Change").await;
    let frozen = "return find('field', 'New password').readOnly;";
    assert_eq!(browser.run(frozen, json!([])).await, true);
    assert!(host.requests("POST").is_empty());
}

#[tokio::test]
async fn after_an_unanswered_change_the_loader_does_not_say_that_nothing_was_changed() {
    let (host, browser) = HostPage::complete().open_and_send().await;
    browser.block_urls(&["*mailbox-password-*.wasm"]).await;
    browser.open(host.url("/")).await;
    browser
        .wait_for_text("it is not known whether it worked")
        .await;
    let words: Value = browser.visible_text().await.into();
    assert!(!words.as_str().unwrap().contains("Nothing was changed"));
}
