//! One button at most is filled in each state of both roles, and it is the right next step.

use serde_json::json;
use system_tests::{Browser, HostPage, HostServer, State, until};

/// The filled button of a state; none where the person has to wait or to decide.
fn next_step(state: &str) -> &'static [&'static str] {
    match state {
        "locked" | "locked-by-administrator" | "locked-on-load" => &["Start with step 1"],
        "changing" => &["Changing…"],
        "unknown" | "not-so-far" | "admin-unknown" => &["Check"],
        "changed" | "answered" | "forgotten" | "seen" | "unfinished" => &["Mark as done"],
        "all-done" => &["Open webmail"],
        "by-webmail"
        | "no-devices"
        | "recovery-gather"
        | "misconfigured"
        | "admin-locked"
        | "recovery-done"
        | "recovery-administrators-done"
        | "stepwise-unlocked" => &[],
        "admin-locked-with-recovery" => &["Recover it step by step"],
        "admin-changed" | "admin-must-change" | "admin-still-locked" | "admin-unlocked" => {
            &["Copy this note"]
        }
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
    }
}

#[tokio::test]
async fn the_own_form_fills_the_next_step() {
    check(&State::OWN).await;
}

#[tokio::test]
async fn the_other_modes_fill_the_next_step() {
    check(&State::MODES).await;
}
