//! The recovery of a locked mailbox, as a person goes through it.

use std::ops::RangeInclusive;

use serde_json::{Value, json};

use crate::browser::{Browser, DEVICES};
use crate::server::{BEFORE, HostPage, HostServer, Response};
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

    /// Opens the page of a mailbox that is locked for a quarter of an hour.
    pub async fn open_locked(&self) -> (HostServer, Browser) {
        let locked = json!({ "locked": true, "unlocksInSeconds": 900 });
        let (host, browser) = self.open_with(|host| host.set_status(locked)).await;
        browser.wait_for_text("The mailbox is locked.").await;
        (host, browser)
    }
}

impl HostServer {
    /// Sets the status of the mailbox, with some members replaced.
    pub fn set_status(&self, members: Value) {
        self.respond("GET /api/status", Response::status(BEFORE, members));
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

    /// The names of the filled buttons and links on the screen, without the device that they are for.
    pub async fn filled(&self) -> Value {
        let filled = "return all('.mbp-primary').filter(isSeen).map((e) => nameOf(e).split(' :')[0].split(':')[0]);";
        self.run(filled, json!([])).await
    }

    /// Waits until none of these texts about the lock is shown, and checks that it was announced once that the mailbox is
    /// not locked.
    ///
    /// # Panics
    /// When it was announced more than once.
    pub async fn wait_until_lock_is_over(&self, texts: &[&str]) {
        const NOT_LOCKED: &str = "The mailbox is not locked.";
        until("the texts about the lock are removed", async || {
            let words = self.visible_text().await;
            let is_left = texts.iter().any(|text| words.contains(text));
            (!is_left).then_some(())
        })
        .await;
        self.wait_for_announcement(NOT_LOCKED).await;
        let announced = self.announcements().await;
        let times = announced.iter().filter(|text| *text == NOT_LOCKED);
        assert_eq!(times.count(), 1, "{announced:?}");
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
