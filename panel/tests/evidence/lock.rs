//! Which device locked a mailbox, and whether silence means that it is safe to unlock.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use mailbox_password_evidence::SourceState;
use serde_json::{Value, json};

use super::place::{Place, after, ann, batch};
use crate::support::{
    ADMIN, ADMIN_PASSWORD, ANN, ANN_PASSWORD, Browser, Panel, WRONG_PASSWORD, admin_path,
};

/// Does something to a source.
type Trouble = fn(&mut SourceState);

/// Locks Ann's mailbox, as her phone would.
fn lock(panel: &Panel) {
    for _ in 0..5 {
        assert!(!panel.accepts(ANN, WRONG_PASSWORD));
    }
}

fn status(administrator: &mut Browser) -> Value {
    administrator.get(&admin_path(ANN, "status")).json()
}

fn page(administrator: &mut Browser) -> String {
    administrator
        .get(&format!("/admin/exchange/mailboxes/{ANN}"))
        .body
}

#[test]
fn the_administrator_and_the_user_read_which_device_it_was() {
    let place = Place::new();
    let mut user = place.panel.signed_in(ANN, ANN_PASSWORD);
    let mut administrator = place
        .panel
        .signed_in_as_administrator(ADMIN, ADMIN_PASSWORD);
    let phone = json!({ "client": "Apple-iPhone14C5/2101.329" });
    lock(&place.panel);
    let refused: Vec<_> = (0..5).map(|_| ann(after(-1), "refused", &phone)).collect();
    let scanner = ann(after(-3600), "refused", &json!({ "client": "Scanner" }));
    // The last of them is told of when the mailbox is known to be locked already.
    assert_eq!(
        place
            .deliver(&batch(1, &[&[scanner], &refused[1..]].concat()))
            .status,
        200
    );
    assert_eq!(place.deliver(&batch(2, &refused[..1])).status, 200);
    let seen = page(&mut administrator);
    assert!(seen.contains("Locked by"), "{seen}");
    assert!(seen.contains("iPhone, Mail, <time"), "{seen}");
    assert!(seen.contains("after 5 wrong passwords in a row"), "{seen}");
    assert!(status(&mut administrator)["lockedAt"].is_string());
    for path in [
        "/mailbox",
        "/mailbox/password",
        "/mailbox/devices",
        "/recovery",
    ] {
        let seen = user.get(path).body;
        let words = "It was “iPhone, Mail” that tried an old or wrong password 5 times, the last time at <time";
        assert!(seen.contains(words), "{path}: {seen}");
    }

    // What is refused while it is locked may have the right password.
    let tablet = ann(
        after(1),
        "refused",
        &json!({ "client": "Apple-iPad13C1/2101.329" }),
    );
    assert_eq!(place.deliver(&batch(3, &[tablet])).status, 200);
    let devices = administrator.get(&admin_path(ANN, "devices")).json();
    let ipad = devices
        .as_array()
        .unwrap()
        .iter()
        .find(|device| device["name"] == "iPad, Mail");
    assert_eq!(ipad.unwrap()["usesNewPassword"], Value::Null);
    assert_eq!(
        status(&mut administrator)["lastRefused"]["client"],
        "iPad, Mail"
    );
    assert!(
        page(&mut administrator).contains("iPhone, Mail, <time"),
        "it was still the phone"
    );

    assert_eq!(administrator.unlock(ANN).status, 204);
    assert!(!page(&mut administrator).contains("Locked by"));
    assert!(!user.get("/mailbox").body.contains("It was “iPhone"));
}

#[test]
fn a_domain_controller_names_the_computer() {
    let place = Place::new();
    let mut administrator = place
        .panel
        .signed_in_as_administrator(ADMIN, ADMIN_PASSWORD);
    lock(&place.panel);
    let lines = [
        ann(after(-1), "locks", &json!({ "host": "OFFICE-PC" })),
        ann(after(-1), "locked-out", &json!({ "client": "Other" })),
    ];
    assert_eq!(place.deliver(&batch(1, &lines)).status, 200);
    assert!(page(&mut administrator).contains("the computer OFFICE-PC"));
}

#[test]
fn a_source_that_has_gone_quiet_is_not_devices_that_have() {
    let place = Place::new();
    let mut administrator = place
        .panel
        .signed_in_as_administrator(ADMIN, ADMIN_PASSWORD);
    assert_eq!(status(&mut administrator)["refusalsMissing"], true);
    assert!(page(&mut administrator).contains("no agent has reported yet"));
    assert_eq!(place.deliver(&batch(1, &[])).status, 200);
    assert_eq!(status(&mut administrator).get("refusalsMissing"), None);
    assert!(page(&mut administrator).contains("up to date"));

    let troubles: [(Trouble, &str); 3] = [
        (
            |source| source.problem = Some("No such file".to_owned()),
            "mail.log cannot be read (No such file)",
        ),
        (
            |source| source.is_caught_up = false,
            "mail.log is still being read",
        ),
        (
            |source| source.clock_is_off_by = Some(3600),
            "the times in mail.log are 3600 s behind",
        ),
    ];
    for (sequence, (trouble, words)) in (2..).zip(troubles) {
        let mut batch = batch(sequence, &[]);
        trouble(&mut batch.sources[0]);
        assert_eq!(place.deliver(&batch).status, 200);
        assert_eq!(
            status(&mut administrator)["refusalsMissing"],
            true,
            "{words}"
        );
        let page = page(&mut administrator);
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(place.deliver(&batch(9, &[])).status, 200);
    place.panel.set_clock(90);
    assert_eq!(status(&mut administrator)["refusalsMissing"], true);
    assert!(page(&mut administrator).contains("mail.log, nothing heard since"));
}
