//! Upgrading the element: properties set before its script, a second copy of the script, a mode set while loading.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{Browser, HostPage, HostServer, Response, open};

#[tokio::test]
async fn properties_set_before_the_upgrade_are_applied() {
    // A classic script at the end of the page runs before module scripts.
    let html = HostPage::complete().html();
    let set = "<script>const e = document.querySelector('mailbox-password'); e.config = { texts: { heading: 'A new secret' } };
        e.headers = async () => ({ 'X-Early': 'yes' }); window.wasDefined = !!customElements.get('mailbox-password');</script></body>";
    let (host, browser) = open(Response::html(html.replace("</body>", set)), |_| {}).await;
    browser.wait_for("heading", "A new secret").await;
    assert_eq!(
        browser.run("return window.wasDefined;", json!([])).await,
        false,
        "the properties were set before the upgrade"
    );
    browser.change_password_without_errors().await;
    assert_eq!(host.requests("POST")[0].header("x-early"), Some("yes"));
}

#[tokio::test]
async fn a_second_copy_of_the_script_is_ignored_with_a_warning() {
    let page = HostPage::complete()
        .head("<script type=\"module\" src=\"/widget/element.js?second\"></script>");
    let (_host, browser) = page.open().await;
    browser.change_password_without_errors().await;
    let console = browser.console().await;
    assert!(
        console
            .iter()
            .any(|entry| entry.message.contains("is already defined")),
        "{console:?}"
    );
}

/// Opens the own form; a script runs as soon as the element is defined, while its module loads.
async fn open_and_set(script: &str) -> (HostServer, Browser) {
    let set = format!(
        "<script>customElements.whenDefined('mailbox-password').then(() => {{
         const e = document.querySelector('mailbox-password'); {script} }});</script>"
    );
    HostPage::complete().head(&set).open().await
}

#[tokio::test]
async fn a_mode_set_while_the_module_loads_is_applied() {
    for set in [
        "e.setAttribute('mode', 'admin');",
        "e.config = { mode: 'admin' };",
    ] {
        let (_host, browser) = open_and_set(set).await;
        browser.wait_for("heading", "Set a new password").await;
        browser.wait_for("button", "Save").await;
        assert!(!browser.has("field", "Current password").await, "{set}");
        assert_eq!(browser.events("ready").await.len(), 1, "{set}");
    }
    let set = "e.removeAttribute('endpoint'); e.config = { mode: 'recovery' };";
    let (_host, browser) = open_and_set(set).await;
    browser
        .wait_for("heading", "When a mailbox is locked")
        .await;
}
