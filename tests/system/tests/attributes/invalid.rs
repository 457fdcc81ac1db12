//! Every invalid configuration is reported, and the element then shows no form.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, Response, until};

#[tokio::test]
async fn an_invalid_configuration_is_reported_and_no_form_is_shown() {
    let page = HostPage::new;
    let wrong = [
        (page().without("endpoint"), "endpoint is missing."),
        (page().without("mailbox"), "mailbox is missing."),
        (
            page().with("endpoint", "http://mail.example/password"),
            "endpoint: write an https: address.",
        ),
        (
            page().with("endpoint", "https://mail.example/password"),
            "https://mail.example is another origin than the page.",
        ),
        (
            page().with("endpoint", "javascript:alert(1)"),
            "endpoint: write an address that the browser can read.",
        ),
        (
            page().with("endpoint", "https://ann:secret@127.0.0.1/"),
            "endpoint: write an address without user name and password.",
        ),
        (
            page().with("webmail", "mailto:ann@example.com"),
            "webmail: write an https: address.",
        ),
        (
            page().with("help", "data:text/html,x"),
            "help: write an https:, mailto: or tel: address.",
        ),
        (
            page().with("timeout", "soon"),
            "timeout: write seconds, a number from 1 to 600.",
        ),
        // The policy is requested before the module is there to say what is wrong.
        (
            page()
                .with("policy-endpoint", "/api/policy")
                .with("timeout", "-5"),
            "timeout: write seconds, a number from 1 to 600.",
        ),
        (
            page()
                .with("policy-endpoint", "/api/policy")
                .with("timeout", "Infinity"),
            "timeout: write seconds, a number from 1 to 600.",
        ),
        // A name that every object has.
        (
            page().with("mode", "constructor"),
            "mode: write self, admin or recovery.",
        ),
        (
            page().with("heading-level", "7"),
            "heading-level: write a number from 1 to 6.",
        ),
        (
            page()
                .with("csrf-header", "X-CSRF-Token")
                .with("csrf-source", "header:x"),
            "csrf-source: write meta:NAME or cookie:NAME.",
        ),
        (
            page().with("credentials", "include"),
            "credentials: write same-origin or omit.",
        ),
    ];
    let host = HostServer::start().await;
    let browser = Browser::start().await;
    for (page, sentence) in wrong {
        host.respond("GET /", Response::html(page.html()));
        browser.open(host.url("/")).await;
        browser
            .wait_for_text("This form is not set up correctly. Nothing can be changed here.")
            .await;
        browser.wait_for_text(sentence).await;
        let fields = browser
            .run(
                "return all('mailbox-password input, mailbox-password button').length;",
                json!([]),
            )
            .await;
        assert_eq!(fields, 0, "{sentence}: there are no controls");
        assert_eq!(
            browser.script_errors().await,
            Vec::<Value>::new(),
            "{sentence}"
        );
        let console = browser.console().await;
        assert!(
            console.iter().any(|entry| entry.message.contains(sentence)),
            "{sentence} on the console"
        );
    }
}

/// Opens a page whose element lacks required attributes; then a script sets `config`.
async fn open_invalid_and_set(set: &str) -> (HostServer, Browser) {
    let host = HostServer::start().await;
    let page = HostPage::new().without("endpoint").without("mailbox");
    host.respond("GET /", Response::html(page.html()));
    let browser = Browser::start().await;
    browser.open(host.url("/")).await;
    browser.wait_for_text("endpoint is missing.").await;
    let set = format!("document.querySelector('mailbox-password').config = {set};");
    browser.run(&set, json!([])).await;
    (host, browser)
}

#[tokio::test]
async fn a_mode_that_makes_the_configuration_valid_shows_its_screen() {
    let admin = "{ mode: 'admin', mailbox: 'ann@example.com', endpoint: '/api/password' }";
    let (_host, browser) = open_invalid_and_set(admin).await;
    browser.wait_for("heading", "Set a new password").await;
    browser.wait_for("button", "Save").await;
    assert!(!browser.has("field", "Current password").await);
    let (_host, browser) = open_invalid_and_set("{ mode: 'recovery' }").await;
    browser
        .wait_for("heading", "When a mailbox is locked")
        .await;
    assert!(!browser.has("field", "Current password").await);
}

#[tokio::test]
async fn a_property_of_the_wrong_type_is_rejected() {
    let (_host, browser) = HostPage::new().open().await;
    for (set, sentence) in [
        ("e.config = 'x'", "config: write an object."),
        (
            "e.headers = { 'X-Token': 'x' }",
            "headers: write a function.",
        ),
        ("e.config = { policy: 'x' }", "policy: write an object."),
        (
            "e.config = { timeout: -5 }",
            "timeout: write seconds, a number from 1 to 600.",
        ),
        (
            "e.setAttribute('csrf-header', 'X-Token')",
            "csrf-source is missing.",
        ),
    ] {
        browser.wait_for_form().await;
        let set = format!("const e = document.querySelector('mailbox-password'); {set};");
        browser.run(&set, json!([])).await;
        browser.wait_for_text(sentence).await;
        assert!(!browser.has("field", "New password").await, "{sentence}");
        let correct = "const e = document.querySelector('mailbox-password'); e.config = undefined; e.headers = undefined; e.removeAttribute('csrf-header');";
        browser.run(correct, json!([])).await;
    }
}

#[tokio::test]
async fn help_that_is_only_an_e_mail_address_gives_a_warning() {
    let (_host, browser) = HostPage::new().without("help").open().await;
    browser.wait_for_form().await;
    let warnings = async || {
        let console = browser.console().await;
        let is_it = |message: &str| message.contains("help is an e-mail address");
        console.iter().filter(|entry| is_it(&entry.message)).count()
    };
    let set = "document.querySelector('mailbox-password').config = { help: arguments[0] };";
    let mut expected = 0;
    for (help, is_mail) in [
        ("tel:+1-555-0100", false),
        ("MAILTO:help@example.com", true),
        ("Room 12, or help@example.com", false),
        ("it@example.com", true),
    ] {
        browser.run(set, json!([help])).await;
        expected += usize::from(is_mail);
        until(help, || async {
            (warnings().await == expected).then_some(())
        })
        .await;
    }
}

#[tokio::test]
async fn a_misspelt_name_gets_a_suggestion_and_correcting_it_shows_the_form() {
    let host = HostServer::start().await;
    let page = HostPage::new()
        .with("polcy-endpoint", "/api/policy")
        .with("placeholder", "x");
    host.respond("GET /", Response::html(page.html()));
    let browser = Browser::start().await;
    browser.open(host.url("/")).await;
    browser.wait_for_form().await;
    let console = browser.console().await;
    let suggestions: Vec<_> = console
        .iter()
        .filter(|entry| entry.message.contains("Did you mean"))
        .collect();
    assert_eq!(suggestions.len(), 1, "{suggestions:?}");
    assert!(
        suggestions[0].message.contains("polcy-endpoint")
            && suggestions[0].message.contains("policy-endpoint?")
    );
    browser
        .run(
            "document.querySelector('mailbox-password').config = { polcy: {} };",
            json!([]),
        )
        .await;
    browser
        .wait_for_text("polcy is not known. Did you mean policy?")
        .await;
    browser
        .run(
            "document.querySelector('mailbox-password').config = { policy: { minLength: 20 } };",
            json!([]),
        )
        .await;
    browser.wait_for_form().await;
    browser.wait_for_text("20+ characters").await;
}
