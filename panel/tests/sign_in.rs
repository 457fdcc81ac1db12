//! Signing in, at the panel and at webmail.

#![allow(clippy::panic, clippy::unwrap_used)]

use crate::support::{
    ANN, ANN_PASSWORD, Answer, BOB, CLEO, CLEO_PASSWORD, Panel, Request, Start, WRONG_PASSWORD,
};

/// Signs in at a path and says what came back, with the typed address taken out of the page.
fn check(panel: &Panel, path: &str, mailbox: &str, password: &str) -> (u16, String) {
    let fields = [("address", mailbox), ("password", password)];
    let Answer { status, body, .. } = panel.browser().send(&Request::form(path, &fields));
    let typed = format!("value=\"{mailbox}\"");
    (status, body.replace(&typed, "ADDRESS"))
}

#[test]
fn the_right_password_leads_to_the_mailbox() {
    let panel = Panel::start();
    let mut browser = panel.browser();
    let answer = browser.send(&Request::form(
        "/",
        &[("address", ANN), ("password", ANN_PASSWORD)],
    ));
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, "/mailbox/password")
    );
    let page = browser.get("/mailbox/password");
    assert_eq!(page.status, 200);
    assert!(
        page.body.contains("mailbox=\"ann@example.com\""),
        "{}",
        page.body
    );
    assert_eq!(
        browser.get("/").header("location"),
        "/mailbox/password",
        "who is signed in needs no form"
    );
}

#[test]
fn an_address_has_no_case_and_a_password_is_taken_exactly() {
    let panel = Panel::start();
    assert!(panel.accepts("Ann@Example.COM", ANN_PASSWORD));
    for other in [
        "autumn-harbour-71",
        "Autumn-Harbour-71 ",
        " Autumn-Harbour-71",
        "Autumn-Harbour-7",
    ] {
        assert!(!panel.accepts(ANN, other), "{other:?}");
    }
}

#[test]
fn wrong_unknown_and_locked_look_alike() {
    let panel = Panel::start();
    let words = "The address or the password is not right, ";
    for (path, more) in [
        ("/", "or the mailbox is locked."),
        (
            "/webmail",
            "the mailbox is locked, or an administrator set this password",
        ),
    ] {
        let wrong = check(&panel, path, BOB, WRONG_PASSWORD);
        assert_eq!(wrong.0, 403);
        assert!(wrong.1.contains(&format!("{words}{more}")), "{}", wrong.1);
        assert_eq!(
            check(&panel, path, "nobody@example.com", WRONG_PASSWORD),
            wrong
        );
        assert_eq!(
            check(&panel, path, "no address at all", WRONG_PASSWORD),
            wrong
        );
        assert_eq!(
            check(&panel, path, CLEO, CLEO_PASSWORD),
            wrong,
            "locked, with the right password"
        );
        assert_eq!(check(&panel, path, CLEO, WRONG_PASSWORD), wrong);
    }
}

#[test]
fn a_form_from_another_site_is_refused_and_tries_nothing() {
    let panel = Panel::start();
    let fields = [("address", ANN), ("password", WRONG_PASSWORD)];
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("sec-fetch-site", ""),
    ] {
        for path in ["/", "/webmail"] {
            let request = Request::form(path, &fields)
                .header(name, value)
                .header("origin", "https://evil.example");
            assert_eq!(panel.browser().send(&request).status, 403, "{path} {value}");
        }
    }
    let status = panel.signed_in(ANN, ANN_PASSWORD).status();
    assert_eq!(status.get("lastRefused"), None, "{status}");
}

#[test]
fn a_browser_without_fetch_metadata_signs_in_by_its_origin() {
    let panel = Panel::start();
    let request = Request::form("/", &[("address", ANN), ("password", ANN_PASSWORD)])
        .header("sec-fetch-site", "")
        .header("origin", &panel.address);
    assert_eq!(panel.browser().send(&request).status, 303);
}

#[test]
fn webmail_only_proves_the_password() {
    let panel = Panel::start();
    let mut browser = panel.browser();
    let answer = browser.webmail(ANN, ANN_PASSWORD);
    assert_eq!(answer.status, 200);
    assert!(
        answer
            .body
            .contains("ann@<wbr>example.com</span>; this password works.")
    );
    assert!(browser.cookies.is_empty(), "it gives no session");

    assert_eq!(browser.webmail(ANN, WRONG_PASSWORD).status, 403);
    let status = panel.signed_in(ANN, ANN_PASSWORD).status();
    assert_eq!(status["lastRefused"]["client"], "webmail");
}

#[test]
fn too_many_sign_ins_from_one_address_have_to_wait() {
    let panel = Start::new().with(&["--sign-ins-per-minute", "2"]).run();
    assert_eq!(panel.browser().webmail(BOB, WRONG_PASSWORD).status, 403);
    assert_eq!(panel.browser().webmail(ANN, WRONG_PASSWORD).status, 403);
    let answer = panel.browser().sign_in(ANN, ANN_PASSWORD);
    assert_eq!(answer.status, 429);
    let wait: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    panel.set_clock(60);
    assert!(panel.accepts(ANN, ANN_PASSWORD));
}

#[test]
fn the_sign_in_page_works_without_any_script() {
    let panel = Panel::start();
    let page = panel.browser().get("/").body;
    for part in [
        "<form class=\"panel-form\" method=\"post\" action=\"/\">",
        "autocomplete=\"username\"",
        "autocomplete=\"current-password\"",
        "href=\"/webmail\"",
        "href=\"tel:+1-555-0100\"",
        "href=\"/recovery\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("type=\"module\""));
    let guide = panel.browser().get("/recovery").body;
    for step in [
        "Gather every device",
        "Enter the password on one device at a time",
    ] {
        assert!(guide.contains(step), "{step}");
    }
}

#[test]
fn after_a_refusal_the_sign_in_page_leads_to_help_and_not_to_another_try() {
    let panel = Panel::start();
    let page = panel.browser().sign_in(ANN, WRONG_PASSWORD).body;
    for part in [
        "Several wrong tries can lock the mailbox.",
        "href=\"tel:+1-555-0100\"",
        "href=\"/recovery\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("href=\"/webmail\""), "{page}");
}

#[test]
fn what_was_typed_is_shown_as_text() {
    let panel = Panel::start();
    let answer = panel.browser().sign_in("\"><b>x</b>", WRONG_PASSWORD);
    assert!(
        answer.body.contains("&quot;&gt;&lt;b&gt;"),
        "{}",
        answer.body
    );
    assert!(!answer.body.contains("<b>x"));
}
