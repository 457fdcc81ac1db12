//! The recovery of a locked mailbox, as a person goes through it.

use std::ops::RangeInclusive;

use serde_json::json;

use crate::browser::{Browser, DEVICES};
use crate::server::{HostPage, HostServer};
use crate::wait::until;

/// The headings of the five steps.
pub const RECOVERY_STEPS: [&str; 5] = [
    "Gather every device",
    "Remove the password from all of them",
    "Unlock the mailbox",
    "Sign in to webmail, once",
    "Enter the password on one device at a time",
];

/// What a user presses when a step is done.
const REPORTS: [&str; 5] = [
    "That is every device",
    "It is off every device",
    "It is unlocked",
    "It let me in",
    "Every device gets mail",
];

/// What is shown once all five steps are done.
pub const RECOVERY_DONE: &str =
    "The mailbox is back. If it locks again, a device is missing from the list.";

impl HostPage {
    /// Opens the page, and waits for the policy and the devices.
    pub async fn open_recovery(&self) -> (HostServer, Browser) {
        let (host, browser) = self.open().await;
        host.wait_for_request("GET /api/policy", 1).await;
        browser.wait_for_text(DEVICES[2]).await;
        (host, browser)
    }
}

impl Browser {
    /// Reports these steps as done, one after the other. Where the mailbox is open, step 3 is reported by itself.
    pub async fn report_steps(&self, steps: RangeInclusive<usize>) {
        let current = "const step = all('.mbp-step[aria-current]')[0];
            return step && nameOf(step.querySelector('[role=heading]'));";
        let side = "return all('mailbox-password')[0].getAttribute('side');";
        let is_administrators = self.run(side, json!([])).await == "administrator";
        for step in steps {
            let title = RECOVERY_STEPS[step - 1];
            if step == 3 && self.run(current, json!([])).await != title {
                continue;
            }
            self.press(match step {
                3 => REPORTS[2],
                _ if is_administrators => "The user says it is done",
                _ => REPORTS[step - 1],
            })
            .await;
            let next = until("the next step", || async {
                let next = self.run(current, json!([])).await;
                (next != title).then(|| next.as_str().unwrap_or(RECOVERY_DONE).to_owned())
            })
            .await;
            self.wait_for_focus(&next).await;
        }
    }

    /// Presses a button in the row of a device, once it is there.
    pub async fn mark_device(&self, device: &str, label: &str) {
        let script = "
            const rows = all('.mbp-device').filter((e) => isSeen(e) && squeeze(e.querySelector('strong').textContent) === arguments[0]);
            const button = rows.flatMap((row) => [...row.querySelectorAll('button')]).find((e) => isSeen(e) && nameOf(e).startsWith(arguments[1]));
            button?.click();
            return !!button;";
        until(&format!("\"{label}\" of {device}"), || async {
            (self.run(script, json!([device, label])).await == true).then_some(())
        })
        .await;
    }
}
