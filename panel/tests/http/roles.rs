//! Who gets what: every endpoint, asked by everybody about one mailbox.

use serde_json::json;

use super::{Browser, Request, encode};

/// Who asks.
pub const CALLERS: [&str; 5] = [
    "nobody",
    "user",
    "other user",
    "administrator",
    "administrator of another domain",
];

/// The new password of a change and of a reset.
const NEW_PASSWORD: &str = "Winter-Ferry-1904";

/// A method, a path, and what each of [`CALLERS`] gets.
pub type Row<T> = (&'static str, &'static str, [T; 5]);

/// Every endpoint, and what each of them is to get; a redirection with where it leads.
pub const ROWS: [Row<&str>; 40] = [
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
        "/admin/activity",
        ["303 /admin", "303 /admin", "303 /admin", "200", "200"],
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
    ("POST", "/api/evidence", ["404"; 5]),
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

/// Somebody with a browser.
pub struct Caller {
    mailbox: &'static str,
    password: &'static str,
    browser: Browser,
}

impl Caller {
    /// Signs in as this one of [`CALLERS`] does.
    pub fn new(base: &str, name: &str, mailbox: &'static str, password: &'static str) -> Self {
        let mut browser = Browser::new(base);
        match name {
            "nobody" => {}
            "user" | "other user" => {
                let answer = browser.sign_in(mailbox, password);
                assert_eq!(answer.status, 303, "{mailbox}");
            }
            _ => {
                let answer = browser.sign_in_as_administrator(mailbox, password);
                assert_eq!(answer.status, 303, "{mailbox}");
            }
        }
        Self {
            mailbox,
            password,
            browser,
        }
    }

    /// What comes of a whole request about this mailbox: whoever may do it gets it done.
    pub fn ask(mut self, target: &str, method: &str, template: &str) -> String {
        let request = self.request(target, method, template);
        let answer = self.browser.send(&request);
        let status = answer.status.to_string();
        let location = answer.header("location");
        let path = location.split(['?', '#']).next().unwrap();
        format!("{status} {path}").trim().to_owned()
    }

    fn request(&self, target: &str, method: &str, template: &str) -> Request {
        let path = template
            .replace("{mailbox}", &encode(target))
            .replace("{id}", "ann-phone")
            .replace("{*name}", "element.js");
        let credentials = [("address", self.mailbox), ("password", self.password)];
        match (method, template) {
            ("GET", "/recovery") => Request::get(&format!("/recovery?mailbox={}", encode(target))),
            ("GET", _) => Request::get(&path),
            (_, "/" | "/admin" | "/webmail") => Request::form(&path, &credentials),
            (_, "/sign-out") => Request::form(&path, &[("token", &self.browser.token)]),
            (_, "/api/mailbox/password") => {
                self.browser
                    .change_request(target, self.password, NEW_PASSWORD)
            }
            (_, "/api/admin/mailboxes/{mailbox}/password") => {
                self.browser.reset_request(target, NEW_PASSWORD)
            }
            (_, "/api/admin/mailboxes/{mailbox}/unlock") => self.browser.unlock_request(target),
            (_, "/api/evidence" | "/csp-report") => self.browser.post(&path, &json!({})),
            (_, "/demo") => Request::form(&path, &[("act", "next")]),
            (_, "/demo/devices") => Request::form(&path, &[("act", "start")]),
            (_, "/demo/devices/{id}") => Request::form(&path, &[("act", "remove")]),
            other => panic!("no request is known for {other:?}"),
        }
    }
}

/// The rows as a table of Markdown.
pub fn table(rows: &[Row<String>]) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut head = vec!["method".to_owned(), "path".to_owned()];
    head.extend(CALLERS.map(str::to_owned));
    let mut text = line(head) + "|---|---|---|---|---|---|---|\n";
    for (method, path, statuses) in rows {
        let mut cells = vec![(*method).to_owned(), format!("`{path}`")];
        cells.extend(statuses.iter().cloned());
        text += &line(cells);
    }
    text
}
