//! Random answers to all requests of one change: one true outcome, and never a trap.

use mailbox_password::HostEvent;
use serde_json::{Value, json};
use wasm_bindgen_test::*;

use super::documents;
use super::random::{Random, as_text, cases, changed, note};
use crate::harness::host_app::{Host, NEW};
use crate::harness::mock_fetch::{BackEnd, Reply};
use crate::harness::wait::{settle, until};

const POST: &str = "POST /password";

const STATUSES: [u16; 16] = [
    200, 200, 200, 200, 201, 202, 204, 400, 401, 403, 404, 422, 422, 423, 429, 503,
];

const CODES: [&str; 8] = [
    "busy",
    "current-password-incorrect",
    "directory-unavailable",
    "mailbox-locked",
    "password-rejected",
    "rate-limited",
    "session-expired",
    "too-soon",
];

#[wasm_bindgen_test]
async fn a_random_answer_has_one_true_outcome() {
    for case in cases(40) {
        let random = &mut Random::of_case(case);
        let answer = random_answer(random);
        let back_end = BackEnd::new().with_response(POST, answer.clone());
        for (route, document) in [
            ("GET /policy", documents::policy()),
            ("GET /devices", documents::devices()),
            ("GET /status", documents::status()),
        ] {
            let reply = random_reply(random, &document, &[200, 200, 200, 401, 404, 500]);
            note(&format!("{route}: {reply:?}"));
            back_end.set_response(route, reply);
        }
        note(&format!("{answer:?}"));
        play(case, &back_end, &answer).await;
    }
}

async fn play(case: u32, back_end: &BackEnd, answer: &Reply) {
    let host = Host::with(json!({
        "policyEndpoint": "/policy", "devicesEndpoint": "/devices", "statusEndpoint": "/status",
    }))
    .await;
    until(&format!("case {case}: the policy was requested"), || {
        back_end.count("GET /policy") > 0
    })
    .await;
    host.fill();
    settle().await;
    host.press("Change");
    let outcomes = || {
        host.count_events(|event| {
            matches!(
                event,
                HostEvent::Changed { .. } | HostEvent::Failed { .. } | HostEvent::Unknown { .. }
            )
        })
    };
    // A random policy may refuse the password, and a random status may say that the mailbox is locked.
    let is_unsent = || {
        back_end.count(POST) == 0
            && (host.shows("Nothing was sent.") || host.shows("The mailbox is locked."))
    };
    until(&format!("case {case}: an outcome"), || {
        outcomes() == 1 || is_unsent()
    })
    .await;
    settle().await;
    assert!(
        back_end.count(POST) <= 1 && outcomes() == back_end.count(POST),
        "case {case}: one request, one outcome"
    );
    if outcomes() == 0 {
        return;
    }
    let Reply::Text(status, text) = answer else {
        panic!("case {case}: another reply");
    };
    let says_changed = *status == 204 || *status == 200 && text.contains("changedAt");
    let is_refusal =
        (400..500).contains(status) || *status == 503 && text.contains("directory-unavailable");
    for event in host.events() {
        match event {
            HostEvent::Changed { .. } => assert!(says_changed, "case {case}: changed"),
            HostEvent::Failed { .. } => {
                assert!(is_refusal, "case {case}: refused");
                assert_eq!(
                    host.field("new").value(),
                    NEW,
                    "case {case}: what was typed is kept"
                );
            }
            HostEvent::Unknown { .. } => {
                assert!(
                    *status != 204 && !(400..500).contains(status),
                    "case {case}: unknown"
                );
                assert_eq!(
                    host.field("new").value(),
                    NEW,
                    "case {case}: what was typed is kept"
                );
            }
            _ => {}
        }
    }
}

fn random_answer(random: &mut Random) -> Reply {
    let document = match random.chance(50) {
        true => documents::change(),
        false => documents::problem(random.pick(&CODES)),
    };
    random_reply(random, &document, &STATUSES)
}

fn random_reply(random: &mut Random, document: &Value, statuses: &[u16]) -> Reply {
    let document = changed(random, document);
    Reply::Text(random.pick(statuses), as_text(random, &document))
}
