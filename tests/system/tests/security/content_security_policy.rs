//! No violation of the panel's content security policy, which enforces Trusted Types.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{ANN, Browser, HostPage, HostServer, NEW, OLD, Panel, State, german, until};

/// There may be no violation, no uncaught error and no error on the console.
async fn check(browser: &Browser, when: &str) {
    assert_eq!(
        browser.csp_violations().await,
        Vec::<Value>::new(),
        "{when}"
    );
    assert_eq!(browser.script_errors().await, Vec::<Value>::new(), "{when}");
    let errors = browser.console_errors().await;
    let errors: Vec<_> = errors
        .into_iter()
        // An invalid configuration is logged for the integrator.
        .filter(|error| {
            !(when == "misconfigured" && error.contains("endpoint: write an https: address."))
        })
        .collect();
    assert_eq!(errors, Vec::<String>::new(), "{when}");
}

#[tokio::test]
async fn the_panels_page_never_violates_its_policy() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    browser.wait_for_text("12+ characters").await;
    browser.press("Change").await;
    browser.wait_for_text("Enter your current password.").await;
    browser.change("wrong", NEW).await;
    browser
        .wait_for_text("This is not the current password.")
        .await;
    browser.press("Show New password").await;
    browser.fill("Current password", OLD).await;
    browser.press("Change").await;
    browser.wait_for_focus("Your password was changed.").await;
    browser.answer_device("Office PC", "Can’t reach it").await;
    browser.add_device("Android phone or tablet").await;
    browser.expand_device("Office PC").await;
    browser.wait_for_text("Source:").await;
    check(&browser, "the panel's page").await;
    browser.open(panel.url("/mailbox/password?lang=de")).await;
    let change = german("change-again").unwrap_or("Change the password again".to_owned());
    browser.wait_for("button", &change).await;
    check(&browser, "the panel's page in German").await;
    assert_eq!(panel.csp_reports(), 0);
}

#[tokio::test]
async fn no_state_violates_the_policy() {
    let panel = Panel::start().await;
    let policy = panel.content_security_policy();
    assert!(
        policy.contains("require-trusted-types-for 'script'"),
        "{policy}"
    );
    let host = HostServer::start().await;
    let browser = Browser::start().await;
    for state in State::MODES.into_iter().chain(State::OWN) {
        state
            .open(&browser, &host, &HostPage::complete(), Some(&policy))
            .await;
        check(&browser, state.name).await;
    }
}

#[tokio::test]
async fn a_violation_would_be_detected() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.open(panel.url("/")).await;
    let inject = "try { document.body.insertAdjacentHTML('beforeend', '<b>markup</b>'); return false; } catch { return true; }";
    assert_eq!(browser.run(inject, json!([])).await, true);
    until("the report", || async {
        (panel.csp_reports() == 1).then_some(())
    })
    .await;
    assert_eq!(browser.csp_violations().await.len(), 1);
}
