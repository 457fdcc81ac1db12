use serde_json::{Value, json};

use crate::browser::Browser;
use crate::server::HostPage;
use crate::server::HostServer;
use crate::server::Response;
use crate::server::{BEFORE, default_routes};
use crate::states::state::{Setup, State};
use crate::{NEW, OLD};

impl State {
    /// Opens a page with this content security policy, and brings the element into the state.
    pub async fn open(
        &self,
        browser: &Browser,
        host: &HostServer,
        page: &HostPage,
        policy: Option<&str>,
    ) {
        // A response may still be held from an earlier state.
        host.release_any();
        default_routes(host);
        let mut page = page.clone();
        let mut policy = policy;
        match self.setup {
            Setup::Refused(status, code, members) => {
                let members: Value = serde_json::from_str(members).expect("JSON");
                host.respond(
                    "POST /api/password",
                    Response::problem(status, code, members),
                );
            }
            Setup::LockedOnLoad => {
                let locked = json!({ "locked": true, "unlocksInSeconds": 900 });
                host.respond("GET /api/status", Response::status(BEFORE, locked));
            }
            Setup::Early => host.respond("GET /api/policy", Response::policy(json!({})).held()),
            Setup::NoDevices => host.respond("GET /api/devices", Response::json(200, &json!([]))),
            Setup::Changing => host.respond("POST /api/password", Response::changed().held()),
            Setup::Unknown | Setup::NotSoFar => {
                host.respond("POST /api/password", Response::new(500, "text/plain", "no"));
            }
            Setup::ByWebmail => {
                page = page.without("status-endpoint");
                host.respond("POST /api/password", Response::new(500, "text/plain", "no"));
            }
            Setup::Misconfigured => {
                page = page.with("endpoint", "http://elsewhere.example/password");
            }
            Setup::Unloadable => {
                policy = Some(
                    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
                );
            }
            Setup::Mode(way) => page = way.prepare(host, &page),
            _ => {}
        }
        let mut response = Response::html(page.html());
        if let Some(policy) = policy {
            response = response.header("Content-Security-Policy", policy);
        }
        host.respond("GET /", response);
        clear(browser, host).await;
        browser.open(host.url("/")).await;
        self.act(browser, host).await;
        browser.wait_for_text(self.shows).await;
    }

    async fn act(&self, browser: &Browser, host: &HostServer) {
        if matches!(self.setup, Setup::Misconfigured | Setup::Unloadable) {
            return;
        }
        if let Setup::Mode(way) = self.setup {
            return way.act(browser, host).await;
        }
        browser.wait_for_form().await;
        if matches!(self.setup, Setup::Early) {
            return;
        }
        // Wait for the policy.
        browser.wait_for_text("12+ characters").await;
        match self.setup {
            Setup::Form
            | Setup::Early
            | Setup::LockedOnLoad
            | Setup::Misconfigured
            | Setup::Unloadable
            | Setup::Mode(_) => {}
            Setup::Typed => browser.paste("New password", " 1234é").await,
            Setup::Empty => browser.press("Change").await,
            Setup::Refused(..)
            | Setup::Changing
            | Setup::Unknown
            | Setup::ByWebmail
            | Setup::NoDevices
            | Setup::Changed => {
                browser.change(OLD, NEW).await;
            }
            Setup::NotSoFar => {
                browser.change(OLD, NEW).await;
                browser.press("Check").await;
            }
            Setup::Answered => {
                browser.change(OLD, NEW).await;
                browser.answer_device("Ann’s iPhone", "Mark as done").await;
                browser.answer_device("Office PC", "Not mine").await;
                browser.answer_device("Scanner", "Can’t reach it").await;
                browser.add_device("Samsung Email").await;
                // A device that is done folds as soon as the focus leaves it.
                browser.expand_device("Samsung Email").await;
                browser.press_a("summary", "Places people forget").await;
                browser.wait_for_text("Source:").await;
            }
            Setup::AllDone => {
                browser.change(OLD, NEW).await;
                for device in ["Ann’s iPhone", "Office PC", "Scanner"] {
                    browser.answer_device(device, "Mark as done").await;
                }
            }
            Setup::Seen => {
                browser.change(OLD, NEW).await;
                browser.wait_for("device", "Scanner").await;
                host.respond("GET /api/devices", Response::json(200, &seen()));
                resume(browser).await;
            }
            Setup::Forgotten => {
                browser.change(OLD, NEW).await;
                browser.press("Forget this list").await;
            }
            Setup::LockedWithList => {
                browser.change(OLD, NEW).await;
                browser.wait_for("device", "Scanner").await;
                lock(host);
                resume(browser).await;
            }
            Setup::LockedAgain => {
                browser.change(OLD, NEW).await;
                browser.answer_device("Ann’s iPhone", "Mark as done").await;
                lock(host);
                browser.open(host.url("/")).await;
            }
            Setup::Unfinished => {
                browser.change(OLD, NEW).await;
                browser.answer_device("Ann’s iPhone", "Mark as done").await;
                browser.open(host.url("/")).await;
                browser.expand_device("Office PC").await;
            }
        }
    }
}

/// Asks the back end again.
async fn resume(browser: &Browser) {
    let resume = "document.querySelector('mailbox-password').resume();";
    browser.run(resume, json!([])).await;
}

/// The mailbox is locked, because a device was refused.
fn lock(host: &HostServer) {
    let locked = json!({ "locked": true, "unlocksInSeconds": 900,
        "lastRefused": { "at": "2026-11-23T14:02:00Z", "client": "Office PC" } });
    host.respond("GET /api/status", Response::status(BEFORE, locked));
}

/// Three devices after the change: one with the new password, one with the old one, and one that was refused.
fn seen() -> Value {
    let device = |id: &str, name: &str, client: &str, succeeded: &str| {
        json!({ "id": id, "name": name, "client": client,
                "lastSuccessAt": format!("2026-11-23T{succeeded}:00Z") })
    };
    let mut devices = [
        device("1", "Ann’s iPhone", "ios-mail", "14:04"),
        device("2", "Office PC", "outlook-windows", "14:04"),
        device("3", "Scanner, 2nd floor", "smtp-sender", "13:50"),
    ];
    devices[0]["usesNewPassword"] = json!(true);
    devices[1]["usesNewPassword"] = json!(false);
    devices[2]["lastFailureAt"] = json!("2026-11-23T14:05:00Z");
    json!(devices)
}

/// Clears what an earlier state stored in the browser.
async fn clear(browser: &Browser, host: &HostServer) {
    host.respond(
        "GET /clear",
        Response::html("<!doctype html><title>Nothing</title>"),
    );
    // While an outcome is unknown, leaving the page asks for confirmation.
    let _ = browser
        .try_run("window.onbeforeunload = null;", json!([]))
        .await;
    browser.open(host.url("/clear")).await;
    browser
        .run("localStorage.clear(); sessionStorage.clear();", json!([]))
        .await;
}
