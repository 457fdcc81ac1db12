//! Unmounting the component, also during requests.

use mailbox_password::HostEvent;
use serde_json::json;
use wasm_bindgen_test::*;

use crate::harness::host_app::Host;
use crate::harness::mock_fetch::{BackEnd, Reply};
use crate::harness::wait::{settle, until};

const POST: &str = "POST /password";

/// Checks the events after unmounting during a request: exactly one outcome, *unknown*.
fn check(host: &Host) {
    let is_unknown = |event: &HostEvent| matches!(event, HostEvent::Unknown { .. });
    let is_outcome = |event: &HostEvent| {
        is_unknown(event) || matches!(event, HostEvent::Changed { .. } | HostEvent::Failed { .. })
    };
    assert_eq!(host.count_events(is_unknown), 1, "{:?}", host.events());
    assert_eq!(host.count_events(is_outcome), 1, "{:?}", host.events());
}

async fn sending(back_end: &BackEnd) -> Host {
    let host = Host::with(json!({})).await;
    host.fill();
    host.press("Change");
    until("the request is sent", || back_end.count(POST) == 1).await;
    host
}

#[wasm_bindgen_test]
async fn unmounting_during_a_request_aborts_it_and_dispatches_unknown_once() {
    let back_end = BackEnd::new().with_response(POST, Reply::Never);
    let host = sending(&back_end).await;
    let signal = back_end.requests(POST)[0].signal();
    host.unmount().await;
    until("the request is aborted", || signal.aborted()).await;
    settle().await;
    check(&host);
}

#[wasm_bindgen_test]
async fn a_response_that_arrives_during_unmount_is_no_second_outcome() {
    let at = "2026-03-01T12:00:00Z";
    let back_end = BackEnd::new().with_response(
        POST,
        Reply::Late(200, json!({ "changedAt": at, "now": at })),
    );
    let host = sending(&back_end).await;
    host.unmount().await;
    settle().await;
    check(&host);
}

#[wasm_bindgen_test]
async fn a_form_mounted_after_an_interrupted_request_shows_unknown() {
    let back_end = BackEnd::new().with_response(POST, Reply::Never);
    let host = sending(&back_end).await;
    host.unmount().await;
    let next = Host::with_old_storage(json!({})).await;
    next.wait_for_text("We do not know whether your password was changed.")
        .await;
    assert_eq!(next.field("new").value(), "");
    let reference = |host: &Host| {
        host.events().into_iter().find_map(|event| match event {
            HostEvent::Unknown { reference, .. } => Some(reference),
            _ => None,
        })
    };
    assert_eq!(reference(&host), reference(&next));
}

#[wasm_bindgen_test]
async fn unmounting_after_the_outcome_dispatches_nothing() {
    let back_end = BackEnd::new().with_response(POST, Reply::Json(403, json!({})));
    let host = sending(&back_end).await;
    host.wait_for_text("Your password was not changed.").await;
    settle().await;
    let events = host.events();
    host.unmount().await;
    assert_eq!(host.events(), events);
}

#[wasm_bindgen_test]
async fn unmounting_while_the_policy_loads_dispatches_nothing() {
    let back_end = BackEnd::new().with_response("GET /policy", Reply::Never);
    let host = Host::with(json!({ "policyEndpoint": "/policy" })).await;
    until("the policy is requested", || {
        back_end.count("GET /policy") == 1
    })
    .await;
    host.unmount().await;
    settle().await;
    assert_eq!(host.events(), [HostEvent::Ready]);
}
