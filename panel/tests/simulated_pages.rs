//! The pages of the demo's simulated devices.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::thread;
use std::time::{Duration, Instant};

use crate::support::simulated::{
    ONCE, demo, demo_with, device, enter, list, remove, shown, start, stop, temporary_store, tries,
};
use crate::support::{
    ANN, ANN_PASSWORD, Answer, BOB, Browser, Panel, Request, Start, WRONG_PASSWORD,
};
use rusqlite::TransactionBehavior;

/// Longest wait for something that must happen.
const PATIENCE: Duration = Duration::from_secs(30);

/// Looks for these words at the device, wherever it is shown.
fn check(browser: &mut Browser, id: &str, words: &str) {
    for shown in shown(browser, id) {
        assert!(shown.contains(words), "{id}, {words}: {shown}");
    }
}

#[test]
fn what_a_device_does_is_said_in_words() {
    let panel = demo(ONCE);
    let mut visitor = panel.browser();
    start(&mut visitor);
    panel.wait_for_log("device=\"ann-phone\" outcome=\"accepted\"");
    check(&mut visitor, "ann-phone", "Mail arrives");
    check(&mut visitor, "ann-pc", "Not tried yet");
    for _ in 0..5 {
        enter(&mut visitor, "ann-pc", WRONG_PASSWORD);
        check(&mut visitor, "ann-pc", "Refused");
    }
    enter(&mut visitor, "ann-scanner", ANN_PASSWORD);
    check(
        &mut visitor,
        "ann-scanner",
        "The mailbox is locked, so no password works.",
    );
    remove(&mut visitor, "ann-scanner");
    check(&mut visitor, "ann-scanner", "No password");
    stop(&mut visitor);
    let page = visitor.get(&list(ANN)).body;
    assert!(page.contains("The devices are stopped."), "{page}");
}

#[test]
fn while_a_device_signs_in_it_is_said() {
    let panel = demo_with(&["--device-pace", ONCE, "--store-wait", "60"]);
    let mut visitor = panel.browser();
    let mut store = temporary_store(&panel);
    let held = store
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .unwrap();
    thread::scope(|scope| {
        scope.spawn(|| enter(&mut panel.browser(), "ann-pc", ANN_PASSWORD));
        let end = Instant::now() + PATIENCE;
        while !visitor.get(&device("ann-pc")).body.contains("Signing in") {
            assert!(Instant::now() < end, "it never signs in");
        }
        drop(held);
    });
    check(&mut visitor, "ann-pc", "Mail arrives");
}

#[test]
fn a_directory_without_an_answer_is_said_too() {
    let panel = demo_with(&["--device-pace", ONCE, "--store-wait", "0.01"]);
    let mut visitor = panel.browser();
    start(&mut visitor);
    panel.wait_for_log("simulated sign-in");
    let mut store = temporary_store(&panel);
    let held = store
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .unwrap();
    enter(&mut visitor, "ann-pc", ANN_PASSWORD);
    check(&mut visitor, "ann-pc", "No answer");
    drop(held);
    enter(&mut visitor, "ann-pc", ANN_PASSWORD);
    check(&mut visitor, "ann-pc", "Mail arrives");
}

