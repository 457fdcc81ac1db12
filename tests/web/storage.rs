//! What is stored in the browser: a checklist for thirty days, and an attempt until its outcome is known. No secrets.

use mailbox_password::HostEvent;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::*;
use web_sys::Storage;

use crate::harness::host_app::{CURRENT, Host, NEW};
use crate::harness::mock_fetch::{BackEnd, Reply};
use crate::harness::storage::{local, session};
use crate::harness::wait::{settle, until};

const POST: &str = "POST /password";
const DAY: f64 = 86_400_000.0;
const UNFINISHED: &str = "1 device still needs the new password.";

/// All entries of a storage.
fn all(storage: &Storage) -> Vec<(String, String)> {
    (0..storage.length().unwrap())
        .filter_map(|index| {
            let key = storage.key(index).unwrap()?;
            let value = storage.get_item(&key).unwrap()?;
            Some((key, value))
        })
        .collect()
}

/// Changes the password; the checklist has one device without an answer.
async fn change() -> Host {
    let host = Host::with(
        json!({ "devices": [{ "id": "1", "name": "Ann's phone", "client": "ios-mail" }] }),
    )
    .await;
    host.fill();
    host.press("Change");
    host.wait_for_text("Ann's phone").await;
    host
}

fn changed() -> BackEnd {
    BackEnd::new().with_response(POST, Reply::Json(204, Value::Null))
}

/// Checks whether a checklist of this age is offered again.
async fn check(days: f64, is_offered: bool) {
    let back_end = changed();
    drop(change().await);
    let (key, record) = all(&local()).remove(0);
    let mut record: Value = serde_json::from_str(&record).unwrap();
    record["savedAt"] = json!(js_sys::Date::now() - days * DAY);
    local().set_item(&key, &record.to_string()).unwrap();

    let host = Host::with_old_storage(json!({})).await;
    assert_eq!(host.shows(UNFINISHED), is_offered, "after {days} days");
    assert_eq!(local().get_item(&key).unwrap().is_some(), is_offered);
    assert_eq!(host.find("form").is_none(), is_offered);
    drop(back_end);
}

#[wasm_bindgen(inline_js = "export const passTime = (milliseconds) => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + milliseconds;
};")]
extern "C" {
    #[wasm_bindgen(js_name = passTime)]
    fn pass_time(milliseconds: f64);
}

#[wasm_bindgen_test]
async fn an_unfinished_checklist_is_offered_for_thirty_days() {
    check(0.0, true).await;
    check(29.9, true).await;
    check(30.1, false).await;
}

#[wasm_bindgen_test]
async fn a_finished_checklist_is_not_offered_again() {
    let _back_end = changed();
    let host = change().await;
    host.get(".mbp-device-do").click();
    until("the event is dispatched", || {
        host.events()
            .contains(&HostEvent::Checklist { done: 1, total: 1 })
    })
    .await;
    drop(host);
    let next = Host::with_old_storage(json!({})).await;
    assert!(!next.shows(UNFINISHED));
}

#[wasm_bindgen_test]
async fn a_checklist_belongs_to_its_mailbox_and_endpoint() {
    let _back_end = changed();
    drop(change().await);
    for members in [
        json!({ "mailbox": "bob@example.com" }),
        json!({ "endpoint": "/other" }),
    ] {
        let host = Host::with_old_storage(members).await;
        assert!(!host.shows(UNFINISHED));
    }
}

#[wasm_bindgen_test]
async fn the_storage_key_does_not_reveal_the_mailbox() {
    let _back_end = changed();
    let host = change().await;
    let (key, _) = all(&local()).remove(0);
    assert!(key.starts_with("mailbox-password:v1:"), "{key}");
    assert!(!key.contains("ann"), "{key}");
    host.press("Forget this list");
    until("the record is deleted", || all(&local()).is_empty()).await;
}

#[wasm_bindgen_test]
async fn an_invalid_record_is_ignored() {
    let _back_end = changed();
    drop(change().await);
    let (key, _) = all(&local()).remove(0);
    for text in [
        "",
        "{",
        "null",
        "[]",
        "{\"savedAt\":\"x\"}",
        "{\"savedAt\":1e300,\"changedAt\":null}",
    ] {
        local().set_item(&key, text).unwrap();
        let host = Host::with_old_storage(json!({})).await;
        assert!(!host.shows(UNFINISHED), "{text}");
    }
}

#[wasm_bindgen_test]
async fn an_open_attempt_is_restored_and_deleted_once_its_outcome_is_known() {
    let back_end = BackEnd::new().with_response(POST, Reply::Broken);
    let status = |at: &str| Reply::Json(200, json!({ "locked": false, "passwordChangedAt": at }));
    back_end.set_response("GET /status", status("before"));
    let members = json!({ "statusEndpoint": "/status" });
    let host = Host::with(members.clone()).await;
    until("the state is known", || back_end.count("GET /status") == 1).await;
    settle().await;
    host.fill();
    host.press("Change");
    host.wait_for_text("We do not know").await;
    assert_eq!(all(&session()).len(), 1);
    drop(host);

    let next = Host::with_old_storage(members).await;
    next.wait_for_text("We do not know").await;
    next.press("Check");
    next.wait_for_text("Not changed so far").await;
    back_end.set_response("GET /status", status("after"));
    next.press("Check");
    next.wait_for_text("The password was changed, perhaps by someone else.")
        .await;
    next.press("The new one works");
    next.wait_for_text("press the same button once more").await;
    pass_time(2000.0);
    next.press("The new one works");
    next.wait_for_text("Your password was changed.").await;
    assert_eq!(all(&session()), []);
    assert_eq!(back_end.count(POST), 1);
}

#[wasm_bindgen_test]
async fn storage_never_holds_a_password() {
    for reply in [Reply::Broken, Reply::Json(204, Value::Null)] {
        let _back_end = BackEnd::new().with_response(POST, reply);
        let host = Host::with(json!({})).await;
        host.fill();
        host.press("Change");
        until("something is stored", || {
            !all(&session()).is_empty() || !all(&local()).is_empty()
        })
        .await;
        settle().await;
        for (key, value) in all(&session()).into_iter().chain(all(&local())) {
            for secret in [CURRENT, NEW] {
                assert!(
                    !key.contains(secret) && !value.contains(secret),
                    "{key}: {value}"
                );
            }
        }
        assert!(!format!("{:?}", host.events()).contains(NEW));
    }
}
