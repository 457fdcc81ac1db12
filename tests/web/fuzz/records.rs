//! Random records in the browser's storages: restored or ignored, and never a trap.

use mailbox_password::Command;
use serde_json::{Value, json};
use wasm_bindgen_test::*;

use super::documents;
use super::random::{Random, as_text, cases, changed, note};
use crate::harness::host_app::Host;
use crate::harness::mock_fetch::{BackEnd, Reply};
use crate::harness::storage::{clear_storage, local, session};
use crate::harness::wait::settle;

#[wasm_bindgen_test]
async fn a_random_record_is_restored_or_ignored() {
    let attempt = attempt_key().await;
    let id = attempt.rsplit(':').next().unwrap();
    let checklist = format!("mailbox-password:v1:{id}");
    let recovery = format!("mailbox-password:recovery:v1:{}", hash("ann@example.com"));
    for case in cases(40) {
        let random = &mut Random::of_case(case);
        let mut record = |document: Value| {
            let document = changed(random, &document);
            as_text(random, &document)
        };
        let records = [
            (session(), &attempt, record(documents::attempt())),
            (local(), &checklist, record(documents::checklist())),
            (local(), &recovery, record(documents::recovery())),
        ];
        let mode = random.pick(&["self", "self", "admin", "recovery"]);
        clear_storage();
        for (storage, key, text) in records {
            // An attempt that is open comes before everything else.
            if random.chance(60) {
                note(&format!("{mode}: {key}: {text}"));
                storage.set_item(key, &text).unwrap();
            }
        }
        let host = Host::with_old_storage(json!({ "mode": mode })).await;
        for command in [Command::Check, Command::Resume, Command::Focus] {
            host.ask(command);
        }
        settle().await;
        assert!(
            !host.text().trim().is_empty(),
            "case {case}: something is shown"
        );
        host.ask(Command::Reset);
        settle().await;
        assert!(
            host.find("form").is_some() || mode != "self" || host.shows("device"),
            "case {case}: it can go on"
        );
    }
}

/// The key of an open attempt, from one that is open.
async fn attempt_key() -> String {
    let _back_end = BackEnd::new().with_response("POST /password", Reply::Json(500, Value::Null));
    let host = Host::with(json!({})).await;
    host.fill();
    host.press("Change");
    host.wait_for_text("We do not know").await;
    session().key(0).unwrap().unwrap()
}

/// As in `src/store`.
fn hash(text: &str) -> String {
    let value = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{value:016x}")
}