#[test]
fn the_list_refreshes_itself_only_while_they_are_started() {
    let panel = demo(ONCE);
    let mut visitor = panel.browser();
    let refresh = "<meta http-equiv=\"refresh\" content=\"4\">";
    let mut shown = |path: &str| visitor.get(path).body.contains(refresh);
    assert!(!shown(&list(ANN)));
    start(&mut panel.browser());
    assert!(shown(&list(ANN)));
    assert!(!shown(&format!("{}&refresh=off", list(ANN))));
    assert!(!shown(&device("ann-phone")), "somebody may be typing");
    assert!(!shown(&list(BOB)), "these were not started");
    let page = visitor.get(&list(ANN)).body;
    for part in [
        "refreshes by itself every 4 seconds",
        "Refresh now",
        "href=\"/demo/devices?mailbox=ann@example.com&amp;refresh=off\"",
        "Stop the devices",
        "href=\"/demo/devices?mailbox=bob@example.com\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let scripts = "<script src=\"/demo.js\"></script>";
    assert!(page.contains(scripts) && page.matches("<script").count() == 1);
    assert!(!page.contains(" style="));
}

#[test]
fn at_most_one_button_is_filled_and_it_is_the_next_step() {
    let panel = demo(ONCE);
    let mut visitor = panel.browser();
    let mut filled = |path: &str| {
        let page = visitor.get(path).body;
        let button = page.split_once("class=\"filled\"").map(|(_, from)| {
            let (_, from) = from.split_once('>').unwrap();
            from.split_once('<').unwrap().0.to_owned()
        });
        (page.matches("\"filled\"").count(), button)
    };
    let one = |words: &str| (1, Some(words.to_owned()));
    assert_eq!(filled(&list(ANN)), one("Start the devices"));
    assert_eq!(filled(&device("ann-pc")), one("Enter"));
    // The panel in its frame has one of its own.
    assert_eq!(filled("/demo"), (0, None));
    start(&mut panel.browser());
    assert_eq!(filled(&list(ANN)), (0, None));
}

#[test]
fn a_device_takes_what_is_typed_but_not_nothing() {
    let panel = demo(ONCE);
    let mut visitor = panel.browser();
    enter(&mut visitor, "ann-pc", " ");
    check(&mut visitor, "ann-pc", "Refused");
    let fields = [("act", "enter"), ("password", "")];
    let answer = visitor.send(&Request::form(&device("ann-phone"), &fields));
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("role=\"alert\""), "{}", answer.body);
    assert_eq!(tries(&panel, "Ann’s iPhone"), 0);
}

#[test]
fn only_the_demo_on_loopback_with_a_temporary_store_has_them() {
    let there = demo(ONCE);
    assert!(
        there
            .announced
            .contains(&format!("Begin here: {}/demo (", there.address))
    );
    let elsewhere = [Panel::start(), Start::new().without_demo().run()];
    for panel in elsewhere {
        let mut visitor = panel.browser();
        for path in [list(ANN), device("ann-phone")] {
            assert_eq!(visitor.get(&path).status, 404, "{}", panel.address);
            let press = Request::form(&path, &[("act", "start")]);
            assert_eq!(visitor.send(&press).status, 404, "{}", panel.address);
        }
        assert!(!visitor.get("/").body.contains("/demo/"));
        assert!(!panel.announced.contains("/demo/"), "{}", panel.announced);
    }
}

#[test]
fn other_pages_lead_to_them() {
    let panel = demo(ONCE);
    let sign_in = panel.browser().get("/").body;
    assert!(sign_in.contains("href=\"/demo/devices\""), "{sign_in}");
    let mailbox = panel.signed_in(ANN, ANN_PASSWORD).get("/mailbox").body;
    assert!(
        mailbox.contains(&format!("href=\"{}\"", list(ANN))),
        "{mailbox}"
    );
    assert!(mailbox.contains("the devices of this mailbox"));
}

#[test]
fn what_is_not_there_is_not_found() {
    let panel = demo(ONCE);
    let mut visitor = panel.browser();
    let nobody = list("nobody@example.com");
    assert_eq!(visitor.get(&nobody).status, 404);
    let start = Request::form(&nobody, &[("act", "start")]);
    assert_eq!(visitor.send(&start).status, 404);
    for path in [
        device("nowhere"),
        device("bob-laptop"),
        "/demo/devices/ann-phone?mailbox=bob@example.com".to_owned(),
        "/demo/devices/ann-phone?mailbox=nobody@example.com".to_owned(),
    ] {
        assert_eq!(visitor.get(&path).status, 404, "{path}");
        for act in ["enter", "remove"] {
            let fields = [("act", act), ("password", WRONG_PASSWORD)];
            let Answer { status, .. } = visitor.send(&Request::form(&path, &fields));
            assert_eq!(status, 404, "{path} {act}");
        }
    }
    assert_eq!(
        tries(&panel, "Ann’s iPhone") + tries(&panel, "Bob’s laptop"),
        0
    );
    check(&mut visitor, "ann-phone", "Off");
}

#[test]
fn a_form_from_another_site_does_nothing() {
    let panel = demo(ONCE);
    let mut visitor = panel.browser();
    for (path, act) in [
        (list(ANN), "start"),
        (device("ann-phone"), "enter"),
        (device("ann-phone"), "remove"),
    ] {
        let request = Request::form(&path, &[("act", act), ("password", WRONG_PASSWORD)])
            .header("sec-fetch-site", "cross-site");
        assert_eq!(visitor.send(&request).status, 403, "{path} {act}");
    }
    check(&mut visitor, "ann-phone", "Off");
    assert_eq!(tries(&panel, "Ann’s iPhone"), 0);
}
