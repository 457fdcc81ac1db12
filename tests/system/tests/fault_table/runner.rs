//! Plays rows of the table, one after the other in one browser, and prints a line for each.

#![allow(clippy::expect_used, reason = "a test ends where something is missing")]

use std::io::Write;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use system_tests::{
    ANN, Browser, CHANGED, Engine, HostPage, HostServer, NEW, NOT_CHANGED, OLD, RawServer,
    Response, UNKNOWN, UntrustedServer, until,
};

use super::page_scripts::{CLEAN, HEAD, OBSERVE, OPEN, SCOPE};
use super::row::{During, Press, Row};
use super::verdict::{Seen, faults_of, line_of};

const LOCKED: &str = "The mailbox is locked.";

/// How long the console may take to tell of a row.
const PATIENCE: Duration = Duration::from_secs(5);

/// Plays these rows in a browser: those of the short form, or all of them. What only the protocol of Chromium can do is
/// left out in other engines.
///
/// # Panics
/// When one of them does not have its one true outcome.
pub(crate) async fn play(browser: Browser, rows: Vec<Row>, all: bool) {
    let is_possible = |row: &Row| match browser.engine() {
        Engine::Chromium => true,
        Engine::Firefox => !needs_chromium(row),
        // Its driver measures its own time by the page's timers, which a fake clock replaces.
        Engine::WebKit => !needs_chromium(row) && row.advance.is_none(),
    };
    let rows: Vec<_> = rows
        .into_iter()
        .filter(|row| (all || row.is_short) && is_possible(row))
        .collect();
    let mut stage = Stage::start(browser).await;
    let mut failed = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let seen = stage.play(number, row).await;
        let faults = faults_of(row, &seen);
        // Not by `println!`: a test's own output is shown only if it fails.
        let _ = writeln!(
            std::io::stdout(),
            "{}",
            line_of(row, &seen, faults.is_empty())
        );
        if !faults.is_empty() {
            failed.push(format!("{}:\n    {}", row.name, faults.join("\n    ")));
        }
    }
    assert!(
        failed.is_empty(),
        "{} rows:\n{}",
        failed.len(),
        failed.join("\n")
    );
}

/// Whether a row uses Chromium's own protocol, or its way to keep a page in memory while a request runs.
fn needs_chromium(row: &Row) -> bool {
    row.press == Press::HeldEnter
        || matches!(
            row.during,
            Some(During::Frozen | During::LeftAndBack | During::Offline)
        )
}

/// The servers and the browser that the rows share.
struct Stage {
    host: HostServer,
    other: HostServer,
    browser: Browser,
    /// An origin where nobody listens.
    closed: String,
    untrusted: UntrustedServer,
    /// Whether the page is as it was loaded, so that another row can use it.
    is_plain: bool,
    /// How many entries of the console belong to earlier rows.
    told: usize,
}

impl Stage {
    async fn start(browser: Browser) -> Self {
        Self {
            host: HostServer::start().await,
            other: HostServer::start().await,
            browser,
            closed: closed_origin(),
            untrusted: UntrustedServer::start().await,
            is_plain: false,
            told: 0,
        }
    }

    async fn play(&mut self, number: usize, row: &Row) -> Seen {
        let path = format!("/rows/{number}");
        let raw = match &row.raw {
            Some(acts) => Some(RawServer::start(acts).await),
            None => None,
        };
        let place = |text: &str| {
            let raw = raw.as_ref().map_or("", RawServer::address);
            text.replace("{other}", &self.other.url(""))
                .replace("{closed}", &self.closed)
                .replace("{untrusted}", &self.untrusted.origin())
                .replace("{raw}", raw)
        };
        let fill = |text: &str| place(&text.replace("{}", &path));
        for (route, answers) in &row.answers {
            let (server, route) = match route.strip_prefix("other ") {
                Some(route) => (&self.other, route),
                None => (&self.host, route.as_str()),
            };
            server.respond_in_turn(&fill(route), answers.clone());
        }
        let endpoint = row.endpoint.as_deref().unwrap_or("{}/password");
        let mut attributes = vec![
            ("lang", "en".to_owned()),
            ("mailbox", ANN.to_owned()),
            ("help", "tel:+1-555-0100".to_owned()),
            ("webmail", "/webmail".to_owned()),
            ("endpoint", fill(endpoint)),
        ];
        attributes.extend(
            row.attributes
                .iter()
                .map(|(name, value)| (*name, fill(value))),
        );
        let config: Value = serde_json::from_str(&place(&row.config.to_string())).expect("JSON");
        self.load(row, &path, &attributes, &config).await;
        self.press(row).await;
        let is_held = row.during.is_some();
        if is_held {
            self.host.wait_for_request(&format!("POST {path}"), 1).await;
        }
        if let Some(during) = row.during {
            self.during(during).await;
        }
        if let Some(seconds) = row.advance {
            self.browser.advance_clock(seconds).await;
        }
        let mut seen = self.observe(row, &path).await;
        if row.is_late {
            self.host.release_any();
            let before = seen.console;
            seen = self.observe(row, &path).await;
            seen.console.splice(..0, before);
        }
        if row.during == Some(During::Offline) {
            self.browser.set_offline(false).await;
        }
        if !self.is_plain {
            self.browser.run_async(CLEAN, json!([])).await;
        }
        self.host.release_any();
        seen
    }

