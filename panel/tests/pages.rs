//! What pages are made of, and the headers that every answer carries.

#![allow(clippy::panic, clippy::unwrap_used)]

use crate::style::style_sources;
use crate::support::{ANN, ANN_PASSWORD, Answer, Panel, Request, Start, WRONG_PASSWORD};
use serde_json::json;

/// What an administrator can open.
const ADMIN_PAGES: [&str; 7] = [
    "/admin",
    "/admin/activity",
    "/admin/exchange/mailboxes",
    "/admin/exchange/mailboxes?q=nobody",
    "/admin/exchange/mailboxes/cleo%40example.com",
    "/admin/exchange/mailboxes/nobody",
    "/recovery?mailbox=cleo%40example.com",
];

fn check(answer: &Answer, status: u16, caching: &str) {
    assert_eq!(answer.status, status, "{answer:?}");
    let styles = style_sources(&answer.body);
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src {styles}; connect-src 'self'; \
         img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'; report-uri /csp-report"
    );
    assert_eq!(answer.header("content-security-policy"), policy);
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("referrer-policy"), "same-origin");
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
    assert_eq!(answer.header("cache-control"), caching);
}

#[test]
fn every_answer_is_protected_and_no_page_is_stored() {
    let panel = Panel::start();
    let mut browser = panel.browser();
    check(&browser.get("/"), 200, "no-store");
    check(&browser.get("/webmail"), 200, "no-store");
    check(&browser.get("/mailbox/password"), 303, "no-store");
    check(&browser.get("/nowhere"), 404, "no-store");
    check(&browser.get("/api/mailbox/status"), 401, "no-store");
    check(&browser.sign_in(ANN, WRONG_PASSWORD), 403, "no-store");
    check(&browser.sign_in(ANN, ANN_PASSWORD), 303, "no-store");
    check(&browser.get("/mailbox/password"), 200, "no-store");
    for path in ["policy", "devices", "status"] {
        check(
            &browser.get(&format!("/api/mailbox/{path}")),
            200,
            "no-store",
        );
    }
    check(&browser.change(ANN, WRONG_PASSWORD, "x"), 422, "no-store");
    check(&browser.get("/panel.js"), 200, "no-cache");
    check(&browser.get("/panel.svg"), 200, "no-cache");
}

#[test]
fn no_page_has_inline_script_or_a_style_attribute() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let mut pages = vec![
        browser.get("/mailbox/password").body,
        browser.webmail(ANN, ANN_PASSWORD).body,
    ];
    let mut visitor = panel.browser();
    pages.extend([
        visitor.get("/").body,
        visitor.get("/webmail").body,
        visitor.sign_in(ANN, "").body,
        visitor.get("/recovery?mailbox=ann%40example.com").body,
        visitor.get("/admin").body,
    ]);
    let mut administrator = panel.administrator();
    for path in ADMIN_PAGES {
        pages.push(administrator.get(path).body);
    }
    for page in pages {
        assert!(
            page.starts_with("<!DOCTYPE html><html lang=\"en\">"),
            "{page}"
        );
        for part in [" style=", " onclick", "javascript:", "data:", "<script>"] {
            assert!(!page.contains(part), "{part}: {page}");
        }
        for part in [
            " id=\"main\" tabindex=\"-1\">",
            "href=\"#main\"",
            "<header",
            "<h1",
            "<title>",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
    }
}

#[test]
fn the_mailbox_page_hosts_the_widget() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let page = browser.get("/mailbox/password").body;
    for part in [
        "<mailbox-password endpoint=\"/api/mailbox/password\" mailbox=\"ann@example.com\"",
        "policy-endpoint=\"/api/mailbox/policy\"",
        "devices-endpoint=\"/api/mailbox/devices\"",
        "status-endpoint=\"/api/mailbox/status\"",
        "webmail=\"/webmail\"",
        "help=\"tel:+1-555-0100\"",
        "csrf-header=\"X-CSRF-Token\"",
        "csrf-source=\"meta:csrf-token\"",
        "<script type=\"module\" src=\"/widget/element.js\"></script>",
        "<link rel=\"modulepreload\" href=\"/widget/mailbox-password-0a1b2c3d.js\" integrity=\"sha384-AAAA\">",
        "<link rel=\"preload\" as=\"fetch\" crossorigin href=\"/widget/mailbox-password-0a1b2c3d.wasm\">",
        "<style>main{}</style>",
        "needs JavaScript and WebAssembly",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    std::fs::remove_file(panel.folder().join("dist/integrity.json")).unwrap();
    assert!(
        !browser.get("/mailbox/password").body.contains("preload"),
        "it works without being told what to preload"
    );
}

