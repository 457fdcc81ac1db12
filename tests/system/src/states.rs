//! Every state that the widget can be in, and how a test brings it there with a back end of its own.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::host::{Answer, Host};
use crate::page::HostPage;
use crate::{NEW, OLD};

/// A value that the status endpoint compares.
const BEFORE: &str = "2026-08-25T14:03:00Z";

/// A state of the widget.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// For file names.
    pub name: &'static str,
    /// What is to be read then: the state's heading, or what stands for it.
    pub shows: &'static str,
    reach: Reach,
}

#[derive(Clone, Copy, Debug)]
enum Reach {
    /// The form, untouched.
    Form,
    /// Typed into, with advice and rules half met.
    Typed,
    /// Sent with nothing in it.
    Empty,
    /// Refused with this status, code and members.
    Refused(u16, &'static str, &'static str),
    /// Locked when the page was opened.
    LockedOnLoad,
    /// The answer is held.
    Changing,
    /// A 500.
    Unknown,
    /// A 500, and **Check** found nothing new.
    NotSoFar,
    /// A 500, and no status endpoint.
    ByWebmail,
    /// Changed.
    Changed,
    /// Changed; every answer once, steps and places opened.
    Answered,
    /// Changed; every device done.
    AllDone,
    /// A list of an earlier visit, opened.
    Unfinished,
    /// A wrong configuration.
    Misconfigured,
    /// Without WebAssembly.
    Unloadable,
}

const fn state(name: &'static str, shows: &'static str, reach: Reach) -> State {
    State { name, shows, reach }
}

const fn refused(
    name: &'static str,
    shows: &'static str,
    status: u16,
    code: &'static str,
    members: &'static str,
) -> State {
    state(name, shows, Reach::Refused(status, code, members))
}

impl State {
    /// All of them.
    pub const ALL: [Self; 28] = [
        state("form", "Change password", Reach::Form),
        state("typed", "Starts or ends with a space.", Reach::Typed),
        state("empty", "Enter your current password.", Reach::Empty),
        refused(
            "current-incorrect",
            "This is not the current password.",
            422,
            "current-password-incorrect",
            r#"{"attemptsLeft":2}"#,
        ),
        refused(
            "rejected-rules",
            "The mail server refused this password:",
            422,
            "password-rejected",
            r#"{"violations":[{"rule":"history"},{"rule":"display-name"}]}"#,
        ),
        refused(
            "rejected",
            "did not say why",
            422,
            "password-rejected",
            "{}",
        ),
        refused(
            "reused",
            "You used this password before.",
            422,
            "password-reused",
            "{}",
        ),
        refused(
            "compromised",
            "This password is known from stolen lists.",
            422,
            "password-compromised",
            "{}",
        ),
        refused(
            "too-soon",
            "too new to be changed again",
            422,
            "too-soon",
            r#"{"retryAfter":3600}"#,
        ),
        refused(
            "locked",
            "The mailbox is locked.",
            423,
            "mailbox-locked",
            r#"{"unlocksInSeconds":900}"#,
        ),
        refused(
            "locked-by-administrator",
            "Ask your administrator to unlock it:",
            423,
            "mailbox-locked",
            "{}",
        ),
        refused(
            "not-allowed",
            "You may not change this password yourself.",
            403,
            "change-not-allowed",
            "{}",
        ),
        refused(
            "mismatched",
            "You are signed in for another mailbox.",
            403,
            "mailbox-mismatch",
            "{}",
        ),
        refused(
            "unknown-mailbox",
            "does not know this mailbox",
            404,
            "mailbox-unknown",
            "{}",
        ),
        refused(
            "session-expired",
            "Your session has ended.",
            401,
            "session-expired",
            "{}",
        ),
        refused(
            "rate-limited",
            "Too many tries in a short time.",
            429,
            "rate-limited",
            r#"{"retryAfter":300}"#,
        ),
        refused(
            "busy",
            "Another change of this password is running.",
            409,
            "busy",
            "{}",
        ),
        refused(
            "unavailable",
            "The mail server cannot be reached.",
            503,
            "directory-unavailable",
            r#"{"retryAfter":60}"#,
        ),
        state(
            "locked-on-load",
            "The mailbox is locked.",
            Reach::LockedOnLoad,
        ),
        state("changing", "Changing…", Reach::Changing),
        state(
            "unknown",
            "We do not know whether your password was changed.",
            Reach::Unknown,
        ),
        state("not-so-far", "Not changed so far", Reach::NotSoFar),
        state(
            "by-webmail",
            "Which password opened webmail?",
            Reach::ByWebmail,
        ),
        state("changed", "Your password was changed.", Reach::Changed),
        state(
            "answered",
            "Ask your administrator to block it.",
            Reach::Answered,
        ),
        state("all-done", "All 3 devices are done.", Reach::AllDone),
        state(
            "unfinished",
            "Enter the new password on every device",
            Reach::Unfinished,
        ),
        state(
            "misconfigured",
            "This form is not set up correctly.",
            Reach::Misconfigured,
        ),
    ];

    /// Without WebAssembly; not under a policy that a test sets itself.
    pub const UNLOADABLE: Self = state(
        "unloadable",
        "This form cannot run in this browser or on this page.",
        Reach::Unloadable,
    );

