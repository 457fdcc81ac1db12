use serde_json::{Value, json};

use crate::answer::Answer;
use crate::back_end::{BEFORE, complete_back_end};
use crate::browser::Browser;
use crate::host::Host;
use crate::page::HostPage;
use crate::states::{Reach, State};
use crate::{NEW, OLD};

impl State {
    /// Opens a page under this content security policy and brings it into the state.
    pub async fn reach(
        &self,
        browser: &Browser,
        host: &Host,
        page: &HostPage,
        policy: Option<&str>,
    ) {
        // An earlier state may still wait for its answer.
        host.release();
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
            Reach::Mode(way) => page = way.set_up(host, &page),
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
    }

    async fn act(&self, browser: &Browser, host: &Host) {
        if matches!(self.reach, Reach::Misconfigured | Reach::Unloadable) {
            return;
        }
        if let Reach::Mode(way) = self.reach {
            return way.act(browser).await;
        }
        browser.wait_for_form().await;
        // The policy has come, and with it the words.
        browser.sees("at least 12 characters").await;
        match self.reach {
            Reach::Form
            | Reach::LockedOnLoad
            | Reach::Misconfigured
            | Reach::Unloadable
            | Reach::Mode(_) => {}
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
                browser.sees("Your list is not finished.").await;
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
