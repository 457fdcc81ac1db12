//! Everybody can use it: by what axe-core finds, by keyboard, by ear, on a narrow screen, in another direction.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{
    Browser, HostPage, HostServer, Key, NEW, OLD, Response, default_routes, german, until,
};

async fn ready(page: &HostPage) -> (HostServer, Browser) {
    let (host, browser) = page.open().await;
    browser.wait_for_text("at least 12 characters").await;
    (host, browser)
}

#[tokio::test]
async fn words_of_the_pages_own_are_in_the_pages_language() {
    let (_host, browser) = HostPage::complete().in_arabic().ready().await;
    assert_eq!(spoken(&browser).await, json!(["ar", "rtl"]));
}

/// What language the element says it speaks, and from which side.
async fn spoken(browser: &Browser) -> Value {
    let script = "const e = all('mailbox-password .mbp')[0]; return [e.lang, e.dir];";
    browser.run(script, json!([])).await
}

#[tokio::test]
async fn where_there_are_only_english_words_they_are_marked_as_english() {
    for lang in ["fr", "ar"] {
        let (_host, browser) = HostPage::complete().lang(lang).ready().await;
        assert_eq!(spoken(&browser).await, json!(["en", "ltr"]), "{lang}");
    }
}

#[tokio::test]
async fn the_tab_key_reaches_everything_in_the_order_of_the_page() {
    let (_host, browser) = ready(&HostPage::complete()).await;
    let order = [
        "Prepare, so that the mailbox does not lock",
        "Mailbox",
        "Current password",
        "Show Current password",
        "New password",
        "Show New password",
        "Confirm new password",
        "Show Confirm new password",
        "Change",
    ];
    assert_eq!(browser.tab_order().await, order);
}

#[tokio::test]
async fn a_change_needs_no_mouse() {
    let (host, browser) = ready(&HostPage::complete()).await;
    browser
        .run(
            "document.querySelector('mailbox-password').focus();",
            json!([]),
        )
        .await;
    browser.wait_for_focus("Current password").await;
    browser.press_key(Key::Enter).await;
    browser
        .wait_for_focus("The password was not sent. Please check:")
        .await;
    browser.press_key(Key::Tab).await;
    browser.wait_for_focus("Enter your current password.").await;
    browser.press_key(Key::Enter).await;
    browser.wait_for_focus("Current password").await;
    browser.type_keys(OLD).await;
    for _ in 0..2 {
        browser.press_key(Key::Tab).await;
        browser.press_key(Key::Tab).await;
        browser.type_keys(NEW).await;
    }
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
    browser.press_key(Key::Enter).await;
    browser.wait_for_focus("Your password was changed.").await;
    assert_eq!(host.requests("POST").len(), 1);
    let after = browser.tab_order().await;
    for control in [
        "Copy this list",
        "Print this list",
        "Forget this list",
        "Places people forget",
        "How to: iPhone or iPad",
    ] {
        assert!(
            after.iter().any(|name| name == control),
            "{control} in {after:?}"
        );
    }
}

#[tokio::test]
async fn while_it_is_sent_the_button_keeps_the_focus_and_says_what_it_does() {
    let (host, browser) = ready(&HostPage::complete()).await;
    host.respond("POST /api/password", Response::changed().held());
    browser.change(OLD, NEW).await;
    browser.wait_for_focus("Changing…").await;
    let button = "const e = focused(); return [e.disabled, e.getAttribute('aria-disabled'), all('form')[0].getAttribute('aria-busy')];";
    assert_eq!(
        browser.run(button, json!([])).await,
        json!([false, "true", "true"])
    );
    until("it is announced that it goes on", || async {
        (browser.live_region_text().await == "Still working. Keep this page open.").then_some(())
    })
    .await;
    host.release_held();
    browser.wait_for_focus("Your password was changed.").await;
}

#[tokio::test]
async fn the_rules_are_announced_once_after_a_pause_in_one_sentence() {
    let (_host, browser) = ready(&HostPage::complete()).await;
    let watch = "window.said = []; const region = all('mailbox-password [role=status]')[0];
        new MutationObserver(() => window.said.push(squeeze(region.textContent)))
          .observe(region, { childList: true, characterData: true, subtree: true });";
    browser.run(watch, json!([])).await;
    browser.fill("New password", "velvet").await;
    let said = until("an announcement", || async {
        let said = browser.run("return window.said;", json!([])).await;
        (!said.as_array().unwrap().is_empty()).then_some(said)
    })
    .await;
    assert_eq!(said.as_array().unwrap().len(), 1, "{said}");
    let said = said[0].as_str().unwrap();
    assert!(
        said.contains("rules met. Still needed: at least 12 characters"),
        "{said}"
    );
    browser.fill("New password", NEW).await;
    until("that all is well", || async {
        (browser.live_region_text().await == "Every rule that can be checked here is met.")
            .then_some(())
    })
    .await;
    let live = "return all('mailbox-password [aria-live], mailbox-password [role=alert], mailbox-password [role=status]').length;";
    assert_eq!(browser.run(live, json!([])).await, 1, "one live region");
}

#[tokio::test]
async fn answering_a_device_moves_no_focus_and_reorders_nothing() {
    let (_host, browser) = ready(&HostPage::complete()).await;
    browser.change(OLD, NEW).await;
    browser.wait_for("group", "Scanner").await;
    let order = "return all('mailbox-password fieldset').map(nameOf);";
    let before: Value = browser.run(order, json!([])).await;
    browser
        .run(
            "find('radio', 'Not my device', find('group', 'Office PC')).focus();",
            json!([]),
        )
        .await;
    browser.press_key(Key::Space).await;
    browser
        .wait_for_text("It may be an old one or a colleague’s.")
        .await;
    assert_eq!(browser.focused_name().await, "Not my device");
    assert_eq!(browser.run(order, json!([])).await, before);
}

#[tokio::test]
async fn in_german_it_speaks_german_and_keeps_its_language_to_itself() {
    let host = HostServer::start().await;
    default_routes(&host);
    let page = HostPage::complete().with("lang", "de");
    host.respond("GET /", Response::html(page.html()));
    let browser = Browser::start().await;
    browser.open(host.url("/")).await;
    // Without a file of its own, a language is spoken in English.
    browser
        .wait_for("button", &german("change").unwrap_or("Change".to_owned()))
        .await;
    let lang = "return [document.documentElement.lang, all('mailbox-password [lang]')[0].lang];";
    assert_eq!(browser.run(lang, json!([])).await, json!(["en", "de"]));
}
