//! Upgrading the element: what is set before its script or while its module loads, and a second copy of the script.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, Response, open, until};

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
        .wait_for("heading", "The mailbox is not locked.")
        .await;
}

/// Requests of the policy, and how many of them were aborted.
const COUNT: &str = "<script>
    window.policies = { sent: 0, aborted: 0 };
    const real = window.fetch;
    window.fetch = (...given) => {
      const { url, signal } = new Request(...given);
      // The module's own request of an element that has left is aborted before it is sent.
      if (url.includes('/api/policy') && !signal.aborted) {
        window.policies.sent += 1;
        signal.addEventListener('abort', () => { window.policies.aborted += 1; });
        window.kept = [...(window.kept ?? []), signal];
      }
      return real(...given);
    };</script>";

/// Opens the own form without its module, with a policy that is not answered; runs a script; checks the requests.
async fn check_policy_requests(script: &str, expected: Value) {
    let (_host, browser) = HostPage::complete()
        .head(COUNT)
        .open_without_module(|host| {
            host.respond("GET /api/policy", Response::policy(json!({})).held());
        })
        .await;
    let count = "return window.policies;";
    assert_eq!(
        browser.run(count, json!([])).await,
        json!({ "sent": 1, "aborted": 0 })
    );
    browser.run_async(script, json!([])).await;
    until("the requests are as expected", || async {
        (browser.run(count, json!([])).await == expected).then_some(())
    })
    .await;
}

#[tokio::test]
async fn an_early_request_for_the_policy_is_aborted_when_it_is_of_no_use_any_more() {
    let element = "const e = document.querySelector('mailbox-password');";
    let aborted = json!({ "sent": 1, "aborted": 1 });
    check_policy_requests(&format!("{element} e.remove();"), aborted.clone()).await;
    let headers = "e.headers = async () => ({ 'X-Late': 'yes' });";
    check_policy_requests(&format!("{element} {headers}"), aborted.clone()).await;
    let other = "e.setAttribute('policy-endpoint', '/api/policy?other');";
    let replaced = json!({ "sent": 2, "aborted": 1 });
    check_policy_requests(&format!("{element} {other}"), replaced).await;
    // The module has taken the form over, and waits for the answer.
    let ready =
        "const ready = new Promise((done) => e.addEventListener('mailbox-password-ready', done));
        window.releaseModule(); await ready; e.remove();";
    check_policy_requests(&format!("{element} {ready}"), aborted).await;
}

#[tokio::test]
async fn methods_called_while_the_module_loads_are_carried_out_when_it_is_there() {
    let (host, browser) = HostPage::complete()
        .open_without_module(|host| {
            host.respond(
                "GET /api/policy",
                Response::problem(401, "session-expired", json!({})),
            );
        })
        .await;
    host.wait_for_request("GET /api/policy", 1).await;
    host.respond("GET /api/policy", Response::policy(json!({})));
    browser.fill("Current password", "typed early").await;
    let call = "const e = document.querySelector('mailbox-password'); for (const name of ['resume', 'reset']) e[name]();";
    browser.run(call, json!([])).await;
    browser.release_module().await;
    host.wait_for_request("GET /api/policy", 2).await;
    until("the field is empty", || async {
        let typed = browser.value("Current password").await;
        typed.is_empty().then_some(())
    })
    .await;
    browser.change_password_without_errors().await;
    assert_eq!(browser.events("session-expired").await.len(), 0);
}
