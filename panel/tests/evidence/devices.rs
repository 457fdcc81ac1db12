//! What the list of devices says, and what it does not.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use serde_json::{Value, json};

use super::place::{Place, after, ann, batch, wait};
use crate::support::{ANN, ANN_PASSWORD, Browser, NEW_PASSWORD};

fn named(devices: &[Value], name: &str) -> Value {
    let found = devices.iter().find(|device| device["name"] == name);
    found
        .unwrap_or_else(|| panic!("{name}: {devices:?}"))
        .clone()
}

fn change(ann: &mut Browser) {
    let body =
        json!({ "mailbox": ANN, "currentPassword": ANN_PASSWORD, "newPassword": NEW_PASSWORD });
    let request = ann.post("/api/mailbox/password", &body);
    assert_eq!(ann.send(&request).status, 200);
}

#[test]
fn an_agent_tells_of_devices_while_they_try() {
    let mut place = Place::new();
    place.agent("mail1");
    let mut browser = place.panel.signed_in(ANN, ANN_PASSWORD);
    change(&mut browser);
    place.append(&ann(
        after(0),
        "bad-password",
        &json!({ "client": "Apple-iPhone14C5/2101.329" }),
    ));
    wait("the phone is seen", || {
        let devices = Place::devices(&mut browser);
        devices
            .iter()
            .any(|device| device["name"] == "iPhone, Mail")
    });
    let phone = named(&Place::devices(&mut browser), "iPhone, Mail");
    assert_eq!(phone["usesNewPassword"], false);
    assert_eq!(
        (&phone["client"], &phone["kind"], &phone["protocol"]),
        (&json!("ios-mail"), &json!("phone"), &json!("imap"))
    );
    let status = browser.get("/api/mailbox/status").json();
    assert_eq!(status["lastRefused"]["client"], "iPhone, Mail");
    place.append(&ann(
        after(1),
        "accepted",
        &json!({ "client": "Apple-iPhone14C5/2102.1" }),
    ));
    wait("the phone has the new password", || {
        named(&Place::devices(&mut browser), "iPhone, Mail")["usesNewPassword"] == true
    });
}

#[test]
fn the_new_password_is_claimed_only_where_it_is_proved() {
    let place = Place::new();
    let mut browser = place.panel.signed_in(ANN, ANN_PASSWORD);
    let program = |name: &str| json!({ "client": name });
    let before = [
        ann(after(-60), "bad-password", &program("Before")),
        ann(after(-60), "accepted", &program("Accepted before")),
    ];
    assert_eq!(place.deliver(&batch(1, &before)).status, 200);
    change(&mut browser);
    let lines = [
        ann(
            after(1),
            "accepted",
            &json!({ "client": "In a quarter of an hour", "protocol": "activesync" }),
        ),
        ann(after(1), "accepted-without-password", &program("By ticket")),
        ann(after(1), "bad-password", &program("Old password")),
        ann(after(1), "expired", &program("Expired")),
    ];
    // The line that is a little ahead of the panel's clock is one of now.
    assert_eq!(place.deliver(&batch(2, &lines)).status, 200);
    let devices = Place::devices(&mut browser);
    for name in [
        "Before",
        "Accepted before",
        "In a quarter of an hour",
        "By ticket",
        "Expired",
    ] {
        assert_eq!(
            named(&devices, name)["usesNewPassword"],
            Value::Null,
            "{name}"
        );
    }
    assert_eq!(named(&devices, "Old password")["usesNewPassword"], false);
}

#[test]
fn many_devices_and_a_flood_are_bounded() {
    let place = Place::new();
    for sequence in 1..=40 {
        let lines: Vec<_> = (0..50)
            .map(|number| {
                ann(
                    after(-2),
                    "bad-password",
                    &json!({ "device": format!("D{sequence}-{number}") }),
                )
            })
            .collect();
        assert_eq!(place.deliver(&batch(sequence, &lines)).status, 200);
    }
    let mut browser = place.panel.signed_in(ANN, ANN_PASSWORD);
    let listed = Place::devices(&mut browser);
    assert!(listed.len() <= 110, "{}", listed.len());
    let flood: Vec<_> = (0..500)
        .map(|_| ann(after(-1), "bad-password", &json!({ "device": "one" })))
        .collect();
    assert_eq!(place.deliver(&batch(50, &flood)).status, 200);
    let document: Value = serde_json::from_str(&place.run("evidence-export", ANN)).unwrap();
    let one = document["devices"]
        .as_array()
        .unwrap()
        .iter()
        .find(|device| device["device"] == "one");
    assert_eq!(one.unwrap()["wrongCount"], 500);
}

#[test]
fn what_a_program_says_of_itself_stays_text() {
    let place = Place::new();
    let name = "<img src=x onerror=alert(1)> \u{202E}x\r\nSet-Cookie: a";
    let line = ann(after(0), "accepted", &json!({ "client": name }));
    assert_eq!(place.deliver(&batch(1, &[line])).status, 200);
    let mut browser = place.panel.signed_in(ANN, ANN_PASSWORD);
    let page = browser.get("/mailbox/devices").body;
    assert!(page.contains("&lt;img src=x onerror=alert"), "{page}");
    assert!(!page.contains("<img src=x") && !page.contains('\u{202E}'));
}

#[test]
fn what_is_kept_can_be_printed_and_erased() {
    let place = Place::new();
    let line = ann(
        after(0),
        "bad-password",
        &json!({ "client": "Rare Program/1", "host": "OFFICE-PC" }),
    );
    assert_eq!(place.deliver(&batch(1, &[line])).status, 200);
    let document: Value =
        serde_json::from_str(&place.run("evidence-export", "ANN@example.com")).unwrap();
    let device = &document["devices"][0];
    assert_eq!(
        (&device["name"], &device["network"]),
        (&json!("Rare Program on OFFICE-PC"), &json!("192.0.2.0/24"))
    );
    assert!(
        device["refusedAt"].as_str().unwrap().ends_with('Z'),
        "{device}"
    );
    let mut browser = place.panel.signed_in(ANN, ANN_PASSWORD);
    assert!(
        browser
            .get("/mailbox/devices")
            .body
            .contains("What is kept of your devices, and why")
    );
    let erased = place.run("evidence-erase", ANN);
    assert_eq!(
        erased,
        format!("erased what was kept of 1 devices of {ANN}\n")
    );
    assert!(!place.store_holds("Rare Program"));
    assert!(
        Place::devices(&mut browser)
            .iter()
            .all(|device| device["name"] != "Rare Program on OFFICE-PC")
    );
}

#[test]
fn what_was_not_seen_for_thirty_days_is_deleted() {
    let place = Place::new();
    let lines = [
        ann(
            after(-31 * 86_400),
            "accepted",
            &json!({ "client": "Too old" }),
        ),
        ann(after(-5), "accepted", &json!({ "client": "Seen" })),
    ];
    assert_eq!(place.deliver(&batch(1, &lines)).status, 200);
    assert!(place.store_holds("Seen") && !place.store_holds("Too old"));
    place.panel.set_clock(30 * 86_400 + 60);
    let mut next = batch(2, &[]);
    next.sent_at = after(30 * 86_400 + 60);
    assert_eq!(place.deliver(&next).status, 200);
    let document: Value = serde_json::from_str(&place.run("evidence-export", ANN)).unwrap();
    assert_eq!(document["devices"], json!([]));
}