#[test]
fn a_page_brings_the_skeleton_that_dist_holds_for_its_mode_and_language() {
    let panel = Panel::start();
    let folder = panel.folder().join("dist/skeleton");
    std::fs::create_dir_all(&folder).unwrap();
    for name in ["self.en", "admin.en", "recovery.de"] {
        let skeleton = format!(
            "<i id=\"{{prefix}}-x\" aria-level=\"{{heading-level}}\" value=\"{{mailbox}}\">{name}</i>"
        );
        std::fs::write(folder.join(format!("{name}.html")), skeleton).unwrap();
    }
    let filled = |name: &str, mailbox: &str| {
        format!("><i id=\"mailbox-password-x\" aria-level=\"2\" value=\"{mailbox}\">{name}</i><div")
    };
    let mut user = panel.signed_in(ANN, ANN_PASSWORD);
    let page = user.get("/mailbox/password").body;
    assert!(page.contains(&filled("self.en", ANN)), "{page}");
    // There is none in German for this mode.
    let page = user.get("/mailbox/password?lang=de").body;
    assert!(
        page.contains("lang=\"de\"><div lang=\"en\">") && !page.contains("<i "),
        "{page}"
    );
    let page = user.get("/recovery?lang=de").body;
    assert!(page.contains(&filled("recovery.de", "")), "{page}");
    let mut administrator = panel.administrator();
    let path = "/admin/exchange/mailboxes/cleo%40example.com";
    let page = administrator.get(path).body;
    assert!(
        page.contains(&filled("admin.en", "cleo@example.com")),
        "{page}"
    );
}

#[test]
fn the_widget_speaks_the_visitors_language() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let mut language = |path: &str, accepted: &str| {
        let page = browser
            .send(&Request::get(path).header("accept-language", accepted))
            .body;
        let (_, rest) = page
            .split_once("csrf-source=\"meta:csrf-token\" lang=\"")
            .unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    assert_eq!(language("/mailbox/password", ""), "en-GB");
    assert_eq!(
        language("/mailbox/password", "fr-FR, de-AT;q=0.8, en;q=0.5"),
        "de"
    );
    assert_eq!(language("/mailbox/password", "en-US, de"), "en-GB");
    assert_eq!(language("/mailbox/password?lang=de", "en"), "de");
    assert_eq!(language("/mailbox/password?lang=xx", "de"), "de");
}

#[test]
fn password_managers_find_the_form() {
    let panel = Panel::start();
    let answer = panel.browser().get("/.well-known/change-password");
    assert_eq!(
        (answer.status, answer.header("location")),
        (302, "/mailbox/password")
    );
    let missing = "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200";
    assert_eq!(panel.browser().get(missing).status, 404);
}

#[test]
fn reports_of_a_broken_policy_are_counted_for_tests_only() {
    let panel = Panel::start();
    let mut browser = panel.browser();
    assert_eq!(browser.get("/csp-report").json(), json!({ "count": 0 }));
    let report = r#"{"csp-report":{"violated-directive":"style-src","blocked-uri":"inline"}}"#;
    for body in [report, "not json", ""] {
        let request = Request::form("/csp-report", &[])
            .header("content-type", "application/csp-report")
            .body(body);
        assert_eq!(browser.send(&request).status, 204);
    }
    assert_eq!(browser.get("/csp-report").json(), json!({ "count": 3 }));
    panel.wait_for_log("directive=\"style-src\"");
    assert_eq!(
        Start::new()
            .without_demo()
            .run()
            .browser()
            .get("/csp-report")
            .status,
        404
    );
}

#[test]
fn a_broken_store_is_answered_in_words() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let mut administrator = panel.administrator();
    assert_eq!(browser.get("/readyz").body, "ok");
    panel.store().execute_batch("DROP TABLE accounts").unwrap();
    assert_eq!(browser.get("/readyz").status, 503);
    assert_eq!(browser.get("/healthz").body, "ok", "the process runs");
    for path in [
        "/api/mailbox/policy",
        "/api/mailbox/devices",
        "/api/mailbox/status",
    ] {
        assert_eq!(browser.get(path).code(), "directory-unavailable", "{path}");
    }
    assert_eq!(
        browser.change(ANN, ANN_PASSWORD, "x").code(),
        "directory-unavailable"
    );
    for path in ["/", "/mailbox/password"] {
        let page = browser.get(path);
        assert_eq!(page.status, 503, "{path}");
        assert!(page.body.contains("Nothing was changed."), "{path}");
    }
    for path in ADMIN_PAGES {
        assert_eq!(administrator.get(path).status, 503, "{path}");
    }
    assert_eq!(administrator.unlock(ANN).code(), "directory-unavailable");
    assert_eq!(panel.browser().sign_in(ANN, ANN_PASSWORD).status, 503);
    assert!(!panel.log().contains("panicked"));
}
