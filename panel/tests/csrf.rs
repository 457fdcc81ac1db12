//! A change is accepted from a page of the panel, and from nowhere else.

#![allow(clippy::panic, clippy::unwrap_used)]

use crate::support::{ANN, ANN_PASSWORD, BOB, BOB_PASSWORD, Browser, NEW_PASSWORD, Panel, Request};

/// Sends a change that is altered like this; it must be refused without being tried.
fn check(
    panel: &Panel,
    browser: &mut Browser,
    status: u16,
    alter: impl FnOnce(Request) -> Request,
) {
    let request = alter(browser.change_request(ANN, ANN_PASSWORD, NEW_PASSWORD));
    let answer = browser.send(&request);
    assert_eq!(answer.status, status, "{answer:?}");
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(answer.json()["type"], "about:blank");
    assert!(!panel.log().contains("change received"));
}

#[test]
fn a_change_without_the_sessions_token_is_refused() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let bobs = panel.signed_in(BOB, BOB_PASSWORD).token;
    check(&panel, &mut browser, 403, |request| {
        request.header("x-csrf-token", "")
    });
    check(&panel, &mut browser, 403, |request| {
        request.header("x-csrf-token", "!")
    });
    check(&panel, &mut browser, 403, |request| {
        request.header("x-csrf-token", &bobs)
    });
}

#[test]
fn a_change_from_another_site_is_refused() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    for site in ["cross-site", "same-site", "none"] {
        check(&panel, &mut browser, 403, |request| {
            request.header("sec-fetch-site", site)
        });
    }
    let old = |request: Request| request.header("sec-fetch-site", "");
    check(&panel, &mut browser, 403, old);
    check(&panel, &mut browser, 403, |request| {
        old(request).header("origin", "https://evil.example")
    });
    check(&panel, &mut browser, 403, |request| {
        old(request).header("origin", "null")
    });
    check(&panel, &mut browser, 403, |request| {
        old(request).header("referer", "https://evil.example/mailbox")
    });
}

#[test]
fn a_change_that_a_form_could_send_is_refused() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    for kind in [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
    ] {
        check(&panel, &mut browser, 415, |request| {
            request.header("content-type", kind)
        });
    }
}

#[test]
fn a_browser_without_fetch_metadata_is_known_by_its_origin() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let request = browser
        .change_request(ANN, ANN_PASSWORD, NEW_PASSWORD)
        .header("sec-fetch-site", "")
        .header("origin", &panel.address)
        .header("content-type", "application/json; charset=utf-8");
    assert_eq!(browser.send(&request).status, 200);
}
