//! Who gets what: every endpoint, asked by everybody. The table is printed, and is the one in `docs/roles.md`.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::path::Path;

use crate::support::simulated::{ONCE, demo};
use crate::support::{
    ADMIN, ADMIN_PASSWORD, ANN, ANN_PASSWORD, BOB, BOB_PASSWORD, Browser, NEW_PASSWORD,
    OTHER_ADMIN, OTHER_ADMIN_PASSWORD, Panel, Request, WRONG_PASSWORD, encode,
};
use serde_json::json;

/// Who asks, always about Ann's mailbox.
const CALLERS: [(&str, &str, &str); 5] = [
    ("nobody", "nobody@example.com", WRONG_PASSWORD),
    ("user", ANN, ANN_PASSWORD),
    ("other user", BOB, BOB_PASSWORD),
    ("administrator", ADMIN, ADMIN_PASSWORD),
    (
        "administrator of another domain",
        OTHER_ADMIN,
        OTHER_ADMIN_PASSWORD,
    ),
];

/// Every endpoint, and what each of them is to get; a redirection with where it leads.
const ROWS: [(&str, &str, [&str; 5]); 38] = [
    (
        "GET",
        "/",
        [
            "200",
            "303 /mailbox/password",
            "303 /mailbox/password",
            "200",
            "200",
        ],
    ),
    (
        "POST",
        "/",
        [
            "403",
            "303 /mailbox/password",
            "303 /mailbox/password",
            "303 /mailbox/password",
            "303 /mailbox/password",
        ],
    ),
    ("GET", "/mailbox", ["303 /", "200", "200", "303 /", "303 /"]),
    (
        "GET",
        "/mailbox/password",
        ["303 /", "200", "200", "303 /", "303 /"],
    ),
    (
        "GET",
        "/mailbox/devices",
        ["303 /", "200", "200", "303 /", "303 /"],
    ),
    ("GET", "/session", ["200"; 5]),
    (
        "POST",
        "/sign-out",
        ["303 /", "303 /", "303 /", "303 /admin", "303 /admin"],
    ),
    ("GET", "/webmail", ["200"; 5]),
    ("POST", "/webmail", ["403", "200", "200", "200", "200"]),
    ("GET", "/recovery", ["200", "200", "200", "200", "404"]),
    ("GET", "/admin", ["200"; 5]),
    (
        "POST",
        "/admin",
        ["403", "403", "403", "303 /admin", "303 /admin"],
    ),
    (
        "GET",
        "/admin/exchange/mailboxes",
        ["303 /admin", "303 /admin", "303 /admin", "200", "200"],
    ),
    (
        "GET",
        "/admin/exchange/mailboxes/{mailbox}",
        ["303 /admin", "303 /admin", "303 /admin", "200", "404"],
    ),
    ("GET", "/demo", ["404"; 5]),
    ("POST", "/demo", ["404"; 5]),
    ("GET", "/demo/devices", ["404"; 5]),
    ("POST", "/demo/devices", ["404"; 5]),
    ("GET", "/demo/devices/{id}", ["404"; 5]),
    ("POST", "/demo/devices/{id}", ["404"; 5]),
    ("GET", "/demo.js", ["200"; 5]),
    ("GET", "/panel.js", ["200"; 5]),
    ("GET", "/panel.svg", ["200"; 5]),
    (
        "POST",
        "/api/mailbox/password",
        ["401", "200", "403", "403", "403"],
    ),
    (
        "GET",
        "/api/mailbox/policy",
        ["401", "200", "200", "403", "403"],
    ),
    (
        "GET",
        "/api/mailbox/devices",
        ["401", "200", "200", "403", "403"],
    ),
    (
        "GET",
        "/api/mailbox/status",
        ["401", "200", "200", "403", "403"],
    ),
    (
        "POST",
        "/api/admin/mailboxes/{mailbox}/password",
        ["401", "403", "403", "200", "404"],
    ),
    (
        "GET",
        "/api/admin/mailboxes/{mailbox}/policy",
        ["401", "403", "403", "200", "404"],
    ),
    (
        "GET",
        "/api/admin/mailboxes/{mailbox}/devices",
        ["401", "403", "403", "200", "404"],
    ),
    (
        "GET",
        "/api/admin/mailboxes/{mailbox}/status",
        ["401", "403", "403", "200", "404"],
    ),
    (
        "POST",
        "/api/admin/mailboxes/{mailbox}/unlock",
        ["401", "403", "403", "204", "404"],
    ),
    ("GET", "/widget/{*name}", ["200"; 5]),
    ("GET", "/csp-report", ["200"; 5]),
    ("POST", "/csp-report", ["204"; 5]),
    (
        "GET",
        "/.well-known/change-password",
        ["302 /mailbox/password"; 5],
    ),
    ("GET", "/healthz", ["200"; 5]),
    ("GET", "/readyz", ["200"; 5]),
];

