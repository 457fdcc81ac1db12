//! The element in a shadow root, and with its files on another origin.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{HostPage, HostServer, Response, open};

#[tokio::test]
async fn the_element_works_in_an_open_shadow_root() {
    let markup = HostPage::complete().element();
    let html = HostPage::new().html();
    let start = html.find("<mailbox-password").unwrap();
    let end = html.find("</mailbox-password>").unwrap() + "</mailbox-password>".len();
    let shadow =
        format!("<div id=\"host\"><template shadowrootmode=\"open\">{markup}</template></div>");
    let (_host, browser) = open(
        Response::html(html.replace(&html[start..end], &shadow)),
        |_| {},
    )
    .await;
    browser.wait_for_text("12+ characters").await;
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
    browser.wait_for_text("Enter your current password.").await;
    browser.change_password_without_errors().await;
    for name in ["ready", "before-submit", "changed"] {
        let events = browser.events(name).await;
        assert_eq!(events.len(), 1, "{name} crosses the shadow root");
        assert_eq!(events[0]["isFrozen"], true, "{name}");
    }
}

#[tokio::test]
async fn the_element_loads_from_another_origin() {
    let cdn = HostServer::start().await;
    let html = HostPage::complete().html();
    let html = html.replace("/widget/element.js", &cdn.url("/widget/element.js"));
    let (_host, browser) = open(Response::html(html), |_| {}).await;
    browser.change_password_without_errors().await;
    browser.wait_for("device", "Office PC").await;
    assert!(!cdn.requests("GET /widget/").is_empty());
}
