//! The shipped configurations of nginx and Caddy, with the real servers.

use domain_tests::accounts::{PASSWORD, principal};
use domain_tests::{Controller, Proxy, ProxyKind};

use super::support::{browser, panel, plain_browser};
use crate::http::Request;

const NEW: &str = "Velvet#Tramway46";
const WRONG: &str = "Never-Was-A-Password-1";

#[test]
fn somebody_changes_the_password_through_each_proxy_and_the_cookie_is_secure() {
    let controller = Controller::start();
    for (kind, account) in ProxyKind::ALL.into_iter().zip(["alice", "bob"]) {
        // The proxy's address is known only once it runs, and the panel's only then: browsers say what a page's origin is.
        let panel = panel(&controller, &["--origin", "https://panel.example.com"]);
        let proxy = Proxy::start(kind, &controller, &[panel.address()]);
        let mut ann = browser(&proxy);
        let answer = ann.sign_in(&principal(account), PASSWORD);
        assert_eq!(answer.status, 303, "{kind:?}: {answer:?}");
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with("__Host-mailbox-panel="), "{cookie}");
        assert!(cookie.contains("; Secure"), "{cookie}");
        assert!(
            answer
                .header("strict-transport-security")
                .contains("max-age="),
            "{kind:?}: {answer:?}"
        );
        let answer = ann.change(&principal(account), PASSWORD, NEW);
        assert_eq!(answer.status, 200, "{kind:?}: {answer:?}");
        assert_eq!(ann.status()["mustChange"], false);
    }
}

#[test]
fn a_forged_source_counts_as_the_one_that_it_is() {
    let controller = Controller::start();
    for kind in ProxyKind::ALL {
        let panel = panel(&controller, &["--sign-ins-per-minute", "2"]);
        let proxy = Proxy::start(kind, &controller, &[panel.address()]);
        let statuses = ["203.0.113.1", "203.0.113.2", "203.0.113.3"].map(|forged| {
            let fields = [("address", "nobody@corp.test"), ("password", WRONG)];
            let request = Request::form("/webmail", &fields)
                .header("x-forwarded-for", forged)
                .header("forwarded", &format!("for={forged}"))
                .header("x-real-ip", forged);
            browser(&proxy).send(&request).status
        });
        assert_eq!(statuses, [403, 403, 429], "{kind:?}");
        // It is the one that this test has without the proxy; somebody else is another one.
        let from = |source: &str| {
            let fields = [("address", "nobody@corp.test"), ("password", WRONG)];
            let request = Request::form("/webmail", &fields).header("x-forwarded-for", source);
            panel.browser().send(&request).status
        };
        assert_eq!(from("127.0.0.1"), 429, "{kind:?}");
        assert_eq!(from("192.0.2.1"), 403, "{kind:?}");
    }
}

#[test]
fn a_body_that_is_too_long_is_refused_with_an_answer_that_says_not_changed() {
    let controller = Controller::start();
    for kind in ProxyKind::ALL {
        let panel = panel(&controller, &[]);
        let proxy = Proxy::start(kind, &controller, &[panel.address()]);
        let mut alice = browser(&proxy);
        assert_eq!(alice.sign_in(&principal("alice"), PASSWORD).status, 303);
        let request = alice.change_request(&principal("alice"), PASSWORD, &"x".repeat(70_000));
        assert_eq!(alice.send(&request).status, 413, "{kind:?}");
        let request = alice.change_request(&principal("alice"), WRONG, NEW);
        let request = request.member("unknown", &"x".repeat(60_000).into());
        assert_eq!(alice.send(&request).status, 422, "{kind:?}");
    }
}

#[test]
fn under_a_path_the_sign_in_and_the_page_for_password_managers_are_found() {
    let controller = Controller::start();
    for kind in ProxyKind::ALL {
        let panel = panel(
            &controller,
            &[
                "--base-path",
                "/portal",
                "--origin",
                "https://panel.example.com",
            ],
        );
        let proxy = Proxy::start(kind, &controller, &[panel.address()]);
        let mut somebody = browser(&proxy);
        let page = somebody.get("/portal/");
        assert_eq!(page.status, 200, "{kind:?}: {page:?}");
        assert!(page.body.contains("action=\"/portal/\""), "{}", page.body);
        let answer = somebody.get("/.well-known/change-password");
        assert_eq!(answer.status, 302, "{kind:?}: {answer:?}");
        let place = answer.header("location").to_owned();
        assert!(place.starts_with("/portal/"), "{kind:?}: {place}");
        assert_eq!(somebody.get("/elsewhere").status, 404, "{kind:?}");
    }
}

#[test]
fn nginx_leads_from_plain_http_to_https() {
    let controller = Controller::start();
    let panel = panel(&controller, &[]);
    let proxy = Proxy::start(ProxyKind::Nginx, &controller, &[panel.address()]);
    let answer = plain_browser(&proxy).get("/mailbox");
    assert_eq!(answer.status, 301);
    assert_eq!(
        answer.header("location"),
        format!("{}/mailbox", proxy.url())
    );
}
