//! The recovery of a locked mailbox, as a person goes through it.

use std::ops::RangeInclusive;

use serde_json::json;

use crate::browser::{Browser, DEVICES};
use crate::server::{HostPage, HostServer};
use crate::wait::until;

/// The headings of the five steps.
pub const RECOVERY_STEPS: [&str; 5] = [
    "1. Gather every device that connects to this mailbox: phones, tablets, computers, also scanners and programs that send mail.",
    "2. Remove the mailbox password from all of them, mobile devices too. Do not re-enter it yet. Do not delete a POP account: its mail may exist only on this device. Copy unsent messages first.",
    "3. Unlock the mailbox, once the user says step 2 is done. Then wait 5 minutes.",
    "4. Sign in to webmail, once. If it is refused, stop: the administrator sets a new password, once, and tells you.",
    "5. Enter the address and password on one device. When it gets mail, go on to the next.",
];

/// What is shown once all five steps are done.
pub const RECOVERY_DONE: &str =
    "The mailbox is back. If it locks again, a device is missing from the list.";

impl HostPage {
    /// Opens the page, and waits for the policy and the devices.
    pub async fn open_recovery(&self) -> (HostServer, Browser) {
        let (host, browser) = self.open().await;
        browser.wait_for_text("5 minutes").await;
        browser.wait_for_text(DEVICES[2]).await;
        (host, browser)
    }
}

impl Browser {
    /// Reports these steps as done, one after the other.
    pub async fn report_steps(&self, steps: RangeInclusive<usize>) {
        for step in steps {
            self.press(&format!("Step {step} is done")).await;
            let next = RECOVERY_STEPS.get(step).copied().unwrap_or(RECOVERY_DONE);
            self.wait_for_focus(next).await;
        }
    }

    /// Ticks the checkbox of a device, once it is there.
    pub async fn tick_device(&self, device: &str, label: &str) {
        let script = "
            const groups = all('[role=group]').filter((e) => isSeen(e) && e.getAttribute('aria-label') === arguments[0]);
            const box = groups.map((group) => find('checkbox', arguments[1], group)).find((box) => box);
            if (box && !box.checked) box.click();
            return !!box;";
        until(&format!("\"{label}\" of {device}"), || async {
            (self.run(script, json!([device, label])).await == true).then_some(())
        })
        .await;
    }
}
