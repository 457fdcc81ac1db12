use serde_json::{Value, json};

use crate::answer::Answer;
use crate::back_end::BEFORE;
use crate::browser::Browser;
use crate::host::Host;
use crate::page::HostPage;
use crate::states_of_modes::Way;
use crate::{NEW, OLD};

impl Way {
    /// The page for it, before a back end that answers so.
    pub(crate) fn set_up(self, host: &Host, page: &HostPage) -> HostPage {
        let status = |more: Value| host.answer("GET /api/status", Answer::status(BEFORE, more));
        let policy = |more: Value| host.answer("GET /api/policy", Answer::policy(more));
        match self {
            Self::OnlyGenerated => policy(json!({ "supports": {
                "typedByAdministrator": false, "mustChange": true, "signOutOtherSessions": true } })),
            Self::TooStrict => policy(json!({ "classes": { "atLeast": 5 } })),
            Self::Refused => host.answer(
                "POST /api/password",
                Answer::problem(404, "mailbox-unknown", json!({})),
            ),
            Self::Unknown => {
                host.answer("POST /api/password", Answer::new(500, "text/plain", "no"));
            }
            Self::Locked | Self::StillLocked | Self::Unlocked | Self::Waiting | Self::Stepwise => {
                status(json!({ "locked": true, "unlocksInSeconds": 900 }));
            }
            Self::Safe => status(json!({ "locked": true,
                "lastRefused": { "at": "2026-11-23T13:50:00Z", "client": "Outlook" } })),
            Self::Remove => status(json!({ "locked": true,
                "lastRefused": { "at": "2026-11-23T14:02:00Z", "client": "Outlook" } })),
            // A reset soon after another one.
            Self::Administrator => status(json!({ "passwordChangedAt": "2026-11-23T12:00:00Z" })),
            _ => {}
        }
        let recovery = |side: &str| {
            let page = page.clone().without("endpoint").with("mode", "recovery");
            page.with("side", side)
        };
        match self {
            Self::Prepare | Self::Stepwise => page.clone(),
            Self::Guide => recovery("user")
                .without("mailbox")
                .without("policy-endpoint")
                .without("devices-endpoint")
                .without("status-endpoint"),
            Self::Gather | Self::Remove | Self::Stop | Self::Enter | Self::Done => {
                recovery("user").with("recovery-url", "https://panel.example.com/recovery")
            }
            Self::Safe | Self::Waiting => {
                recovery("administrator").with("unlock-endpoint", "/api/unlock")
            }
            _ => page
                .clone()
                .with("mode", "admin")
                .with("unlock-endpoint", "/api/unlock"),
        }
    }

    pub(crate) async fn act(self, browser: &Browser) {
        let report = async |count: usize| {
            browser.sees("Scanner, 2nd floor").await;
            for step in 1..=count {
                browser.press(&format!("Step {step} is done")).await;
            }
        };
        let save = async || {
            browser.fill("Password", NEW).await;
            browser.fill("Confirm", NEW).await;
            browser.press("Save").await;
        };
        match self {
            Self::Guide => {}
            Self::Prepare => {
                browser.wait_for_form().await;
                let name = "Prepare, so that the mailbox does not lock";
                browser.press_a("summary", name).await;
                browser.sees("Ann's iPhone").await;
            }
            Self::Stepwise => {
                browser.sees("The mailbox is locked.").await;
                browser.fill("Current password", OLD).await;
                browser.press("Go through it step by step").await;
                report(1).await;
            }
            Self::Gather => {
                browser.press("Another mail program").await;
                report(0).await;
            }
            Self::Remove => {
                report(1).await;
                let name = "How to take it out: Outlook for Windows";
                browser.press_a("summary", name).await;
                browser.sees("Still being refused: Outlook").await;
            }
            Self::Stop => {
                report(3).await;
                browser.press("It refused me").await;
            }
            Self::Enter => {
                report(4).await;
                let tick = "find('checkbox', 'It gets mail').click();";
                browser.run(tick, json!([])).await;
            }
            Self::Done => report(5).await,
            Self::Safe => report(2).await,
            Self::Waiting => {
                report(2).await;
                browser.press("Unlock").await;
            }
            Self::Administrator | Self::OnlyGenerated | Self::Locked => {
                browser.sees("at least 12 characters").await;
            }
            Self::Generated | Self::TooStrict => {
                browser.sees("at least 12 characters").await;
                browser.press("Generate").await;
            }
            Self::Refused | Self::Unknown | Self::Saved | Self::StillLocked => {
                browser.sees("at least 12 characters").await;
                save().await;
            }
            Self::Unlocked => {
                browser.sees("A new password does not unlock it.").await;
                save().await;
                browser.sees("the mailbox is still locked").await;
                browser.press("Unlock").await;
            }
        }
    }
}
