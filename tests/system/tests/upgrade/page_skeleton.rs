//! The skeleton comes with the page: a person types before any script is there, and the element takes over the nodes.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{
    Browser, HostPage, HostServer, Key, NEW, OLD, page_skeleton, style_link, until,
};

use super::skeleton::{STATE, WATCH, type_half};

/// Opens Ann's page with the skeleton in it; no script is there yet.
async fn open() -> (HostServer, Browser) {
    let page = HostPage::complete().with_skeleton("self.en");
    page.open_without_script(|_| {}).await
}

#[tokio::test]
async fn typing_before_any_script_survives_and_no_node_is_removed_or_moved() {
    let (_host, browser) = open().await;
    type_half(&browser).await;
    browser.run(WATCH, json!([])).await;
    let before = browser.run(STATE, json!([])).await;
    assert_eq!(before["caret"], json!([7, 7]));
    browser.load_script().await;
    assert_eq!(browser.run(STATE, json!([])).await, before);
    browser.type_keys("Tram").await;
    assert_eq!(browser.value("New password").await, "Velvet-Tramway");
    browser.press_key(Key::Left).await;
    let before = browser.run(STATE, json!([])).await;
    browser.release_module().await;
    let after = browser.run(STATE, json!([])).await;
    assert_eq!(after, before);
    assert_eq!(after["removed"], json!([]));
    browser.wait_for_text("12+ characters met").await;
}

#[tokio::test]
async fn nothing_can_be_pressed_or_sent_before_the_script_and_nothing_is_lost() {
    let (host, browser) = open().await;
    let enabled = "return [...document.querySelectorAll('mailbox-password button')].filter(({ disabled }) => !disabled).length;";
    assert_eq!(browser.run(enabled, json!([])).await, 0);
    browser.run("window.isSamePage = true;", json!([])).await;
    for label in ["Current password", "New password", "Confirm new password"] {
        browser.focus_field(label).await;
        let typed = if label.starts_with("Current") {
            OLD
        } else {
            NEW
        };
        browser.type_keys(typed).await;
        browser.press_key(Key::Enter).await;
    }
    // As a password manager may do it.
    let submit = "const form = document.querySelector('mailbox-password form'); form.requestSubmit(); form.submit();
        document.querySelector('mailbox-password [type=submit]').click();";
    browser.run(submit, json!([])).await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
    assert_eq!(
        browser.run("return window.isSamePage;", json!([])).await,
        true
    );
    assert_eq!(
        host.requests("GET /")
            .iter()
            .filter(|request| request.route == "GET /")
            .count(),
        1
    );
    assert!(host.requests("POST").is_empty());

    browser.load_script().await;
    assert_ne!(browser.run(enabled, json!([])).await, 0);
    browser.press_key(Key::Enter).await;
    browser.wait_for_text("One moment…").await;
    browser.release_module().await;
    browser.wait_for_focus("Your password was changed.").await;
    assert_eq!(host.requests("POST").len(), 1);
}

#[tokio::test]
async fn fields_have_no_name_and_every_button_is_disabled() {
    for mode in ["self", "admin", "recovery"] {
        for lang in ["en", "de"] {
            let html = page_skeleton(&format!("{mode}.{lang}"));
            assert!(!html.contains(" name="), "{mode}.{lang}");
            assert!(!html.contains(" style="), "{mode}.{lang}");
            let count = |text: &str| html.matches(text).count();
            assert_eq!(count("<button"), count(" disabled"), "{mode}.{lang}");
            assert_eq!(count("<form"), count(" method=\"dialog\""), "{mode}.{lang}");
        }
    }
}

#[tokio::test]
async fn with_the_style_sheet_nothing_moves_when_it_is_taken_over() {
    let page = HostPage::complete()
        .with_skeleton("self.en")
        .head(&style_link())
        .around("", "<p>What stands below</p>");
    let (_host, browser) = page.open_without_script(|_| {}).await;
    let watch = "window.shifts = []; new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value)))
        .observe({ type: 'layout-shift', buffered: true });";
    browser.run(watch, json!([])).await;
    let places = "return [...document.querySelectorAll('main *')].filter((node) => node.getClientRects().length)
        .map((node) => { const { x, y, width, height } = node.getBoundingClientRect(); return [node.localName, x, y, width, height]; });";
    let before = browser.run(places, json!([])).await;
    browser.load_script().await;
    until("the style sheet is adopted", || async {
        let adopted = "return document.adoptedStyleSheets.length;";
        (browser.run(adopted, json!([])).await == 1).then_some(())
    })
    .await;
    let frame =
        "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));";
    browser.run_async(frame, json!([])).await;
    assert_eq!(browser.run(places, json!([])).await, before);
    assert_eq!(
        browser.run("return window.shifts;", json!([])).await,
        json!([])
    );
}