    /// Opens a page under this content security policy and brings it into the state.
    pub async fn reach(
        &self,
        browser: &Browser,
        host: &Host,
        page: &HostPage,
        policy: Option<&str>,
    ) {
        complete_back_end(host);
        let mut page = page.clone();
        let mut policy = policy;
        match self.reach {
            Reach::Refused(status, code, members) => {
                let members: Value = serde_json::from_str(members).expect("JSON");
                host.answer("POST /api/password", Answer::problem(status, code, members));
            }
            Reach::LockedOnLoad => {
                let locked = json!({ "locked": true, "unlocksInSeconds": 900 });
                host.answer("GET /api/status", Answer::status(BEFORE, locked));
            }
            Reach::Changing => host.answer("POST /api/password", Answer::changed().held()),
            Reach::Unknown | Reach::NotSoFar => {
                host.answer("POST /api/password", Answer::new(500, "text/plain", "no"));
            }
            Reach::ByWebmail => {
                page = page.without("status-endpoint");
                host.answer("POST /api/password", Answer::new(500, "text/plain", "no"));
            }
            Reach::Misconfigured => {
                page = page.with("endpoint", "http://elsewhere.example/password");
            }
            Reach::Unloadable => {
                policy = Some(
                    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
                );
            }
            _ => {}
        }
        let mut answer = Answer::html(page.html());
        if let Some(policy) = policy {
            answer = answer.header("Content-Security-Policy", policy);
        }
        host.answer("GET /", answer);
        clear(browser, host).await;
        browser.open(host.url("/")).await;
        self.act(browser, host).await;
        browser.sees(self.shows).await;
        host.release();
    }

    async fn act(&self, browser: &Browser, host: &Host) {
        if matches!(self.reach, Reach::Misconfigured | Reach::Unloadable) {
            return;
        }
        browser.wait_for_form().await;
        // The policy has come, and with it the words.
        browser.sees("at least 12 characters").await;
        match self.reach {
            Reach::Form | Reach::LockedOnLoad | Reach::Misconfigured | Reach::Unloadable => {}
            Reach::Typed => browser.paste("New password", " 1234é").await,
            Reach::Empty => browser.press("Change").await,
            Reach::Refused(..)
            | Reach::Changing
            | Reach::Unknown
            | Reach::ByWebmail
            | Reach::Changed => {
                browser.change(OLD, NEW).await;
            }
            Reach::NotSoFar => {
                browser.change(OLD, NEW).await;
                browser.press("Check").await;
            }
            Reach::Answered => {
                browser.change(OLD, NEW).await;
                browser
                    .answer_device("Ann's iPhone", "Done: the new password is in")
                    .await;
                browser.answer_device("Office PC", "Not my device").await;
                browser.answer_device("Scanner", "I cannot get to it").await;
                browser.press("Android phone or tablet").await;
                browser.press_a("summary", "How to: iPhone or iPad").await;
                browser.press_a("summary", "Places people forget").await;
                browser.sees("Source:").await;
            }
            Reach::AllDone => {
                browser.change(OLD, NEW).await;
                for device in ["Ann's iPhone", "Office PC", "Scanner"] {
                    browser
                        .answer_device(device, "Done: the new password is in")
                        .await;
                }
            }
            Reach::Unfinished => {
                browser.change(OLD, NEW).await;
                browser
                    .answer_device("Ann's iPhone", "Done: the new password is in")
                    .await;
                browser.open(host.url("/")).await;
                browser.wait_for_form().await;
                browser
                    .run(
                        "find('summary', nameOf(all('summary').find(isSeen))).click();",
                        json!([]),
                    )
                    .await;
            }
        }
    }
}

/// A back end that has everything, and changes what it is asked to.
pub fn complete_back_end(host: &Host) {
    host.answer("POST /api/password", Answer::changed());
    host.answer("GET /api/status", Answer::status(BEFORE, json!({})));
    host.answer("GET /api/policy", Answer::json(200, &policy()));
    host.answer("GET /api/devices", Answer::json(200, &devices()));
}

/// What an earlier state left in the browser is gone.
async fn clear(browser: &Browser, host: &Host) {
    host.answer(
        "GET /clear",
        Answer::html("<!doctype html><title>Nothing</title>"),
    );
    // A page with an open question asks before it is left.
    let _ = browser
        .try_run("window.onbeforeunload = null;", json!([]))
        .await;
    browser.open(host.url("/clear")).await;
    browser
        .run("localStorage.clear(); sessionStorage.clear();", json!([]))
        .await;
}

fn policy() -> Value {
    json!({
        "minLength": 12, "maxLength": 256, "lengthUnit": "codePoints", "classes": { "atLeast": 3 }, "nameCheck": true,
        "forbidden": { "accountName": "ann", "displayName": "Ann Bell", "words": ["example"] }, "common": "refuse",
        "history": 5, "lockout": { "threshold": 5, "windowSeconds": 900, "durationSeconds": 900 },
        "oldPasswordGraceSeconds": 0, "unlockDelaySeconds": 300,
    })
}

fn devices() -> Value {
    let device = |id: &str, name: &str, kind: &str, client: &str| {
        json!({
            "id": id, "name": name, "kind": kind, "client": client, "protocol": "imap",
            "lastSuccessAt": "2026-11-23T13:50:00Z", "lastFailureAt": null, "usesNewPassword": null,
        })
    };
    json!([
        device("1", "Ann's iPhone", "phone", "ios-mail"),
        device("2", "Office PC", "computer", "outlook-windows"),
        device("3", "Scanner, 2nd floor", "printer", "smtp-sender"),
    ])
}
