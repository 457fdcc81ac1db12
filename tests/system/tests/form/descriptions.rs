//! What a screen reader says after the name of a field or of the button: short, and true, in every state of the form.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, NEW, OLD, Response, State};

/// The role, the names that a control may have, and how many words may describe it.
const LIMITS: [(&str, &[&str], usize); 2] = [
    ("textbox", &["New password"], 25),
    ("button", &["Change", "Changing…", "Save"], 20),
];

/// The description that the browser computes for a control; `None` if there is no such control.
async fn description(browser: &Browser, role: &str, names: &[&str]) -> Option<String> {
    let tree = browser.cdp("Accessibility.getFullAXTree", json!({})).await;
    let nodes = tree["nodes"].as_array().unwrap();
    let node = nodes.iter().find(|node| {
        let name = node["name"]["value"].as_str().unwrap_or_default();
        node["role"]["value"] == role && names.contains(&name)
    })?;
    let description = node["description"]["value"].as_str().unwrap_or_default();
    Some(description.to_owned())
}

#[tokio::test]
async fn descriptions_are_short_in_every_state_of_the_form() {
    let (host, browser) = (HostServer::start().await, Browser::start().await);
    let mut long = Vec::new();
    let mut count = 0;
    let after = [
        "changed",
        "answered",
        "all-done",
        "unfinished",
        "seen",
        "no-devices",
        "forgotten",
        "locked-with-list",
        "locked-again",
        "misconfigured",
    ];
    let has_form = |state: &&State| !after.contains(&state.name);
    let administrators = |state: &&State| state.name.starts_with("admin");
    let own = State::OWN.iter().filter(has_form);
    for state in own.chain(State::MODES.iter().filter(administrators)) {
        state
            .open(&browser, &host, &HostPage::complete(), None)
            .await;
        for (role, names, most) in LIMITS {
            let Some(words) = description(&browser, role, names).await else {
                continue;
            };
            count += 1;
            let length = words.split_whitespace().count();
            if length > most {
                long.push(format!(
                    "{}: {length} words for {names:?}: {words}",
                    state.name
                ));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
    assert!(count >= 48, "{count} descriptions");
}

#[tokio::test]
async fn the_button_is_described_by_what_it_waits_for() {
    let (host, browser) = HostPage::complete().ready().await;
    host.wait_for_request("GET /api/status", 1).await;
    let (role, names, _) = LIMITS[1];
    let words = description(&browser, role, names).await.unwrap();
    assert!(
        words.starts_with("After the change, enter it on every device"),
        "{words}"
    );
    host.respond("POST /api/password", Response::new(500, "text/plain", "no"));
    browser.change(OLD, NEW).await;
    browser.wait_for("button", "Check").await;
    let words = description(&browser, role, names).await.unwrap();
    assert!(words.starts_with("Waiting for Check"), "{words}");
}

#[tokio::test]
async fn a_password_that_expires_is_described_at_its_field() {
    let soon = json!({ "expiresAt": "2026-11-28T20:00:00Z" });
    let status = Response::status("2026-09-01T08:00:00Z", soon);
    let (_host, browser) = HostPage::complete()
        .open_with(|host| host.respond("GET /api/status", status))
        .await;
    let words = "Your password expires in 5 days.";
    browser.wait_for_text(words).await;
    let found = description(&browser, "textbox", &["Current password"]).await;
    assert_eq!(found.as_deref(), Some(words));
}

#[tokio::test]
async fn a_rule_that_the_back_end_says_is_broken_is_not_shown_as_met() {
    let violations = json!({ "violations": [{ "rule": "display-name" }] });
    let refusal = Response::problem(422, "password-rejected", violations);
    let (_host, browser) = HostPage::complete()
        .open_with(|host| host.respond("POST /api/password", refusal))
        .await;
    browser.wait_for_text("12+ characters").await;
    let rules = "return all('.mbp-rule').filter(isSeen).map((e) => [e.dataset.state, e.innerText.includes('met')]);";
    browser.fill_in(OLD, NEW).await;
    let met = json!(["met", true]);
    let typed: Value = browser.run(rules, json!([])).await;
    assert_eq!(typed, json!([met, met, met]));
    browser.press("Change").await;
    browser
        .wait_for_text("The mail server refused it. Its rules: no part of your name.")
        .await;
    let refused = browser.run(rules, json!([])).await;
    assert_eq!(refused, json!([met, met, ["unmet", false]]));
}
