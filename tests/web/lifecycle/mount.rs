//! Mounting the component in a Leptos app beside the host's own content.

use mailbox_password::{Command, HostEvent};
use serde_json::json;
use wasm_bindgen_test::*;

use crate::harness::host_app::{Host, Options, valid_config};
use crate::harness::mock_fetch::{BackEnd, Reply};
use crate::harness::wait::{settle, until};

/// Checks that an element is focused.
async fn check(host: &Host, part: &str) {
    let selector = format!("[id$=\"-{part}\"]");
    let is_focused = || {
        host.find(&selector)
            .is_some_and(|part| part.matches(":focus").unwrap())
    };
    until(&format!("{part} has the focus"), is_focused).await;
}

#[wasm_bindgen_test]
async fn it_mounts_in_the_host_and_dispatches_ready_once() {
    let host = Host::with(json!({})).await;
    assert_eq!(host.events(), [HostEvent::Ready]);
    assert_eq!(host.get("h1").inner_text(), "Settings");
    assert_eq!(host.get("p.last").inner_text(), "Ready");
    assert!(
        host.find("main > [data-mailbox-password=form] form")
            .is_some()
    );
}

#[wasm_bindgen_test]
async fn no_request_is_sent_without_an_endpoint() {
    let back_end = BackEnd::new();
    let host = Host::with(json!({ "policyEndpoint": "/policy" })).await;
    until("the policy is requested", || {
        back_end.count("GET /policy") == 1
    })
    .await;
    settle().await;
    for name in [
        "GET /status",
        "GET /devices",
        "GET /password",
        "POST /password",
    ] {
        assert_eq!(back_end.count(name), 0, "{name}");
    }
    drop(host);
}

#[wasm_bindgen_test]
async fn the_form_has_the_autocomplete_tokens_of_password_managers() {
    let host = Host::with(json!({})).await;
    let username = host.field("username");
    assert_eq!(username.value(), "ann@example.com");
    assert!(username.read_only());
    for (part, autocomplete) in [
        ("username", "username"),
        ("current", "current-password"),
        ("new", "new-password"),
        ("confirm", "new-password"),
    ] {
        let field = host.field(part);
        assert_eq!(
            field.get_attribute("autocomplete").as_deref(),
            Some(autocomplete)
        );
        assert!(
            !field.has_attribute("name") && !field.has_attribute("maxlength"),
            "{part}"
        );
    }
}

#[wasm_bindgen_test]
async fn two_widgets_on_one_page_are_independent() {
    let first = Host::with(json!({})).await;
    let second = Host::show(Options {
        config: valid_config(json!({ "mailbox": "bob@example.com" })),
        prefix: "other",
        ..Options::default()
    })
    .await;
    second.type_into("new", "x");
    assert_eq!(first.field("new").value(), "");
    assert_eq!(
        second
            .get("#other-username")
            .get_attribute("value")
            .as_deref(),
        Some("bob@example.com")
    );
    assert!(first.find("#other-username").is_none());
}

#[wasm_bindgen_test]
async fn markup_is_shown_as_text() {
    let markup = "<img src=x onerror=alert(1)>";
    let host = Host::with(json!({
        "mailbox": format!("{markup}@example.com"),
        "texts": { "heading": markup },
        "help": markup,
        "statement": markup,
    }))
    .await;
    assert!(host.shows(markup));
    assert!(host.find("img").is_none());
    assert_eq!(
        host.field("username").value(),
        format!("{markup}@example.com")
    );
}

#[wasm_bindgen_test]
async fn reconfiguring_keeps_the_fields() {
    let host = Host::with(json!({})).await;
    host.fill();
    host.configure(valid_config(json!({ "texts": { "change": "Go" } })));
    host.wait_for_text("Go").await;
    assert_ne!(host.field("current").value(), "");
    assert_eq!(host.events(), [HostEvent::Ready], "it is the same form");
}

#[wasm_bindgen_test]
async fn the_handle_focuses_and_resets_the_form() {
    let host = Host::with(json!({})).await;
    host.ask(Command::Focus);
    check(&host, "current").await;
    host.fill();
    host.ask(Command::Reset);
    until("the fields are empty", || {
        ["current", "new", "confirm"]
            .iter()
            .all(|part| host.field(part).value().is_empty())
    })
    .await;
}

