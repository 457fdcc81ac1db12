//! The panel under a path of a host that it shares.

#![allow(clippy::panic, clippy::unwrap_used)]

use crate::support::{
    ADMIN, ADMIN_PASSWORD, ANN, ANN_PASSWORD, Browser, NEW_PASSWORD, Panel, Request, Start,
};
use serde_json::json;

fn panel() -> Panel {
    Start::new()
        .with(&["--base-path", "/portal", "--origin", "https://localhost"])
        .run()
}

/// Every path of the host that a page names.
fn links(page: &str) -> Vec<&str> {
    page.split("=\"/")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect()
}

/// Every link of a page leads below the path, to something that is there.
fn check(browser: &mut Browser, path: &str) {
    let page = browser.get(path);
    assert_eq!(page.status, 200, "{path}");
    let policy = page.header("content-security-policy");
    assert!(policy.contains("report-uri /portal/csp-report"), "{policy}");
    let links = links(&page.body);
    assert!(links.len() >= 5, "{path}: {links:?}");
    for link in links {
        assert!(link.starts_with("portal/"), "{path}: /{link}");
        if link.contains('{') || link.contains("/api/") || link.contains("sign-out") {
            continue;
        }
        let status = browser.clone().get(&format!("/{link}")).status;
        assert!(matches!(status, 200 | 303), "{path}: /{link}: {status}");
    }
}

#[test]
fn every_page_leads_below_it() {
    let panel = panel();
    let mut browser = panel.browser();
    assert_eq!(browser.get("/").status, 404);
    assert_eq!(browser.get("/mailbox").status, 404);
    for path in ["/portal", "/portal/", "/portal/webmail", "/portal/recovery"] {
        check(&mut browser, path);
    }
    let form = [("address", ANN), ("password", ANN_PASSWORD)];
    let answer = browser.send(&Request::form("/portal/", &form));
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, "/portal/mailbox/password")
    );
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("__Host-mailbox-panel-portal="),
        "{cookie}"
    );
    for path in [
        "/portal/mailbox",
        "/portal/mailbox/password",
        "/portal/mailbox/devices",
    ] {
        check(&mut browser, path);
    }
    let page = browser.get("/portal/mailbox/password").body;
    let (_, rest) = page.split_once("name=\"csrf-token\" content=\"").unwrap();
    browser.token = rest.split('"').next().unwrap().to_owned();
    let body =
        json!({ "mailbox": ANN, "currentPassword": ANN_PASSWORD, "newPassword": NEW_PASSWORD });
    let request = browser.post("/portal/api/mailbox/password", &body);
    assert_eq!(browser.send(&request).status, 200);
    let form = [("address", ADMIN), ("password", ADMIN_PASSWORD)];
    assert_eq!(
        browser.send(&Request::form("/portal/admin", &form)).status,
        303
    );
    for path in [
        "/portal/admin",
        "/portal/admin/activity",
        "/portal/admin/exchange/mailboxes",
    ] {
        check(&mut browser, path);
    }
}

#[test]
fn what_belongs_to_the_host_is_answered_beside_it() {
    let panel = panel();
    let mut browser = panel.browser();
    assert_eq!(browser.get("/healthz").status, 200);
    let answer = browser.get("/.well-known/change-password");
    assert_eq!(
        (answer.status, answer.header("location")),
        (302, "/portal/mailbox/password")
    );
}

#[test]
fn browsers_keep_to_https_where_the_origin_says_so() {
    let header = "strict-transport-security";
    let answer = panel().browser().get("/portal/");
    assert_eq!(answer.header(header), "max-age=31536000");
    assert_eq!(Panel::start().browser().get("/").header(header), "");
}
