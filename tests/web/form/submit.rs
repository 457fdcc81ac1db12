//! Submitting: each submit sends one request, and its response is one of three outcomes.

use mailbox_password::{Command, HostEvent};
use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::*;

use crate::harness::host_app::{CURRENT, Host, NEW, Options, valid_config};
use crate::harness::mock_fetch::{BackEnd, Reply, body, problem};
use crate::harness::wait::{settle, until};

const POST: &str = "POST /password";

/// Sends a change that gets this response, and checks the text and the events.
async fn check(reply: Reply, says: &str, events: &[&str]) -> (BackEnd, Host) {
    let back_end = BackEnd::new().with_response(POST, reply);
    let host = Host::with(json!({})).await;
    host.fill();
    host.press("Change");
    host.wait_for_text(says).await;
    settle().await;
    assert_eq!(back_end.count(POST), 1, "one submit is one request");
    assert_eq!(names(&host), events);
    (back_end, host)
}

/// The names of the events after *ready*.
fn names(host: &Host) -> Vec<String> {
    let name = |event: &HostEvent| {
        format!("{event:?}")
            .split([' ', '{'])
            .next()
            .unwrap()
            .to_owned()
    };
    host.events().iter().skip(1).map(name).collect()
}

fn changed() -> Reply {
    let at = "2026-03-01T12:00:00Z";
    Reply::Json(200, json!({ "changedAt": at, "now": at }))
}

#[wasm_bindgen_test]
async fn passwords_are_sent_exactly_as_typed() {
    let back_end = BackEnd::new().with_response(POST, changed());
    let host = Host::with(json!({})).await;
    let typed = " nëw 🦀\\\"password\" ";
    host.type_into("current", CURRENT);
    host.type_into("new", typed);
    host.type_into("confirm", typed);
    host.press("Change");
    host.wait_for_text("Your password was changed.").await;
    let request = back_end.requests(POST).remove(0);
    assert_eq!(
        body(&request).await,
        json!({ "mailbox": "ann@example.com", "currentPassword": CURRENT, "newPassword": typed })
    );
    let key = request.headers().get("idempotency-key").unwrap().unwrap();
    assert_eq!(key.len(), 38, "a quoted UUID: {key}");
    assert_eq!(
        request.referrer_policy(),
        web_sys::ReferrerPolicy::NoReferrer
    );
    assert_eq!(request.redirect(), web_sys::RequestRedirect::Manual);
}

#[wasm_bindgen_test]
async fn the_form_is_removed_after_a_change() {
    let events = ["BeforeSubmit", "Changed", "Settled"];
    let (back_end, host) = check(changed(), "Your password was changed.", &events).await;
    assert!(host.find("form, input[type=password]").is_none());
    let key = back_end.requests(POST)[0]
        .headers()
        .get("idempotency-key")
        .unwrap()
        .unwrap();
    let expected = HostEvent::Changed {
        mailbox: "ann@example.com".into(),
        changed_at: mailbox_password::json::instant("2026-03-01T12:00:00Z"),
        reference: Some(key[1..7].into()),
    };
    assert!(host.events().contains(&expected), "{:?}", host.events());
}

#[wasm_bindgen_test]
async fn a_refusal_keeps_the_form_and_its_fields() {
    let reply = problem(422, "current-password-incorrect");
    let events = ["BeforeSubmit", "Failed", "Settled"];
    let (_back_end, host) = check(reply, "This is not the current password.", &events).await;
    assert_eq!(host.field("new").value(), NEW);
    assert_eq!(
        host.field("current")
            .get_attribute("aria-invalid")
            .as_deref(),
        Some("true")
    );
}

#[wasm_bindgen_test]
async fn an_expired_session_is_reported_and_nothing_is_resent() {
    let events = ["BeforeSubmit", "Failed", "SessionExpired", "Settled"];
    let (back_end, host) = check(
        problem(401, "session-expired"),
        "Your session has ended.",
        &events,
    )
    .await;
    host.ask(Command::Resume);
    until("the text is removed", || {
        !host.shows("Your session has ended.")
    })
    .await;
    assert_eq!(back_end.count(POST), 1);
    assert_eq!(host.field("current").value(), CURRENT);
}

#[wasm_bindgen_test]
async fn a_lost_response_is_unknown_and_blocks_sending() {
    let events = ["BeforeSubmit", "Unknown", "Settled"];
    for reply in [
        Reply::Broken,
        Reply::Json(500, Value::Null),
        Reply::Json(200, Value::Null),
    ] {
        let says = "We do not know whether your password was changed.";
        let (back_end, host) = check(reply, says, &events).await;
        assert_eq!(
            host.field("new").value(),
            NEW,
            "the field keeps the only copy"
        );
        host.press("Change");
        settle().await;
        assert_eq!(back_end.count(POST), 1);
        host.ask(Command::Reset);
        settle().await;
    }
}

#[wasm_bindgen_test]
async fn a_cancelled_submit_sends_nothing() {
    let back_end = BackEnd::new();
    let host = Host::show(Options {
        allows_submit: false,
        ..Options::default()
    })
    .await;
    host.fill();
    host.press("Change");
    host.wait_for_text("Nothing was sent.").await;
    assert_eq!(names(&host), ["BeforeSubmit"]);
    assert_eq!(back_end.count(POST), 0);
}

