use serde_json::{Value, json};

use crate::browser::Browser;
use crate::server::BEFORE;
use crate::server::HostPage;
use crate::server::HostServer;
use crate::server::Response;
use crate::states::state::ModeSetup;
use crate::{NEW, OLD};

impl ModeSetup {
    /// Whether devices are listed, as on the user's side of a recovery.
    fn is_users(self) -> bool {
        !matches!(
            self,
            Self::Administrators
                | Self::NotSafe
                | Self::NotUnlocked
                | Self::AdministratorsDone
                | Self::Safe
                | Self::Waiting
        )
    }

    /// Sets the responses for this state, and returns its page.
    pub(crate) fn prepare(self, host: &HostServer, page: &HostPage) -> HostPage {
        let status = |more: Value| host.respond("GET /api/status", Response::status(BEFORE, more));
        let policy = |more: Value| host.respond("GET /api/policy", Response::policy(more));
        match self {
            Self::OnlyGenerated => policy(json!({ "supports": {
                "typedByAdministrator": false, "mustChange": true, "signOutOtherSessions": true } })),
            Self::MustChange => policy(json!({ "supports": { "mustChange": true } })),
            Self::TooStrict => policy(json!({ "classes": { "atLeast": 5 } })),
            Self::Refused => host.respond(
                "POST /api/password",
                Response::problem(404, "mailbox-unknown", json!({})),
            ),
            Self::Unknown => {
                host.respond("POST /api/password", Response::new(500, "text/plain", "no"));
            }
            Self::Locked
            | Self::LockedWithRecovery
            | Self::StillLocked
            | Self::Unlocked
            | Self::Waiting
            | Self::Stepwise
            | Self::StepwiseUnlocked => {
                status(json!({ "locked": true, "unlocksInSeconds": 900 }));
            }
            Self::Safe => status(json!({ "locked": true,
                "lastRefused": { "at": "2026-11-23T13:50:00Z", "client": "Office PC" } })),
            Self::NotUnlocked => {
                status(json!({ "locked": true }));
                host.respond(
                    "POST /api/unlock",
                    Response::problem(503, "directory-unavailable", json!({})),
                );
            }
            Self::Remove | Self::Ask | Self::Administrators | Self::NotSafe => {
                status(json!({ "locked": true,
                "lastRefused": { "at": "2026-11-23T14:02:00Z", "client": "Office PC" } }));
            }
            // The password was changed shortly before.
            Self::Administrator => status(json!({ "passwordChangedAt": "2026-11-23T12:00:00Z" })),
            _ => {}
        }
        let recovery = |side: &str| {
            let page = page.clone().without("endpoint").with("mode", "recovery");
            page.with("side", side)
        };
        match self {
            Self::Prepare | Self::Stepwise | Self::StepwiseUnlocked => page.clone(),
            Self::Guide => recovery("user")
                .without("mailbox")
                .without("policy-endpoint")
                .without("devices-endpoint")
                .without("status-endpoint"),
            Self::Gather | Self::Remove | Self::Ask | Self::Stop | Self::Enter | Self::Done => {
                recovery("user").with("recovery-url", "https://panel.example.com/recovery")
            }
            Self::Administrators
            | Self::NotSafe
            | Self::NotUnlocked
            | Self::AdministratorsDone
            | Self::Safe
            | Self::Waiting => recovery("administrator").with("unlock-endpoint", "/api/unlock"),
            _ => {
                let page = page.clone().with("mode", "admin");
                let page = page.with("unlock-endpoint", "/api/unlock");
                match self {
                    Self::LockedWithRecovery => {
                        page.with("recovery-url", "https://panel.example.com/recovery")
                    }
                    _ => page,
                }
            }
        }
    }

    pub(crate) async fn act(self, browser: &Browser, host: &HostServer) {
        let report = async |count: usize| {
            // The devices are the user's.
            if self.is_users() {
                browser.wait_for_text("Scanner, 2nd floor").await;
            }
            browser.report_steps(1..=count).await;
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
                let name = "Get ready, so that the mailbox does not lock";
                browser.press_a("summary", name).await;
                browser.wait_for_text("Ann’s iPhone").await;
            }
            Self::Stepwise | Self::StepwiseUnlocked => {
                browser.wait_for_text("The mailbox is locked.").await;
                browser.fill("Current password", OLD).await;
                browser.press("Start with step 1").await;
                if matches!(self, Self::Stepwise) {
                    return report(1).await;
                }
                report(2).await;
                host.respond("GET /api/status", Response::status(BEFORE, json!({})));
                browser.wait_until_unlocked().await;
            }
            Self::Gather => {
                report(0).await;
            }
            Self::Remove => {
                report(1).await;
                browser.mark_device("Ann’s iPhone", "Mark as removed").await;
                browser.mark_device("Office PC", "How to").await;
                browser.wait_for_text("Office PC was refused").await;
            }
            Self::Stop => {
                report(3).await;
                browser.press("It refused me").await;
            }
            Self::Enter => {
                report(4).await;
                browser.mark_device("Ann’s iPhone", "It gets mail").await;
            }
            Self::Done => report(5).await,
            Self::Ask | Self::NotSafe | Self::Safe => report(2).await,
            Self::Administrators => {}
            Self::AdministratorsDone => report(5).await,
            Self::NotUnlocked => {
                report(2).await;
                browser.press("Unlock").await;
            }
            Self::Waiting => {
                report(2).await;
                browser.press("Unlock").await;
            }
            Self::Administrator | Self::OnlyGenerated | Self::Locked | Self::LockedWithRecovery => {
                browser.wait_for_text("12+ characters").await;
            }
            Self::Generated | Self::TooStrict => {
                browser.wait_for_text("12+ characters").await;
                browser.press("Generate").await;
            }
            Self::Empty => {
                browser.wait_for_text("12+ characters").await;
                browser.press("Save").await;
            }
            Self::MustChange => {
                browser.wait_for_text("12+ characters").await;
                let option = "all('.mbp-options input').find(isSeen).click();";
                browser.run(option, json!([])).await;
                save().await;
            }
            Self::Refused | Self::Unknown | Self::Saved | Self::StillLocked => {
                browser.wait_for_text("12+ characters").await;
                save().await;
            }
            Self::Unlocked => {
                browser
                    .wait_for_text("A new password does not unlock it.")
                    .await;
                save().await;
                browser.wait_for_text("the mailbox is still locked").await;
                browser.press("Unlock").await;
            }
        }
    }
}
