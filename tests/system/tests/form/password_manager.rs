//! Chromium's password manager offers to update the saved password after a change, and at no other time.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{
    ADMINISTRATOR, ADMINISTRATORS_PASSWORD, ANN, Browser, HostPage, HostServer, Key, Launch, NEW,
    OLD, Panel, Profile, Response, default_routes, until,
};

/// Chromium's log entry for a prompt.
const PROMPT: &str = "Show password prompt";
/// The state of a prompt to update a saved password, rather than to save a new one.
const UPDATE: &str = "PENDING_PASSWORD_UPDATE_STATE";

/// Chromium's log entry for filling in a saved password.
const FILL: &str = "PasswordAutofillAgent::OnFillPasswordForm";

/// Opens a page in a browser with Ann's old password saved; a change gets this response.
async fn ready(answer: Response) -> (HostServer, Profile, Browser) {
    ready_on(&HostPage::complete(), answer).await
}

async fn ready_on(page: &HostPage, answer: Response) -> (HostServer, Profile, Browser) {
    let host = HostServer::start().await;
    default_routes(&host);
    host.respond("GET /", Response::html(page.html()));
    host.respond("POST /api/password", answer);
    let profile = Profile::with_ann_at(&host.url("")).await;
    let browser = Launch::default()
        .password_manager()
        .profile(profile.path())
        .run()
        .await;
    browser.open(host.url("/")).await;
    browser.wait_for_text("12+ characters").await;
    (host, profile, browser)
}

/// Calls `resume()`, as after signing in again in another tab, and waits until the status is requested.
async fn resume_and_wait_for_status(host: &HostServer, browser: &Browser) {
    let reads = host.requests("GET /api/status").len();
    let resume = "document.querySelector('mailbox-password').resume();";
    browser.run(resume, json!([])).await;
    host.wait_for_request("GET /api/status", reads + 1).await;
}

/// There may be no prompt so far; then a change succeeds, and there is exactly one prompt: to update.
async fn check(host: &HostServer, browser: &Browser) {
    host.respond("POST /api/password", Response::changed());
    browser.press("Change").await;
    browser.wait_for_focus("Your password was changed.").await;
    let log = until("Chromium's prompt", || async {
        Some(browser.chromium_log()).filter(|log| log.contains(PROMPT))
    })
    .await;
    assert_eq!(
        log.matches(PROMPT).count(),
        1,
        "one prompt, after the successful change"
    );
    let answered = log.rfind("Successful submission indicator event").unwrap();
    assert!(
        log.find(PROMPT) > Some(answered),
        "the prompt follows the change"
    );
    let state = log.rsplit("The new state of the UI:").next().unwrap();
    assert!(state.contains(UPDATE), "{state}");
}

#[tokio::test]
async fn after_a_change_the_saved_password_is_offered_for_update() {
    let (host, _profile, browser) = ready(Response::changed()).await;
    browser.fill_in(OLD, NEW).await;
    check(&host, &browser).await;
}

#[tokio::test]
async fn after_a_refusal_or_a_lock_no_update_is_offered() {
    let wrong = Response::problem(
        422,
        "current-password-incorrect",
        json!({ "attemptsLeft": 3 }),
    );
    let (host, _profile, browser) = ready(wrong).await;
    browser.fill_in("Crimson-Gallery-88", NEW).await;
    browser.press("Change").await;
    browser
        .wait_for_text("This is not the current password.")
        .await;
    resume_and_wait_for_status(&host, &browser).await;

    let locked = Response::problem(423, "mailbox-locked", json!({ "unlocksInSeconds": 900 }));
    host.respond("POST /api/password", locked);
    browser.press("Change").await;
    browser.wait_for_focus("The mailbox is locked.").await;
    resume_and_wait_for_status(&host, &browser).await;

    browser.fill("Current password", OLD).await;
    assert!(
        !browser.chromium_log().contains(PROMPT),
        "nothing was changed yet"
    );
    check(&host, &browser).await;
}