#[wasm_bindgen_test]
async fn commands_given_in_one_task_are_all_executed() {
    let back_end = BackEnd::new();
    let host = Host::with(json!({ "policyEndpoint": "/policy" })).await;
    host.ask(Command::Resume);
    host.ask(Command::Focus);
    check(&host, "current").await;
    let is_asked_again = || back_end.count("GET /policy") == 2;
    until("the policy is requested again", is_asked_again).await;
}

#[wasm_bindgen_test]
async fn busy_is_set_as_soon_as_a_request_starts() {
    let back_end = BackEnd::new().with_response("POST /password", Reply::Never);
    let host = Host::with(json!({})).await;
    host.fill();
    assert!(!host.is_busy());
    host.press("Change");
    assert!(host.is_busy());
    let is_sent = || back_end.count("POST /password") == 1;
    until("the request is sent", is_sent).await;
}

#[wasm_bindgen_test]
async fn headings_follow_the_configured_level() {
    let _back_end =
        BackEnd::new().with_response("GET /status", Reply::Json(200, json!({ "locked": true })));
    let host = Host::with(json!({ "headingLevel": 4, "statusEndpoint": "/status" })).await;
    host.wait_for_text("The mailbox is locked.").await;
    for (part, level) in [("heading", "4"), ("locked", "4")] {
        let heading = host.get(&format!("[id$=\"-{part}\"][role=heading]"));
        assert_eq!(
            heading.get_attribute("aria-level").as_deref(),
            Some(level),
            "{part}"
        );
    }
}

#[wasm_bindgen_test]
async fn the_new_password_field_is_described_by_visible_text() {
    let host = Host::with(json!({})).await;
    let describes = |words: &str| {
        let ids = host.field("new").get_attribute("aria-describedby").unwrap();
        let mut parts = ids.split(' ').map(|id| host.get(&format!("#{id}")));
        // Hidden descriptions are read as well, so only visible ones may be referenced.
        parts.any(|part| part.text_content().unwrap().contains(words))
    };
    assert!(describes("You will type it on every device"));
    assert!(!describes("12+ characters"));
    host.configure(valid_config(json!({ "policy": { "minLength": 12 } })));
    until("there are rules", || describes("12+ characters")).await;
    host.press("Change");
    until("the missing password is reported", || {
        describes("Enter a new password.")
    })
    .await;
}

#[wasm_bindgen_test]
async fn passwordrules_reflects_the_policy() {
    let host = Host::with(json!({ "policy": { "minLength": 12, "maxLength": 64 } })).await;
    let rules = host.field("new").get_attribute("passwordrules").unwrap();
    assert!(
        rules.contains("minlength: 12;") && rules.contains("maxlength: 64;"),
        "{rules}"
    );
    for part in ["current", "confirm"] {
        assert!(!host.field(part).has_attribute("passwordrules"), "{part}");
    }
}

#[wasm_bindgen_test]
async fn a_locked_mailbox_is_shown_above_a_usable_form() {
    let _back_end = BackEnd::new().with_response(
        "GET /status",
        Reply::Json(200, json!({ "locked": true, "unlocksInSeconds": 900 })),
    );
    let host = Host::with(json!({ "statusEndpoint": "/status" })).await;
    host.wait_for_text("The mailbox is locked.").await;
    host.type_into("new", "x");
    assert_eq!(host.get(".mbp-notice ol").children().length(), 5);
}

#[wasm_bindgen_test]
async fn unmounting_removes_everything() {
    let host = Host::with(json!({})).await;
    host.unmount().await;
    assert!(host.find("[data-mailbox-password]").is_none());
    assert_eq!(host.get("h1").inner_text(), "Settings", "the host stays");
    assert_eq!(host.events(), [HostEvent::Ready], "nothing was under way");
    for command in [
        Command::Check,
        Command::Focus,
        Command::Reset,
        Command::Resume,
    ] {
        host.ask(command);
    }
    settle().await;
}
