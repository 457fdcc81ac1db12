//! The tour through the demo: the panel in a frame beside the desk of devices.

#![allow(clippy::panic, clippy::unwrap_used)]

use crate::support::simulated::{FAST, ONCE, demo, enter, press};
use crate::support::{
    ADMIN, ADMIN_PASSWORD, ANN, ANN_PASSWORD, Browser, NEW_PASSWORD, Panel, Request, Start,
};

const DEMO: &str = "/demo";

/// Waits until the page contains this text, and returns the page.
fn wait_for(browser: &mut Browser, words: &str) -> String {
    let end = std::time::Instant::now() + std::time::Duration::from_secs(30);
    loop {
        let page = browser.get(DEMO).body;
        if page.contains(words) {
            return page;
        }
        assert!(std::time::Instant::now() < end, "{words}: {page}");
    }
}

fn go_on(browser: &mut Browser) {
    assert_eq!(press(browser, DEMO, &[("act", "next")]), DEMO);
}

fn done(page: &str) -> usize {
    page.matches(">done<").count()
}

#[test]
fn the_tour_tells_how_a_forgotten_device_locks_the_mailbox_and_how_it_comes_back() {
    let panel = demo(FAST);
    let mut visitor = panel.browser();
    let page = visitor.get(DEMO).body;
    assert!(page.contains("Begin: change it") && done(&page) == 0);

    go_on(&mut visitor);
    // Keep them from signing in until the step that starts them again, however long the test takes.
    assert_eq!(stop(&mut visitor), DEMO);
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let page = visitor.get(DEMO).body;
    assert!(
        page.contains(
            "Sign in to the panel as <span class=\"panel-unbroken\">ann@<wbr>example.com</span>"
        ),
        "{page}"
    );
    let answer = ann.change(ANN, ANN_PASSWORD, NEW_PASSWORD);
    assert_eq!(answer.status, 200);
    let page = visitor.get(DEMO).body;
    assert!(page.contains("The password is changed.") && done(&page) == 1);

    go_on(&mut visitor);
    for id in ["ann-phone", "ann-scanner"] {
        enter(&mut visitor, id, NEW_PASSWORD);
    }
    let page = visitor.get(DEMO).body;
    assert!(
        page.contains("Office PC still has the old password."),
        "{page}"
    );
    assert_eq!(done(&page), 2);

    go_on(&mut visitor);
    let page = wait_for(&mut visitor, "The mailbox is locked");
    assert_eq!(done(&page), 3);

    go_on(&mut visitor);
    let page = visitor.get(DEMO).body;
    assert!(
        page.contains(ADMIN) && page.contains(ADMIN_PASSWORD),
        "{page}"
    );
    assert_eq!(stop(&mut visitor), DEMO);
    assert_eq!(panel.administrator().unlock(ANN).status, 204);
    for id in ["ann-phone", "ann-pc", "ann-scanner"] {
        enter(&mut visitor, id, NEW_PASSWORD);
    }
    let page = visitor.get(DEMO).body;
    assert!(page.contains("The mailbox is back"), "{page}");
    assert_eq!(done(&page), 4);
    assert!(!page.contains(NEW_PASSWORD));
}

#[test]
fn whoever_got_the_mailbox_locked_without_the_tour_goes_on_with_the_recovery() {
    let panel = demo(ONCE);
    let mut visitor = panel.browser();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    assert_eq!(ann.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    for _ in 0..5 {
        assert!(!panel.accepts(ANN, ANN_PASSWORD));
    }
    let page = visitor.get(DEMO).body;
    assert!(page.contains("The mailbox is locked: now"), "{page}");
    assert!(page.contains("Next: recover") && done(&page) == 3, "{page}");
    go_on(&mut visitor);
    let page = visitor.get(DEMO).body;
    assert!(page.contains("Remove the password from every"), "{page}");
}

#[test]
fn a_mailbox_that_is_locked_before_its_password_was_changed_is_unlocked_first() {
    let panel = demo(ONCE);
    let mut visitor = panel.browser();
    go_on(&mut visitor);
    // A device that signs in between two refusals would have them counted anew.
    panel.wait_for_log("device=\"ann-phone\" outcome=\"accepted\"");
    for _ in 0..5 {
        assert!(!panel.accepts(ANN, NEW_PASSWORD));
    }
    let page = visitor.get(DEMO).body;
    assert!(page.contains("The mailbox is locked already."), "{page}");
    assert_eq!(panel.administrator().unlock(ANN).status, 204);
    let page = visitor.get(DEMO).body;
    assert!(page.contains("Sign in to the panel as"), "{page}");
}

/// Stops the devices at the page with the panel; says where that leads.
fn stop(browser: &mut Browser) -> String {
    let path = format!("/demo/devices?mailbox={ANN}&beside=panel");
    press(browser, &path, &[("act", "stop")])
}

#[test]
fn whoever_starts_over_finds_everything_as_it_was() {
    let panel = demo(ONCE);
    let mut visitor = panel.signed_in(ANN, ANN_PASSWORD);
    go_on(&mut visitor);
    assert_eq!(visitor.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    enter(&mut visitor, "ann-pc", NEW_PASSWORD);
    let answer = visitor.send(&Request::form(DEMO, &[("act", "start-over")]));
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(answer.header("clear-site-data"), "\"storage\"");
    assert_eq!(visitor.get("/mailbox/password").status, 303, "signed out");
    let page = visitor.get(DEMO).body;
    assert!(
        page.contains("Begin: change it") && done(&page) == 0,
        "{page}"
    );
    assert!(panel.accepts(ANN, ANN_PASSWORD));
    press(
        &mut visitor,
        &format!("/demo/devices?mailbox={ANN}"),
        &[("act", "start")],
    );
    panel.wait_for_log("device=\"ann-phone\" outcome=\"accepted\"");
}

#[test]
fn only_the_demo_lets_its_own_pages_frame_the_panel() {
    let policy = |panel: &Panel, path: &str| {
        let answer = panel.browser().get(path);
        answer.header("content-security-policy").to_owned()
    };
    let there = demo(ONCE);
    let page = policy(&there, DEMO);
    assert!(
        page.contains("frame-src 'self'; frame-ancestors 'none'"),
        "{page}"
    );
    for path in ["/", "/mailbox/password", "/recovery"] {
        let framed = policy(&there, path);
        assert!(
            framed.contains("frame-ancestors 'self'"),
            "{path}: {framed}"
        );
        assert!(!framed.contains("frame-src"), "{path}: {framed}");
    }
    let elsewhere = [Panel::start(), Start::new().without_demo().run()];
    for panel in elsewhere {
        for path in ["/", "/mailbox/password", DEMO] {
            let framed = policy(&panel, path);
            assert!(
                framed.contains("frame-ancestors 'none'"),
                "{path}: {framed}"
            );
            assert!(!framed.contains("frame-src"), "{path}: {framed}");
        }
    }
}

#[test]
fn the_tour_takes_nothing_from_another_site() {
    let panel = demo(ONCE);
    let mut visitor = panel.browser();
    for act in ["next", "start-over"] {
        let request = Request::form(DEMO, &[("act", act)]).header("sec-fetch-site", "cross-site");
        assert_eq!(visitor.send(&request).status, 403, "{act}");
    }
    assert!(visitor.get(DEMO).body.contains("Begin: change it"));
}
