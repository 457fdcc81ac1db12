//! Signing in as an administrator of the panel's demo, and opening the page of a mailbox.

use crate::browser::Browser;
use crate::panel::Panel;

/// The first domain's administrator in the demo.
pub const ADMINISTRATOR: &str = "admin@example.com";

/// The administrator's password.
pub const ADMINISTRATORS_PASSWORD: &str = "Granite-Window-94";

impl Browser {
    /// Signs in at `/admin` as the demo's administrator.
    pub async fn sign_in_as_administrator(&self, panel: &Panel) {
        self.sign_in_as(panel, ADMINISTRATOR, ADMINISTRATORS_PASSWORD)
            .await;
    }

    /// Signs in at `/admin` as another administrator.
    pub async fn sign_in_as(&self, panel: &Panel, address: &str, password: &str) {
        self.open(panel.url("/admin")).await;
        self.fill("E-mail address", address).await;
        self.fill("Password", password).await;
        self.press("Sign in").await;
        self.wait_for_page_text("Microsoft Exchange").await;
    }

    /// Goes from the first page to the page of a mailbox, by the links that the user's document names.
    pub async fn open_mailbox(&self, name: &str) {
        self.press_a("link", "Mailboxes").await;
        self.wait_for_page_text("Name or address").await;
        self.press_a("link", name).await;
        self.wait_for("button", "Save").await;
    }
}