#[tokio::test]
async fn while_the_outcome_is_unknown_no_update_is_offered() {
    let (host, _profile, browser) = ready(Response::new(500, "text/plain", "no")).await;
    browser.fill_in(OLD, NEW).await;
    browser.press("Change").await;
    browser
        .wait_for_focus("We do not know whether your password was changed.")
        .await;
    browser.press("Check").await;
    browser.wait_for_text("Not changed so far").await;
    browser.shift_clock(61).await;
    browser.press("Check").await;
    browser
        .wait_for_text("Your password was not changed. You can try again.")
        .await;
    assert!(
        !browser.chromium_log().contains(PROMPT),
        "nothing was changed yet"
    );
    check(&host, &browser).await;
}

#[tokio::test]
async fn the_administrators_form_never_offers_to_save_a_password() {
    let (host, _profile, browser) = ready_on(&HostPage::administrator(), Response::changed()).await;
    for is_generated in [false, true] {
        browser.open(host.url("/")).await;
        browser.wait_for_text("12+ characters").await;
        assert_eq!(browser.value("Password").await, "", "nothing is filled in");
        if is_generated {
            browser.press("Generate").await;
        } else {
            browser.fill("Password", "Crimson-Gallery-88").await;
            browser.fill("Confirm", "Crimson-Gallery-88").await;
        }
        browser.press("Save").await;
        browser.wait_for_focus("The password was changed.").await;
        browser.wait_for("button", "Copy this note").await;
    }
    // To show that prompts were possible: the same browser prompts after a change in the own form.
    host.respond("GET /", Response::html(HostPage::complete().html()));
    browser.open(host.url("/")).await;
    browser.wait_for_text("12+ characters").await;
    browser.fill_in(OLD, NEW).await;
    check(&host, &browser).await;
}

/// Clicks on a heading and presses a key: Chromium hides filled-in values from scripts until there was user input.
async fn interact(browser: &Browser, heading: &str) {
    let heading = browser.find_by_name("heading", heading).await;
    heading.click().await.unwrap();
    browser.press_key(Key::Shift).await;
}

#[tokio::test]
async fn the_administrators_own_login_is_not_filled_into_the_form() {
    let panel = Panel::start().await;
    let profile = Profile::with_the_administrator_at(&panel.url("")).await;
    let browser = Launch::default()
        .password_manager()
        .profile(profile.path())
        .run()
        .await;
    // The login is filled into the sign-in form.
    browser.open(panel.url("/admin")).await;
    until("the saved login in the sign-in", async || {
        interact(&browser, "Sign in as an administrator").await;
        let filled = [
            browser.value("E-mail address").await,
            browser.value("Password").await,
        ];
        (filled == [ADMINISTRATOR, ADMINISTRATORS_PASSWORD]).then_some(())
    })
    .await;
    browser.press("Sign in").await;
    browser.wait_for_page_text("Microsoft Exchange").await;
    let before = browser.chromium_log().matches(FILL).count();
    browser.open_mailbox("Ann Bell ann@example.com").await;
    browser.wait_for_text("12+ characters").await;
    until("Chromium has looked at the form", async || {
        (browser.chromium_log().matches(FILL).count() > before).then_some(())
    })
    .await;
    interact(&browser, "Ann Bell").await;
    for (label, value) in [("User Name", ANN), ("Password", ""), ("Confirm", "")] {
        assert_eq!(browser.value(label).await, value, "{label}");
    }
    browser.fill("Password", NEW).await;
    browser.fill("Confirm", NEW).await;
    browser.press("Save").await;
    browser.wait_for_focus("The password was changed.").await;
    browser.wait_for("button", "Copy this note").await;
    interact(&browser, "Ann Bell").await;
    assert!(
        !browser.chromium_log().contains(PROMPT),
        "nothing is offered"
    );
    // No saved password was filled into any field.
    let (other, webmail) = (Browser::start().await, panel.url("/webmail"));
    assert!(other.webmail_accepts(&webmail, ANN, NEW).await);
}