/// The endpoints of the simulated devices where there are any: in a demo on its temporary store.
const DEMO_ROWS: [(&str, &str, [&str; 5]); 6] = [
    ("GET", "/demo", ["200"; 5]),
    ("POST", "/demo", ["303 /demo"; 5]),
    ("GET", "/demo/devices", ["200"; 5]),
    ("POST", "/demo/devices", ["303 /demo/devices"; 5]),
    ("GET", "/demo/devices/{id}", ["200"; 5]),
    ("POST", "/demo/devices/{id}", ["303 /demo/devices"; 5]),
];

/// Somebody with a browser.
struct Caller {
    mailbox: &'static str,
    password: &'static str,
    browser: Browser,
}

impl Caller {
    fn new(panel: &Panel, (name, mailbox, password): (&str, &'static str, &'static str)) -> Self {
        let browser = match name {
            "nobody" => panel.browser(),
            "user" | "other user" => panel.signed_in(mailbox, password),
            _ => panel.signed_in_as_administrator(mailbox, password),
        };
        Self {
            mailbox,
            password,
            browser,
        }
    }

    /// A whole request: whoever may do it gets it done.
    fn request(&self, method: &str, template: &str) -> Request {
        let path = template
            .replace("{mailbox}", &encode(ANN))
            .replace("{id}", "ann-phone")
            .replace("{*name}", "element.js");
        let credentials = [("address", self.mailbox), ("password", self.password)];
        match (method, template) {
            ("GET", "/recovery") => Request::get(&format!("/recovery?mailbox={}", encode(ANN))),
            ("GET", _) => Request::get(&path),
            (_, "/" | "/admin" | "/webmail") => Request::form(&path, &credentials),
            (_, "/sign-out") => Request::form(&path, &[("token", &self.browser.token)]),
            (_, "/api/mailbox/password") => {
                self.browser
                    .change_request(ANN, self.password, NEW_PASSWORD)
            }
            (_, "/api/admin/mailboxes/{mailbox}/password") => {
                self.browser.reset_request(ANN, NEW_PASSWORD)
            }
            (_, "/api/admin/mailboxes/{mailbox}/unlock") => self.browser.unlock_request(ANN),
            (_, "/csp-report") => self.browser.post(&path, &json!({})),
            (_, "/demo") => Request::form(&path, &[("act", "next")]),
            (_, "/demo/devices") => Request::form(&path, &[("act", "start")]),
            (_, "/demo/devices/{id}") => Request::form(&path, &[("act", "remove")]),
            other => panic!("no request is known for {other:?}"),
        }
    }
}

/// Asks for these endpoints as everybody; everybody must get what the rows say, and what stands in this part of the
/// document.
fn check(rows: &[(&str, &str, [&str; 5])], part: &str, start: impl Fn() -> Panel) {
    let got: Vec<_> = rows
        .iter()
        .map(|(method, path, _)| (*method, *path, ask(&start(), method, path)))
        .collect();
    let table = table(&got);
    println!("{table}");
    for ((method, path, expected), (.., statuses)) in rows.iter().zip(&got) {
        assert_eq!(statuses, expected, "{method} {path}");
    }
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/roles.md");
    let docs = std::fs::read_to_string(docs).unwrap();
    let (_, rest) = docs
        .split_once(&format!("<!-- {part}:begin -->\n"))
        .unwrap();
    let (written, _) = rest.split_once(&format!("<!-- {part}:end -->")).unwrap();
    assert!(written == table, "docs/roles.md needs the table above");
}

/// Asks for one endpoint as everybody; says what each of them got.
fn ask(panel: &Panel, method: &str, path: &str) -> [String; 5] {
    CALLERS
        .map(|caller| Caller::new(panel, caller))
        .map(|mut caller| {
            let request = caller.request(method, path);
            let answer = caller.browser.send(&request);
            let status = answer.status.to_string();
            let location = answer.header("location");
            let path = location.split(['?', '#']).next().unwrap();
            format!("{status} {path}").trim().to_owned()
        })
}

fn table(rows: &[(&str, &str, [String; 5])]) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut head = vec!["method".to_owned(), "path".to_owned()];
    head.extend(CALLERS.map(|(name, ..)| name.to_owned()));
    let mut text = line(head) + "|---|---|---|---|---|---|---|\n";
    for (method, path, statuses) in rows {
        let mut cells = vec![(*method).to_owned(), format!("`{path}`")];
        cells.extend(statuses.iter().cloned());
        text += &line(cells);
    }
    text
}

#[test]
fn everybody_gets_what_the_table_says() {
    check(&ROWS, "roles", Panel::start);
}

#[test]
fn the_demos_devices_are_everybodys() {
    check(&DEMO_ROWS, "demo", || demo(ONCE));
}

#[test]
fn every_endpoint_of_the_panel_has_a_row() {
    let rows = ROWS.map(|(method, path, _)| (method, path));
    assert_eq!(panel::endpoints(), rows);
}