    /// Puts the row's element into the page, in a page of its own if it needs one.
    async fn load(&mut self, row: &Row, path: &str, attributes: &[(&str, String)], config: &Value) {
        let leaves = matches!(row.during, Some(During::LeftAndBack | During::Reloaded));
        let is_own = leaves || row.before.is_some() || row.advance.is_some();
        if is_own || !self.is_plain {
            let page = format!("{path}/page");
            let page_of_row = own_page(row, attributes, leaves).with_probe(&self.browser);
            let html = page_of_row.html();
            self.host
                .respond(&format!("GET {page}"), Response::html(html));
            self.browser.open(self.host.url(&page)).await;
        }
        self.is_plain = !is_own;
        let values = json!({ "current": OLD, "new": NEW, "confirm": NEW });
        self.browser
            .run_async(OPEN, json!([attributes, config, values]))
            .await;
    }

    async fn press(&self, row: &Row) {
        match row.press {
            Press::Click => {
                let click = format!("{SCOPE} button.click();");
                self.browser.run_async(&click, json!([])).await;
            }
            Press::Script(script) => {
                self.browser
                    .run_async(&format!("{SCOPE} {script}"), json!([]))
                    .await;
            }
            Press::HeldEnter => self.hold_enter().await,
        }
    }

    /// Enter in a field, held down: the browser repeats it.
    async fn hold_enter(&self) {
        self.browser.focus_field("Confirm new password").await;
        for repeats in 0..10 {
            let key = json!({
                "type": "keyDown", "key": "Enter", "code": "Enter", "text": "\r", "windowsVirtualKeyCode": 13,
                "autoRepeat": repeats > 0,
            });
            self.browser.cdp("Input.dispatchKeyEvent", key).await;
        }
        let up = json!({ "type": "keyUp", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13 });
        self.browser.cdp("Input.dispatchKeyEvent", up).await;
    }

    /// What happens while the answer is held. Afterwards it is sent.
    async fn during(&self, during: During) {
        let browser = &self.browser;
        match during {
            During::Offline => browser.set_offline(true).await,
            During::Frozen => {
                for state in ["frozen", "active"] {
                    browser
                        .cdp("Page.setWebLifecycleState", json!({ "state": state }))
                        .await;
                }
            }
            During::LeftAndBack => {
                let url = self.host.url("/elsewhere");
                self.host.respond(
                    "GET /elsewhere",
                    Response::html("<!doctype html><title>Elsewhere</title>"),
                );
                browser.open(url).await;
                browser.back().await.expect("the page before");
            }
            During::Reloaded => browser.refresh().await.expect("the page again"),
            During::Script(script) => {
                browser
                    .run_async(&format!("{SCOPE} {script}"), json!([]))
                    .await;
            }
        }
        self.host.release_any();
    }

    /// Waits until the page shows an outcome, and collects everything that a row is checked against.
    async fn observe(&mut self, row: &Row, path: &str) -> Seen {
        let headings = json!([CHANGED, NOT_CHANGED, LOCKED, UNKNOWN]);
        let page = self.browser.run_async(OBSERVE, headings).await;
        let (browser, from) = (&self.browser, self.told);
        let end = Instant::now() + PATIENCE;
        let console = until("the console", || async move {
            let new = browser.console().await.split_off(from);
            let has = |words: &&str| new.iter().any(|entry| entry.message.contains(words));
            let is_told = row.is_late || row.console.iter().all(has);
            (is_told || Instant::now() > end).then_some(new)
        })
        .await;
        self.told = from + console.len();
        let servers = [&self.host, &self.other];
        let requests = servers
            .iter()
            .flat_map(|server| server.requests(&format!("POST {path}")))
            .collect();
        Seen {
            page,
            console,
            requests,
        }
    }
}

/// A page with an element of its own, of these attributes if it will be opened again.
fn own_page(row: &Row, attributes: &[(&str, String)], is_opened_again: bool) -> HostPage {
    let mut page = HostPage::new().head(HEAD);
    if row.advance.is_some() {
        page = page.with_fake_clock();
    }
    if let Some(script) = row.before {
        page = page.head(&format!("<script>{script}</script>"));
    }
    if is_opened_again {
        for (name, value) in attributes {
            page = page.with(name, value);
        }
    }
    page
}

fn closed_origin() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("its address");
    format!("http://{address}")
}
