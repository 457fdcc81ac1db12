//! The modes `admin` and `recovery`: their configuration, and the component in each of them in a Leptos app.

use mailbox_password::{
    Command, HostEvent,
    config::{self, Config, ConfigError, Mode, Side, Source},
};
use serde_json::{Value, json};
use wasm_bindgen_test::*;

use crate::harness::host_app::{Host, NEW, read, valid_config};
use crate::harness::mock_fetch::{BackEnd, Reply, body};
use crate::harness::wait::{settle, until};

/// Parses these attributes.
fn of(attributes: &Value) -> Result<Config, Vec<ConfigError>> {
    config::read(&Source {
        attributes: read(attributes),
        secure: true,
        ..Source::default()
    })
}

/// Checks which element is focused by the command `Focus`.
async fn check_focus(host: &Host, part: &str) {
    host.ask(Command::Focus);
    let selector = format!("[id$=\"-{part}\"]");
    let has_focus = || {
        host.find(&selector)
            .is_some_and(|part| part.matches(":focus").unwrap())
    };
    until(&format!("{part} has the focus"), has_focus).await;
}

#[wasm_bindgen_test]
fn only_recovery_needs_neither_mailbox_nor_endpoint() {
    let missing = ["mailbox", "endpoint"].map(|name| ConfigError::Missing { name });
    for mode in ["self", "admin"] {
        assert_eq!(of(&json!({ "mode": mode })).unwrap_err(), missing, "{mode}");
    }
    let guide = of(&json!({ "mode": "recovery" })).unwrap();
    assert_eq!((guide.mode, guide.side), (Mode::Recovery, Side::User));
    assert!(guide.mailbox.is_empty() && guide.unlock_endpoint.is_none());
}

#[wasm_bindgen_test]
fn unknown_modes_and_sides_are_rejected() {
    let full = |mode: &str, side: &str| json!({ "mode": mode, "side": side, "mailbox": "ann@example.com", "endpoint": "/password" });
    let admin = of(&full("admin", "administrator")).unwrap();
    assert_eq!(
        (admin.mode, admin.side),
        (Mode::Administrator, Side::Administrator)
    );
    let own = of(&full("self", "administrator")).unwrap();
    assert_eq!((own.mode, own.side), (Mode::User, Side::User));
    let admin = of(&full("admin", "user")).unwrap();
    assert_eq!(admin.side, Side::Administrator, "as the mode says");
    for (mode, side, name) in [("Admin", "user", "mode"), ("recovery", "admin", "side")] {
        let errors = of(&full(mode, side)).unwrap_err();
        let is_it = |error: &ConfigError| matches!(error, ConfigError::BadValue { name: found, .. } if *found == name);
        assert!(errors.iter().all(is_it), "{mode} {side}: {errors:?}");
    }
}

#[wasm_bindgen_test]
fn the_mailbox_is_encoded_in_the_unlock_and_recovery_urls() {
    let mailbox = "ann+x&y/z@example.com";
    let encoded = "ann%2Bx%26y%2Fz%40example.com";
    let with = |unlock: &str, recovery: &str| {
        of(
            &json!({ "mode": "recovery", "mailbox": mailbox, "unlock-endpoint": unlock, "recovery-url": recovery }),
        )
    };
    let found = with(
        "/{mailbox}/unlock",
        "https://panel.example.com/recovery?mailbox={mailbox}",
    )
    .unwrap();
    let unlock = found.unlock_endpoint.unwrap().url;
    assert!(unlock.ends_with(&format!("/{encoded}/unlock")), "{unlock}");
    let url = format!("https://panel.example.com/recovery?mailbox={encoded}");
    assert_eq!(found.recovery_url, Some(url));
    for bad in [
        "javascript:alert(1)",
        "data:text/html,x",
        "http://panel.example.com/",
    ] {
        let errors = with("/unlock", bad).unwrap_err();
        assert_eq!(
            errors,
            [ConfigError::BadValue {
                name: "recovery-url",
                expected: "an https: address"
            }],
            "{bad}"
        );
    }
    let elsewhere = with("https://elsewhere.example.com/unlock", "/recovery").unwrap_err();
    assert!(
        matches!(
            &elsewhere[..],
            [ConfigError::ForeignOrigin {
                name: "unlock-endpoint",
                ..
            }]
        ),
        "{elsewhere:?}"
    );
}

