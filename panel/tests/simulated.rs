//! The demo's simulated devices really sign in, with the password that each holds.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::fs;

use crate::support::simulated::{
    DEVICES, FAST, ONCE, demo, device, enter, list, remove, shown, start, stop, temporary_store,
    tries, wait_for_tries,
};
use crate::support::{
    ANN, ANN_PASSWORD, BOB, Browser, NEW_PASSWORD, Panel, Request, WRONG_PASSWORD,
};

/// Looks for these words at the device, wherever it is shown.
fn check(browser: &mut Browser, id: &str, words: &str) {
    for shown in shown(browser, id) {
        assert!(shown.contains(words), "{id}, {words}: {shown}");
    }
}

/// Changes Ann's password; gives back the session that did.
fn changed(panel: &Panel) -> Browser {
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let answer = ann.change(ANN, ANN_PASSWORD, NEW_PASSWORD);
    assert_eq!(answer.status, 200, "{answer:?}");
    ann
}

/// What the back end says of each device: whether it uses the new password, and whether it was ever refused.
fn known(ann: &mut Browser) -> Vec<(Option<bool>, bool)> {
    let devices = ann.get("/api/mailbox/devices").json();
    let facts = DEVICES.map(|(_, name)| {
        let mut all = devices.as_array().unwrap().iter();
        let device = all.find(|device| device["name"] == name).unwrap();
        (
            device["usesNewPassword"].as_bool(),
            device["lastFailureAt"].is_string(),
        )
    });
    facts.to_vec()
}

#[test]
fn until_they_are_started_they_are_quiet() {
    let panel = demo(FAST);
    let mut visitor = panel.browser();
    for (id, name) in DEVICES {
        check(&mut visitor, id, "Off");
        assert_eq!(tries(&panel, name), 0);
    }
    start(&mut visitor);
    for (id, _) in DEVICES {
        wait_for_tries(&panel, id, 1);
        check(&mut visitor, id, "data-kind=\"good\"");
    }
    stop(&mut visitor);
    let after = DEVICES.map(|(_, name)| tries(&panel, name));
    assert!(after.iter().all(|&count| count > 0), "{after:?}");
    assert!(
        visitor
            .get(&list(ANN))
            .body
            .contains("The devices are stopped.")
    );
    assert!(visitor.get(&list(BOB)).body.contains("Off"));
    assert_eq!(DEVICES.map(|(_, name)| tries(&panel, name)), after);
}

#[test]
fn left_behind_after_a_change_they_lock_the_mailbox() {
    let panel = demo(FAST);
    let mut visitor = panel.browser();
    let mut ann = changed(&panel);
    assert_eq!(known(&mut ann), [(Some(false), false); 3]);
    start(&mut visitor);
    for (id, _) in DEVICES {
        panel.wait_for_log(&format!("device=\"{id}\" outcome=\"locked-out\""));
        check(&mut visitor, id, "Locked out");
    }
    assert_eq!(panel.log().matches("outcome=\"refused\"").count(), 5);
    assert_eq!(ann.status()["locked"], true);
    assert_eq!(known(&mut ann), [(Some(false), true); 3]);
}

#[test]
fn one_left_behind_locks_the_mailbox_although_the_others_have_the_new_password() {
    let panel = demo(FAST);
    let mut visitor = panel.browser();
    let mut ann = changed(&panel);
    for id in ["ann-phone", "ann-scanner"] {
        enter(&mut visitor, id, NEW_PASSWORD);
    }
    start(&mut visitor);
    panel.wait_for_log("device=\"ann-pc\" outcome=\"locked-out\"");
    assert_eq!(ann.status()["locked"], true);
    // Then the right password does not help either.
    panel.wait_for_log("device=\"ann-phone\" outcome=\"locked-out\"");
}

#[test]
fn who_unlocks_sees_which_device_still_tries_while_it_is_locked() {
    let panel = demo(ONCE);
    let mut visitor = panel.browser();
    let mut ann = changed(&panel);
    for _ in 0..5 {
        enter(&mut visitor, "ann-pc", WRONG_PASSWORD);
    }
    check(&mut visitor, "ann-pc", "Refused");
    let first = ann.status();
    assert_eq!(first["lastRefused"]["client"], "Office PC");
    panel.set_clock(300);
    enter(&mut visitor, "ann-phone", NEW_PASSWORD);
    check(&mut visitor, "ann-phone", "Locked out");
    let second = ann.status();
    assert_eq!(second["lastRefused"]["client"], "Ann’s iPhone");
    assert!(
        second["unlocksInSeconds"].as_u64().unwrap() <= 600,
        "a try does not prolong it: {second}"
    );
}

