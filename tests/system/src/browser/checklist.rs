//! Opening the checklist of devices after a change, and checking what it shows.

use serde_json::json;

use crate::browser::Browser;
use crate::server::HostPage;
use crate::server::HostServer;
use crate::wait::until;
use crate::{NEW, OLD};

/// The devices of [`default_routes`](crate::default_routes).
pub const DEVICES: [&str; 3] = ["Ann’s iPhone", "Office PC", "Scanner, 2nd floor"];
/// What an unfinished checklist of an earlier visit begins with.
pub const OFFER: &str = "the new password. You changed it on";

impl HostPage {
    /// Opens the page and changes the password.
    pub async fn changed(&self) -> (HostServer, Browser) {
        let (host, browser) = self.ready().await;
        browser.change(OLD, NEW).await;
        browser
            .expect_checklist("0 of 3 devices done", &DEVICES)
            .await;
        (host, browser)
    }
}

impl Browser {
    /// Waits for this progress, and checks the devices: each name, with a colon and its state if it is not waiting.
    ///
    /// # Panics
    /// When other devices or states are shown.
    pub async fn expect_checklist(&self, progress: &str, devices: &[&str]) {
        self.wait_for_text(progress).await;
        let shown = "const state = (e) => squeeze(e.querySelector('.mbp-pill').innerText).split(' ·')[0];
            return all('.mbp-device').filter(isSeen).map((e) => [nameOf(e), state(e)].filter((word) => word !== 'Waiting').join(': '));";
        assert_eq!(
            self.run(shown, json!([])).await,
            json!(devices),
            "{progress}"
        );
    }

    /// Opens the page again: the unfinished checklist stands in place of the form.
    ///
    /// # Panics
    /// When the form is there too.
    pub async fn open_unfinished_checklist(&self, host: &HostServer) {
        self.open(host.url("/")).await;
        self.wait_for_text(OFFER).await;
        assert!(!self.has("field", "Current password").await);
    }

    /// Expands the instructions of a device.
    pub async fn expand_device(&self, device: &str) {
        self.wait_for("device", device).await;
        let script = "const how = find('device', arguments[0]).querySelector('[aria-expanded]');
            if (how.ariaExpanded === 'false') how.click();";
        self.run(script, json!([device])).await;
    }

    /// Presses **Mark as done**, or, in the expanded row, *Not mine* or *Can’t reach it* of a device; *Undo* too.
    pub async fn answer_device(&self, device: &str, answer: &str) {
        if !["Mark as done", "Undo"].contains(&answer) {
            self.expand_device(device).await;
        }
        let script = "const row = find('device', arguments[0]);
            const button = [...(row?.querySelectorAll('button') ?? [])].find((e) => isSeen(e) && nameOf(e).startsWith(arguments[1]));
            button?.click();
            return button !== undefined;";
        until(&format!("\"{answer}\" of {device}"), || async {
            (self.run(script, json!([device, answer])).await == true).then_some(())
        })
        .await;
    }

    /// What is said of a device's state; `None` while the device is not there.
    pub async fn device_state(&self, device: &str) -> Option<String> {
        let script =
            "return find('device', arguments[0])?.querySelector('.mbp-pill').innerText ?? null;";
        let state = self.run(script, json!([device])).await;
        state.as_str().map(str::to_owned)
    }

    /// Adds a device to the checklist by its mail client.
    pub async fn add_device(&self, client: &str) {
        self.wait_for("button", "Add").await;
        let script = "const select = all('mailbox-password select').find(isSeen);
            select.value = [...select.options].find((option) => option.text === arguments[0]).value;
            find('button', 'Add').click();";
        self.run(script, json!([client])).await;
    }
}
