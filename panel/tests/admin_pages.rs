//! The administrator's pages.

#![allow(clippy::panic, clippy::unwrap_used)]

use crate::support::{
    ADMIN, ADMIN_PASSWORD, ANN, ANN_PASSWORD, Browser, CLEO, CLEO_PASSWORD, NEW_PASSWORD, Panel,
    WRONG_PASSWORD, encode,
};

/// The page holds each of these, and none of those.
fn check(browser: &mut Browser, path: &str, parts: &[&str], others: &[&str]) {
    let page = browser.get(path);
    assert_eq!(page.status, 200, "{path}");
    for part in parts {
        assert!(page.body.contains(part), "{path}, {part}: {}", page.body);
    }
    for part in others {
        assert!(!page.body.contains(part), "{path}, {part}: {}", page.body);
    }
}

fn mailbox_path(mailbox: &str) -> String {
    format!("/admin/exchange/mailboxes/{}", encode(mailbox))
}

#[test]
fn an_administrator_comes_from_the_sign_in_to_the_mailboxes() {
    let panel = Panel::start();
    let mut browser = panel.browser();
    check(
        &mut browser,
        "/admin",
        &[
            "<form class=\"panel-form\" method=\"post\" action=\"/admin\">",
            "autocomplete=\"username\"",
            "autocomplete=\"current-password\"",
            "href=\"/\"",
            "href=\"/webmail\"",
            "href=\"/recovery\"",
        ],
        &["type=\"module\""],
    );
    check(
        &mut browser,
        "/",
        &["href=\"/admin\"", "href=\"/recovery\""],
        &[],
    );
    let answer = browser.sign_in_as_administrator(ADMIN, ADMIN_PASSWORD);
    assert_eq!((answer.status, answer.header("location")), (303, "/admin"));
    check(
        &mut browser,
        "/admin",
        &[
            "Microsoft Exchange</h2>",
            "<a class=\"panel-link\" href=\"/admin/exchange/mailboxes\">Mailboxes</a>",
            "admin@<wbr>example.com</span> (administrator)",
        ],
        &["type=\"module\"", "type=\"password\""],
    );
}

#[test]
fn wrong_unknown_locked_and_no_administrator_look_alike() {
    let panel = Panel::start();
    let attempt = |mailbox: &str, password: &str| {
        let answer = panel.browser().sign_in_as_administrator(mailbox, password);
        assert_eq!(answer.header("set-cookie"), "", "{mailbox}");
        let typed = format!("value=\"{mailbox}\"");
        (answer.status, answer.body.replace(&typed, "ADDRESS"))
    };
    let wrong = attempt(ADMIN, WRONG_PASSWORD);
    assert_eq!(wrong.0, 403);
    for (mailbox, password) in [
        ("nobody@example.com", WRONG_PASSWORD),
        ("no address", WRONG_PASSWORD),
        (CLEO, CLEO_PASSWORD),
        (ANN, ANN_PASSWORD),
        (ANN, WRONG_PASSWORD),
    ] {
        assert_eq!(attempt(mailbox, password), wrong, "{mailbox}");
    }
}

#[test]
fn a_user_who_tries_the_wrong_door_is_not_locked_for_it() {
    let panel = Panel::start();
    for _ in 0..10 {
        let answer = panel.browser().sign_in_as_administrator(ANN, ANN_PASSWORD);
        assert_eq!(answer.status, 403);
    }
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    assert_eq!(ann.status().get("lastRefused"), None);
    for _ in 0..5 {
        let answer = panel
            .browser()
            .sign_in_as_administrator(ANN, WRONG_PASSWORD);
        assert_eq!(answer.status, 403);
    }
    assert_eq!(ann.status()["locked"], true, "a wrong one counts here, too");
}

#[test]
fn a_browser_has_one_session_and_each_side_leads_to_the_other() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ADMIN, ADMIN_PASSWORD);
    check(
        &mut browser,
        "/admin",
        &[
            "type=\"password\"",
            "Signing in here signs you out there. <a class=\"panel-link\" href=\"/mailbox\">Go on to your mailbox</a>",
        ],
        &[],
    );
    for path in ["/admin/exchange/mailboxes", &mailbox_path(ANN)] {
        let answer = browser.get(path);
        assert_eq!((answer.status, answer.header("location")), (303, "/admin"));
    }
    browser.sign_in_as_administrator(ADMIN, ADMIN_PASSWORD);
    assert_eq!(browser.cookies.len(), 1);
    let answer = browser.get("/mailbox");
    assert_eq!((answer.status, answer.header("location")), (303, "/"));
    check(
        &mut browser,
        "/",
        &[
            "type=\"password\"",
            "href=\"/admin\">Go on to the administration</a>",
        ],
        &["You are an administrator?"],
    );
    browser.sign_in(ADMIN, ADMIN_PASSWORD);
    assert_eq!(browser.get("/mailbox").status, 200);
    assert_eq!(browser.get("/admin/exchange/mailboxes").status, 303);
}

#[test]
fn signing_out_leads_to_the_door_one_came_through() {
    let panel = Panel::start();
    let mut browser = panel.administrator();
    let token = browser.token.clone();
    let answer = browser.send(&crate::support::Request::form(
        "/sign-out",
        &[("token", &token)],
    ));
    assert_eq!((answer.status, answer.header("location")), (303, "/admin"));
    assert_eq!(browser.get("/admin/exchange/mailboxes").status, 303);
}