#[wasm_bindgen_test]
async fn the_administrators_form_saves_without_a_current_password() {
    let changed = json!({ "changedAt": "2026-11-23T14:03:00Z", "now": "2026-11-23T14:03:00Z" });
    let back_end = BackEnd::new().with_response("POST /password", Reply::Json(200, changed));
    let host = Host::with(json!({ "mode": "admin" })).await;
    assert!(host.shows("User Name") && host.find("[id$=-current]").is_none());
    check_focus(&host, "new").await;
    host.type_into("new", NEW);
    host.type_into("confirm", NEW);
    host.press("Save");
    host.wait_for_text("Hand it over").await;
    let sent = back_end.requests("POST /password");
    assert_eq!(sent.len(), 1);
    let expected = json!({ "mailbox": "ann@example.com", "newPassword": NEW });
    assert_eq!(body(&sent[0]).await, expected);
    let is_changed = |event: &HostEvent| matches!(event, HostEvent::Changed { .. });
    until("the event is dispatched", || {
        host.count_events(is_changed) == 1
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_generated_password_fills_both_fields() {
    let host = Host::with(json!({ "mode": "admin" })).await;
    host.press("Generate");
    until("it is generated", || !host.field("new").value().is_empty()).await;
    assert_eq!(host.field("new").value(), host.field("confirm").value());
    until("it is shown", || {
        host.field("new").type_() == "text" && host.field("new").read_only()
    })
    .await;
    host.ask(Command::Reset);
    until("the password is removed", || {
        host.field("new").value().is_empty() && !host.field("new").read_only()
    })
    .await;
}

#[wasm_bindgen_test]
async fn recovery_without_endpoints_sends_no_request() {
    let back_end = BackEnd::new();
    let host = Host::with(json!({ "mode": "recovery" })).await;
    host.wait_for_text("When a mailbox is locked").await;
    assert!(host.find("form").is_none());
    check_focus(&host, "recovery").await;
    host.wait_for_text("Enter the address and the password.")
        .await;
    settle().await;
    for name in [
        "POST /password",
        "GET /status",
        "GET /devices",
        "POST /unlock",
    ] {
        assert_eq!(back_end.count(name), 0, "{name}");
    }
    assert_eq!(host.events(), [HostEvent::Ready]);
}

#[wasm_bindgen_test]
async fn unlocking_is_reported_to_the_host() {
    let back_end = BackEnd::new()
        .with_response("GET /status", Reply::Json(200, json!({ "locked": true })))
        .with_response("POST /unlock", Reply::Json(204, Value::Null));
    let host = Host::with(json!({
        "mode": "recovery", "side": "administrator", "statusEndpoint": "/status", "unlockEndpoint": "/unlock",
    }))
    .await;
    host.wait_for_text("The mailbox is locked.").await;
    host.press("Unlock");
    host.wait_for_text("The mailbox was unlocked today at")
        .await;
    assert_eq!(back_end.count("POST /unlock"), 1);
    let is_unlocked = |event: &HostEvent| matches!(event, HostEvent::Unlocked { mailbox, works_from: None } if mailbox == "ann@example.com");
    until("the event is dispatched", || {
        host.count_events(is_unlocked) == 1
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_form_shows_the_recovery_inside_a_plain_leptos_app() {
    let _back_end =
        BackEnd::new().with_response("GET /status", Reply::Json(200, json!({ "locked": true })));
    let host = Host::with(json!({ "statusEndpoint": "/status" })).await;
    host.wait_for_text("The mailbox is locked.").await;
    host.press("Start with step 1");
    host.wait_for_text("That is every device").await;
    host.type_into("new", "x");
    host.configure(valid_config(
        json!({ "statusEndpoint": "/status", "texts": { "gathered": "Bring it back" } }),
    ));
    host.wait_for_text("Bring it back").await;
    assert_eq!(host.field("new").value(), "x", "it is the same form");
    host.unmount().await;
    assert!(host.find("[data-mailbox-password]").is_none());
}