#[tokio::test]
async fn the_fallback_waits_behind_it_leaves_and_returns_without_the_skeleton() {
    let fallback = "<p id=\"fallback\">Ask your administrator.</p>";
    let children = page_skeleton("self.en") + fallback;
    let page = HostPage::complete()
        .children(&children)
        .head(&style_link())
        .head("<script>for (const name of ['instantiate', 'instantiateStreaming'])
         WebAssembly[name] = () => new Promise((_, fail) => { window.failModule = () => fail(new Error('no')); });</script>");
    let (_host, browser) = page.open_without_script(|_| {}).await;
    // Its waiting time is over when the animation is.
    let is_visible = "return document.getElementById('fallback')?.checkVisibility({ visibilityProperty: true });";
    assert_eq!(browser.run(is_visible, json!([])).await, false);
    let finish = "document.getElementById('fallback').getAnimations().forEach((animation) => animation.finish());";
    browser.run(finish, json!([])).await;
    assert_eq!(browser.run(is_visible, json!([])).await, true);

    browser.load_script().await;
    browser.wait_for_skeleton().await;
    assert_eq!(browser.run(is_visible, json!([])).await, Value::Null);
    browser.run("window.releaseModule();", json!([])).await;
    until("the module is asked for", || async {
        (browser.run("return !!window.failModule;", json!([])).await == true).then_some(())
    })
    .await;
    browser.run("window.failModule();", json!([])).await;
    until("the fallback is back", || async {
        (browser.run(is_visible, json!([])).await == true).then_some(())
    })
    .await;
    assert!(!browser.has("field", "Current password").await);
}

#[tokio::test]
async fn a_configuration_that_comes_late_finds_it() {
    let page = HostPage::complete()
        .without("endpoint")
        .without("mailbox")
        .with_skeleton("self.en");
    let (_host, browser) = page.open_without_script(|_| {}).await;
    type_half(&browser).await;
    browser.run(WATCH, json!([])).await;
    let before = browser.run(STATE, json!([])).await;
    browser.load_script().await;
    assert_eq!(browser.run(STATE, json!([])).await, before);
    let set = "document.querySelector('mailbox-password').config = { endpoint: '/api/password', mailbox: 'ann@example.com' };";
    browser.run(set, json!([])).await;
    browser.wait_for_skeleton().await;
    assert_eq!(browser.run(STATE, json!([])).await, before);
    browser.release_module().await;
    assert_eq!(browser.run(STATE, json!([])).await, before);
}

#[tokio::test]
async fn several_on_a_page_get_ids_of_their_own() {
    let second = page_skeleton("self.de");
    let second = format!(
        "<mailbox-password id=\"other\" lang=\"de\" endpoint=\"/api/password\" mailbox=\"ann@example.com\">{}</mailbox-password>\
         <mailbox-password endpoint=\"/api/password\" mailbox=\"ann@example.com\">{}</mailbox-password>",
        second.replace("\"mailbox-password-", "\"other-"),
        page_skeleton("self.en").replace("mailbox-password-", "mailbox-password-2-"),
    );
    let page = HostPage::complete()
        .with_skeleton("self.en")
        .around("", &second);
    let (_host, browser) = page.open_without_script(|_| {}).await;
    let ids = "return [...document.querySelectorAll('mailbox-password')].map((element) => [...element.querySelectorAll('[id]')].map(({ id }) => id));";
    let before = browser.run(ids, json!([])).await;
    browser.load_script().await;
    assert_eq!(browser.run(ids, json!([])).await, before);

    // All of them with the same prefix, as somebody may copy it.
    let same = format!(
        "<mailbox-password endpoint=\"/api/password\" mailbox=\"ann@example.com\">{}</mailbox-password>",
        page_skeleton("self.en")
    );
    let page = HostPage::complete()
        .with_skeleton("self.en")
        .around("", &same);
    let (_host, browser) = page.open_without_script(|_| {}).await;
    browser.load_script().await;
    let labels = "const labels = [...document.querySelectorAll('mailbox-password label')];
        return labels.length === 8 && labels.every((label) => label.closest('.mbp-field').contains(label.control))
          && new Set([...document.querySelectorAll('[id]')].map(({ id }) => id)).size === document.querySelectorAll('[id]').length;";
    assert_eq!(browser.run(labels, json!([])).await, true);
}

#[tokio::test]
async fn an_element_that_is_still_being_parsed_waits_for_its_children() {
    let (host, browser) = HostPage::complete().open_without_script(|_| {}).await;
    browser.load_script().await;
    let parts = json!([
        "<!doctype html><title>A page</title><mailbox-password endpoint=\"/api/password\" mailbox=\"ann@example.com\">",
        format!("{}</mailbox-password>", page_skeleton("self.en")),
    ]);
    let parse = "const [start, rest] = args; document.open(); document.write(start);
        const element = document.querySelector('mailbox-password'); const early = element.childNodes.length;
        document.write(rest); const root = element.firstElementChild; document.close();
        await new Promise((done) => setTimeout(done));
        return [early, element.childElementCount, element.firstElementChild === root, root.dataset.mailboxPassword];";
    assert_eq!(
        browser.run_async(parse, parts).await,
        json!([0, 1, true, "form"])
    );
    drop(host);
}
