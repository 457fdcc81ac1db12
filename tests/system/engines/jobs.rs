//! The other jobs: typed early, generated, recovered, trapped.

use serde_json::json;
use system_tests::{Browser, CHANGED, DEVICES, HostPage, NEW, OLD, RECOVERY_DONE, Response};

use super::outcomes::check_page;

const POST: &str = "POST /api/password";

/// What was typed into the skeleton is in the same fields afterwards, and is sent.
///
/// # Panics
/// When it is not so.
pub(crate) async fn type_before_the_module(browser: &Browser) {
    let page = HostPage::complete().with_module_gate();
    let host = page.show(browser, |_| {}).await;
    browser.wait_for_skeleton().await;
    browser.fill_in(OLD, NEW).await;
    let note = "window.noted = all('mailbox-password input');";
    browser.run(note, json!([])).await;
    browser.release_module().await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
    let same = "return all('mailbox-password input').slice(0, noted.length).every((input, index) => input === noted[index]);";
    assert_eq!(browser.run(same, json!([])).await, true);
    browser.press("Change").await;
    browser.wait_for_focus(CHANGED).await;
    assert_eq!(host.requests(POST)[0].json()["currentPassword"], OLD);
    check_page(browser, "typed before the module was there").await;
}

/// An administrator generates a password and saves it.
///
/// # Panics
/// When it is not so.
pub(crate) async fn generate(browser: &Browser) {
    let host = HostPage::administrator().show(browser, |_| {}).await;
    browser.wait_for_text("12+ characters").await;
    browser.press("Generate").await;
    let generated = browser.generated_password().await;
    check_page(browser, "generate").await;
    browser.press("Save").await;
    browser.wait_for_focus("The password was changed.").await;
    assert_eq!(host.only_change().await["newPassword"], json!(generated));
    check_page(browser, "save").await;
}

/// A user reports the steps of a recovery.
///
/// # Panics
/// When it is not so.
pub(crate) async fn recover(browser: &Browser) {
    let page = HostPage::recovery("user");
    let _host = page.show(browser, |_| {}).await;
    browser.wait_for_text(DEVICES[2]).await;
    check_page(browser, "recovery").await;
    browser.report_steps(1..=4).await;
    for device in DEVICES {
        browser.mark_device(device, "It gets mail").await;
    }
    browser.report_steps(5..=5).await;
    browser.wait_for_text(RECOVERY_DONE).await;
    check_page(browser, "recovered").await;
}

/// A trap in an event is told, and nothing can be sent any more.
///
/// # Panics
/// When it is not so.
pub(crate) async fn trap(browser: &Browser) {
    let page = HostPage::complete().with_breakable_module();
    let host = page.show(browser, |_| {}).await;
    browser.wait_for_text("12+ characters").await;
    browser.fill_in(OLD, NEW).await;
    browser.break_module().await;
    browser.press("Show New password").await;
    browser.wait_for_stopped_module().await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
    browser.press("Change").await;
    assert!(host.requests("POST").is_empty());
}

/// A trap in a promise is told, and a request in flight is unknown.
///
/// # Panics
/// When it is not so.
pub(crate) async fn trap_in_a_promise(browser: &Browser) {
    let held = Response::changed().held();
    let page = HostPage::complete().with_breakable_module();
    let host = page.show(browser, |host| host.respond(POST, held)).await;
    browser.wait_for_text("12+ characters").await;
    browser.change(OLD, NEW).await;
    browser.wait_for("button", "Changing…").await;
    host.wait_for_request(POST, 1).await;
    browser.break_module().await;
    host.release_held().await;
    browser.wait_for_stopped_module().await;
    assert_eq!(browser.events("unknown").await.len(), 1);
    assert!(browser.events("changed").await.is_empty());
}
