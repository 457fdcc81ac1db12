//! One button at most is filled in each state of both roles, and it is the right next step.

use serde_json::json;
use system_tests::{Browser, HostPage, HostServer, NEW, Response, State, until};

/// The filled button of a state; none where the person has to wait or to decide.
fn next_step(state: &str) -> &'static [&'static str] {
    match state {
        "locked" | "locked-by-administrator" | "locked-on-load" => &["Start with step 1"],
        "changing" => &["Changing…"],
        "unknown" | "not-so-far" | "admin-unknown" => &["Check"],
        "changed" | "answered" | "forgotten" | "seen" | "unfinished" => &["Mark as done"],
        "all-done" | "by-webmail" => &["Open webmail"],
        "no-devices"
        | "recovery-gather"
        | "misconfigured"
        | "admin-locked"
        | "recovery-done"
        | "recovery-administrators-done"
        | "stepwise-unlocked"
        | "rate-limited"
        | "too-soon"
        | "unavailable" => &[],
        "admin-locked-with-recovery" => &["Recover it step by step"],
        "admin-changed" | "admin-must-change" | "admin-still-locked" | "admin-unlocked" => {
            &["Copy this note"]
        }
        "admin-only-generated" => &["Generate"],
        name if name.starts_with("admin") => &["Save"],
        "recovery-guide" | "recovery-ask" | "recovery-stop" => &["Call your administrator"],
        "locked-with-list" | "locked-again" => &["That is every device"],
        "recovery-remove" | "stepwise" => &["Mark as removed"],
        "recovery-enter" => &["It gets mail"],
        "recovery-safe" | "recovery-not-unlocked" => &["Unlock"],
        "recovery-waiting" | "recovery-administrators" | "recovery-not-safe" => {
            &["Copy the steps for the user"]
        }
        _ => &["Change"],
    }
}

async fn check(states: &[State]) {
    let (host, browser) = (HostServer::start().await, Browser::start().await);
    let filled = "return all('mailbox-password .mbp-primary').filter(isSeen).map((e) => nameOf(e).split(':')[0]);";
    for state in states {
        state
            .open(&browser, &host, &HostPage::complete(), None)
            .await;
        let expected = next_step(state.name);
        until(
            &format!("{}: {expected:?} is filled", state.name),
            async || {
                let found = browser.run(filled, json!([])).await;
                (found == json!(expected)).then_some(())
            },
        )
        .await;
        // Generate would alter what was sent.
        let inert = "const e = find('button', 'Generate'); return e && e.ariaDisabled === 'true';";
        let is_inert = browser.run(inert, json!([])).await;
        if let Some(is_inert) = is_inert.as_bool() {
            assert_eq!(is_inert, state.name == "admin-unknown", "{}", state.name);
        }
    }
}

#[tokio::test]
async fn generate_is_the_next_step_until_there_is_a_password_and_inert_while_one_is_sent() {
    let only_generated = json!({ "supports": { "typedByAdministrator": false } });
    let (host, browser) = HostPage::administrator()
        .open_with_policy(only_generated)
        .await;
    host.respond("POST /api/password", Response::changed().held());
    let filled = "return all('mailbox-password .mbp-primary').filter(isSeen).map(nameOf);";
    let check = async |expected: &str| {
        until(&format!("only {expected} is filled"), async || {
            let found = browser.run(filled, json!([])).await;
            (found == json!([expected])).then_some(())
        })
        .await;
    };
    check("Generate").await;
    browser.press("Generate").await;
    check("Save").await;
    let generated = browser.generated_password().await;
    browser.press("Save").await;
    check("Saving…").await;
    browser.press("Generate").await;
    assert_eq!(browser.value("Password").await, generated);
    let disabled = "return find('button', 'Generate').ariaDisabled;";
    assert_eq!(browser.run(disabled, json!([])).await, json!("true"));
    host.release_held().await;
    browser.wait_for_focus("The password was changed.").await;
}

#[tokio::test]
async fn generate_works_while_save_waits() {
    let limited = Response::problem(429, "rate-limited", json!({ "retryAfter": 300 }));
    let (host, browser) = HostPage::administrator().open_with_policy(json!({})).await;
    host.respond("POST /api/password", limited);
    browser.save(NEW).await;
    browser.wait_for_text("You can try again from").await;
    browser.press("Generate").await;
    browser.generated_password().await;
}

#[tokio::test]
async fn the_own_form_fills_the_next_step() {
    check(&State::OWN).await;
}

#[tokio::test]
async fn the_other_modes_fill_the_next_step() {
    check(&State::MODES).await;
}
