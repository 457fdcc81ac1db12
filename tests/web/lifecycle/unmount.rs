//! The widget leaves the page, whatever is under way.

use mailbox_password::HostEvent;
use serde_json::json;
use wasm_bindgen_test::*;

use crate::harness::host_app::Host;
use crate::harness::mock_fetch::{BackEnd, Reply};
use crate::harness::wait::{settle, until};

const POST: &str = "POST /password";

/// What was told about the outcome when it left during a request: unknown, once.
fn check(host: &Host) {
    let is_unknown = |event: &HostEvent| matches!(event, HostEvent::Unknown { .. });
    let is_outcome = |event: &HostEvent| {
        is_unknown(event) || matches!(event, HostEvent::Changed { .. } | HostEvent::Failed { .. })
    };
    assert_eq!(host.times_told(is_unknown), 1, "{:?}", host.told());
    assert_eq!(host.times_told(is_outcome), 1, "{:?}", host.told());
}

async fn sending(back_end: &BackEnd) -> Host {
    let host = Host::with(json!({})).await;
    host.fill();
    host.press("Change");
    until("the request is out", || back_end.count(POST) == 1).await;
    host
}

#[wasm_bindgen_test]
async fn leaving_during_a_request_aborts_it_and_tells_unknown_exactly_once() {
    let back_end = BackEnd::new().answers(POST, Reply::Never);
    let host = sending(&back_end).await;
    let signal = back_end.requests(POST)[0].signal();
    host.take_away().await;
    until("the request is aborted", || signal.aborted()).await;
    settle().await;
    check(&host);
}

#[wasm_bindgen_test]
async fn an_answer_that_comes_as_it_leaves_is_not_told_as_a_second_outcome() {
    let at = "2026-03-01T12:00:00Z";
    let back_end = BackEnd::new().answers(
        POST,
        Reply::Late(200, json!({ "changedAt": at, "now": at })),
    );
    let host = sending(&back_end).await;
    host.take_away().await;
    settle().await;
    check(&host);
}

#[wasm_bindgen_test]
async fn a_form_that_comes_after_one_that_left_during_a_request_stands_in_doubt() {
    let back_end = BackEnd::new().answers(POST, Reply::Never);
    let host = sending(&back_end).await;
    host.take_away().await;
    let next = Host::again(json!({})).await;
    next.until_says("We do not know whether your password was changed.")
        .await;
    assert_eq!(next.field("new").value(), "");
    let reference = |host: &Host| {
        host.told().into_iter().find_map(|event| match event {
            HostEvent::Unknown { reference, .. } => Some(reference),
            _ => None,
        })
    };
    assert_eq!(reference(&host), reference(&next));
}

#[wasm_bindgen_test]
async fn leaving_after_the_end_tells_nothing_more() {
    let back_end = BackEnd::new().answers(POST, Reply::Json(403, json!({})));
    let host = sending(&back_end).await;
    host.until_says("Your password was not changed.").await;
    settle().await;
    let told = host.told();
    host.take_away().await;
    assert_eq!(host.told(), told);
}

#[wasm_bindgen_test]
async fn leaving_while_the_policy_is_on_its_way_is_quiet() {
    let back_end = BackEnd::new().answers("GET /policy", Reply::Never);
    let host = Host::with(json!({ "policyEndpoint": "/policy" })).await;
    until("the policy is asked for", || {
        back_end.count("GET /policy") == 1
    })
    .await;
    host.take_away().await;
    settle().await;
    assert_eq!(host.told(), [HostEvent::Ready]);
}