#[wasm_bindgen_test]
async fn a_second_submit_during_a_request_is_ignored() {
    let back_end = BackEnd::new().with_response(POST, Reply::Never);
    let host = Host::with(json!({})).await;
    host.fill();
    host.press("Change");
    until("the request is sent", || {
        back_end.count(POST) == 1 && host.is_busy()
    })
    .await;
    host.press("Changing…");
    settle().await;
    assert_eq!(back_end.count(POST), 1);
    assert!(host.field("new").read_only() && !host.field("new").disabled());
}

#[wasm_bindgen_test]
async fn headers_that_do_not_come_in_time_send_nothing() {
    let back_end = BackEnd::new().with_response(POST, changed());
    let mut config = valid_config(json!({ "timeout": 1 }));
    config.headers = Some(js_sys::Function::new_no_args(
        "return new Promise(() => {})",
    ));
    let host = Host::show(Options {
        config,
        ..Options::default()
    })
    .await;
    host.fill();
    host.press("Change");
    host.wait_for_text("The page could not prepare the request. Nothing was sent.")
        .await;
    assert_eq!(back_end.count(POST), 0);
    assert_eq!(host.field("new").value(), NEW);
}

#[wasm_bindgen_test]
async fn failing_headers_send_nothing() {
    for script in [
        "throw new Error('no')",
        "return Promise.reject('no')",
        "return { 'bad name': '1' }",
    ] {
        let back_end = BackEnd::new().with_response(POST, changed());
        let mut config = valid_config(json!({}));
        config.headers = Some(js_sys::Function::new_no_args(script));
        let host = Host::show(Options {
            config,
            ..Options::default()
        })
        .await;
        host.fill();
        host.press("Change");
        host.wait_for_text("The page could not prepare the request.")
            .await;
        assert_eq!(back_end.count(POST), 0, "{script}");
    }
}

#[wasm_bindgen_test]
async fn the_page_can_add_headers_but_not_replace_ours() {
    let back_end = BackEnd::new().with_response(POST, changed());
    let script = "return { 'X-Page': `${about.purpose} ${new URL(about.url).pathname}`, 'Idempotency-Key': 'mine' }";
    let mut config = valid_config(json!({}));
    config.headers = Some(js_sys::Function::new_with_args("about", script));
    let host = Host::show(Options {
        config,
        ..Options::default()
    })
    .await;
    host.fill();
    host.press("Change");
    host.wait_for_text("Your password was changed.").await;
    let headers = back_end.requests(POST)[0].headers();
    assert_eq!(
        headers.get("x-page").unwrap().as_deref(),
        Some("change /password")
    );
    assert_ne!(
        headers.get("idempotency-key").unwrap().as_deref(),
        Some("mine")
    );
}

#[wasm_bindgen_test]
async fn the_csrf_token_is_read_at_submit() {
    let document = web_sys::window().unwrap().document().unwrap();
    let meta = document.create_element("meta").unwrap();
    meta.set_attribute("name", "csrf-token").unwrap();
    meta.set_attribute("content", "early").unwrap();
    document.head().unwrap().append_child(&meta).unwrap();

    let back_end = BackEnd::new().with_response(POST, changed());
    let members = json!({ "csrfHeader": "X-Token", "csrfSource": "meta:csrf-token" });
    let host = Host::with(members).await;
    meta.set_attribute("content", "late").unwrap();
    host.fill();
    host.press("Change");
    host.wait_for_text("Your password was changed.").await;
    let token = back_end.requests(POST)[0].headers().get("x-token").unwrap();
    meta.unchecked_ref::<web_sys::Element>().remove();
    assert_eq!(token.as_deref(), Some("late"));
}

#[wasm_bindgen_test]
async fn below_a_refusal_the_administrators_number_is_a_link_and_the_reference_has_its_own_line() {
    let refused = problem(403, "change-not-allowed");
    let _back_end = BackEnd::new().with_response(POST, refused);
    let host = Host::with(json!({ "help": "tel:+1-555-0100" })).await;
    let number = ".mbp-status p:not([hidden]) > a[href='tel:+1-555-0100']";
    assert!(host.find(number).is_none());
    host.fill();
    host.press("Change");
    host.wait_for_text("How to reach your administrator: +1-555-0100")
        .await;
    assert_eq!(host.get(number).inner_text(), "+1-555-0100");
    let below = host.get(".mbp-status > .mbp-note").text_content().unwrap();
    assert!(below.contains("+1-555-0100\nReference: "), "{below:?}");
}

#[wasm_bindgen_test]
async fn the_form_of_the_next_change_is_judged_and_read() {
    let events = ["BeforeSubmit", "Changed", "Settled"];
    let (back_end, host) = check(changed(), "Your password was changed.", &events).await;
    host.ask(Command::Reset);
    let again = "Change the password again";
    host.wait_for_text(again).await;
    host.press(again);
    until("the form is back", || host.find("form").is_some()).await;
    host.type_into("new", NEW);
    host.type_into("confirm", "other");
    host.leave("confirm");
    let mismatch = "The two new passwords do not match.";
    host.wait_for_text(mismatch).await;
    host.fill();
    host.press("Change");
    until("it is sent", || back_end.count(POST) == 2).await;
    let sent = body(&back_end.requests(POST).remove(1)).await;
    assert_eq!(sent["newPassword"], NEW);
}