#[test]
fn one_by_one_they_are_brought_along() {
    let panel = demo(FAST);
    let mut visitor = panel.browser();
    let mut ann = changed(&panel);
    let mut expected = [(Some(false), false); 3];
    for (index, (id, _)) in DEVICES.into_iter().enumerate() {
        enter(&mut visitor, id, NEW_PASSWORD);
        check(&mut visitor, id, "data-kind=\"good\"");
        expected[index] = (Some(true), false);
        assert_eq!(known(&mut ann), expected);
    }
    start(&mut visitor);
    for (id, _) in DEVICES {
        wait_for_tries(&panel, id, 3);
    }
    let status = ann.status();
    assert_eq!(
        (status["locked"].as_bool(), status.get("lastRefused")),
        (Some(false), None)
    );
}

#[test]
fn without_a_password_a_device_does_not_try() {
    let panel = demo(FAST);
    let mut visitor = panel.browser();
    start(&mut visitor);
    let (phone, name) = DEVICES[0];
    wait_for_tries(&panel, phone, 1);
    remove(&mut visitor, phone);
    let before = tries(&panel, name);
    wait_for_tries(&panel, "ann-scanner", 4);
    assert_eq!(tries(&panel, name), before);
    check(&mut visitor, phone, "No password");
    let page = visitor.get(&device(phone)).body;
    assert!(!page.contains("Remove the password"), "{page}");

    enter(&mut visitor, phone, ANN_PASSWORD);
    wait_for_tries(&panel, phone, 2);
    assert!(tries(&panel, name) > before);
}

#[test]
fn a_locked_mailbox_is_brought_back() {
    let panel = demo(FAST);
    let mut visitor = panel.browser();
    let mut ann = changed(&panel);
    start(&mut visitor);
    panel.wait_for_log("outcome=\"locked-out\"");
    for (id, _) in DEVICES {
        remove(&mut visitor, id);
    }
    let refused = ann.status()["lastRefused"].clone();
    panel.set_clock(900);
    assert!(panel.accepts(ANN, NEW_PASSWORD), "the lock has run out");
    let mut ann = panel.signed_in(ANN, NEW_PASSWORD);
    for (id, _) in DEVICES {
        enter(&mut visitor, id, NEW_PASSWORD);
        wait_for_tries(&panel, id, 1);
        check(&mut visitor, id, "data-kind=\"good\"");
    }
    let status = ann.status();
    assert_eq!(status["locked"], false);
    assert_eq!(status["lastRefused"], refused, "none was refused since");
}

#[test]
fn they_stop_with_the_panel() {
    let panel = demo(FAST);
    start(&mut panel.browser());
    wait_for_tries(&panel, "ann-phone", 2);
    let (start, status) = panel.stop();
    assert!(status.success(), "{status}");
    let left = fs::read_dir(start.path("temporary")).unwrap().count();
    assert_eq!(left, 0, "the temporary store is gone");
}

#[test]
fn no_password_gets_out_of_a_device() {
    let panel = demo(FAST);
    let mut visitor = panel.browser();
    start(&mut visitor);
    let mut seen = String::new();
    for password in [WRONG_PASSWORD, NEW_PASSWORD] {
        enter(&mut visitor, "ann-phone", password);
        wait_for_tries(&panel, "ann-phone", 1);
        seen += &visitor.get(&list(ANN)).body;
        seen += &visitor.get(&device("ann-phone")).body;
    }
    let broken = Request::form(&device("ann-pc"), &[]).body(&format!("password={NEW_PASSWORD}"));
    seen += &visitor.send(&broken).body;
    let audit: String = temporary_store(&panel)
        .query_row(
            "SELECT group_concat(mailbox || caller || event || client) FROM audit",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert!(audit.contains("Ann’s iPhone"), "{audit}");
    seen += &audit;
    seen += &panel.log();
    for secret in [ANN_PASSWORD, NEW_PASSWORD, WRONG_PASSWORD] {
        assert!(!seen.contains(secret), "{secret}: {seen}");
    }
}
