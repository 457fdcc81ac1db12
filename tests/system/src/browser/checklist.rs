//! Opening the checklist of devices after a change, and checking what it shows.

use serde_json::json;

use crate::browser::Browser;
use crate::server::HostPage;
use crate::server::HostServer;
use crate::{NEW, OLD};

/// The devices of [`default_routes`](crate::default_routes).
pub const DEVICES: [&str; 3] = ["Ann's iPhone", "Office PC", "Scanner, 2nd floor"];
/// The text above an unfinished checklist of an earlier visit.
pub const OFFER: &str = "Your list is not finished.";

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
    /// Waits for this progress, and checks the devices: each name, with a colon and the first word of its answer.
    ///
    /// # Panics
    /// When other devices or answers are shown.
    pub async fn expect_checklist(&self, progress: &str, devices: &[&str]) {
        self.wait_for_text(progress).await;
        let shown = "return all('fieldset').filter(isSeen).map((e) => [e.querySelector('legend').firstChild.textContent,
            ...[...e.querySelectorAll('input')].filter((e) => e.checked).map((e) => nameOf(e).match(/\\w+/)[0])].join(': '));";
        assert_eq!(
            self.run(shown, json!([])).await,
            json!(devices),
            "{progress}"
        );
    }

    /// Opens the page again, and expands the unfinished checklist above the form.
    ///
    /// # Panics
    /// When there is none above the form.
    pub async fn open_unfinished_checklist(&self, host: &HostServer) {
        self.open(host.url("/")).await;
        self.wait_for_text(OFFER).await;
        let words = self.visible_text().await;
        assert!(words.find(OFFER) < words.find("Current password"));
        let offer = self
            .run(
                "return nameOf(all('mailbox-password summary').find(isSeen));",
                json!([]),
            )
            .await;
        self.press_a("summary", offer.as_str().unwrap()).await;
    }
}