#[test]
fn a_mailboxs_page_hosts_the_widget() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    check(
        &mut administrator,
        &mailbox_path(CLEO),
        &[
            "<h1 class=\"panel-h1\">Cleo Marsh</h1>",
            "<mailbox-password mode=\"admin\" endpoint=\"/api/admin/mailboxes/{mailbox}/password\" mailbox=\"cleo@example.com\"",
            "policy-endpoint=\"/api/admin/mailboxes/{mailbox}/policy\"",
            "devices-endpoint=\"/api/admin/mailboxes/{mailbox}/devices\"",
            "status-endpoint=\"/api/admin/mailboxes/{mailbox}/status\"",
            "unlock-endpoint=\"/api/admin/mailboxes/{mailbox}/unlock\"",
            "webmail=\"/webmail\"",
            "help=\"tel:+1-555-0100\"",
            "recovery-url=\"/recovery?mailbox={mailbox}\"",
            "csrf-header=\"X-CSRF-Token\"",
            "csrf-source=\"meta:csrf-token\"",
            "<meta name=\"csrf-token\"",
            "<script type=\"module\" src=\"/widget/element.js\"></script>",
            "needs JavaScript and WebAssembly",
            "this mailbox was locked.",
            "href=\"/recovery?mailbox=cleo%40example.com\"",
        ],
        &[],
    );
}

#[test]
fn ones_own_mailbox_has_no_form_there() {
    let panel = Panel::start();
    check(
        &mut panel.administrator(),
        &mailbox_path(ADMIN),
        &["your own mailbox.", "at the third", "Activity</h2>"],
        &["<mailbox-password", "type=\"module\""],
    );
}

#[test]
fn a_mailbox_that_is_foreign_or_not_there_is_answered_alike_and_as_text() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    let mut page = |mailbox: &str, shown: &str| {
        for path in [
            mailbox_path(mailbox),
            format!("/recovery?mailbox={}", encode(mailbox)),
        ] {
            let answer = administrator.get(&path);
            assert_eq!(answer.status, 404, "{path}");
            assert!(answer.body.contains("There is no such mailbox</h1>"));
            assert!(answer.body.contains(shown), "{}", answer.body);
            assert!(!answer.body.contains("<mailbox-password"));
        }
        let body = administrator.get(&mailbox_path(mailbox)).body;
        body.replace(shown, "ADDRESS")
    };
    let foreign = page("dora@example.net", "dora@<wbr>example.net");
    assert_eq!(
        page("nobody@example.com", "nobody@<wbr>example.com"),
        foreign
    );
    assert_eq!(page("<b>x</b>@y", "&lt;b&gt;x&lt;/b&gt;@<wbr>y"), foreign);
}

#[test]
fn what_happened_lately_is_said_in_words() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    assert!(!panel.accepts(CLEO, WRONG_PASSWORD));
    assert_eq!(administrator.reset(CLEO, "short").status, 422);
    let request = administrator.reset_request(CLEO, NEW_PASSWORD).header(
        "idempotency-key",
        "\"abcdef00-0000-4000-8000-000000000000\"",
    );
    assert_eq!(administrator.send(&request).status, 200);
    assert_eq!(administrator.unlock(CLEO).status, 204);
    assert!(panel.accepts(CLEO, NEW_PASSWORD));
    let page = administrator.get(&mailbox_path(CLEO)).body;
    let mut rest = page.as_str();
    for part in [
        "A sign-in <small>Webmail</small>",
        "An administrator unlocked the mailbox <small>admin@example.com, Control panel</small>",
        "An administrator set the password",
        "Control panel, reference abcdef</small>",
        "A password from an administrator was refused by the rules",
        "A sign-in was refused: the mailbox was locked",
    ] {
        let (_, later) = rest
            .split_once(part)
            .unwrap_or_else(|| panic!("{part}: {page}"));
        rest = later;
    }
    assert!(!page.contains("this mailbox was locked"));
    for _ in 0..30 {
        assert!(panel.accepts(CLEO, NEW_PASSWORD));
    }
    let page = administrator.get(&mailbox_path(CLEO)).body;
    assert!(
        page.contains("31 sign-ins <small>Webmail</small>"),
        "what differs in nothing but its time is one row: {page}"
    );
}

#[test]
fn opening_a_page_extends_an_administrators_session_and_polling_does_not() {
    let panel = Panel::start();
    let (mut reader, mut poller) = (panel.administrator(), panel.administrator());
    panel.set_clock(20 * 60);
    for path in [
        "/admin",
        "/admin/activity",
        "/admin/exchange/mailboxes",
        &mailbox_path(ANN),
        "/recovery",
    ] {
        let answer = reader.clone().get(path);
        assert!(answer.header("set-cookie").starts_with("mailbox-panel="));
    }
    reader.get("/admin");
    poller.status_of(ANN);
    panel.set_clock(40 * 60);
    assert_eq!(reader.get("/admin/exchange/mailboxes").status, 200);
    assert_eq!(poller.get("/admin/exchange/mailboxes").status, 303);
}
