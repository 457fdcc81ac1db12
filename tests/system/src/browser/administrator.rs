//! An administrator's form for somebody else's mailbox, and the password that is saved with it.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::server::{BEFORE, HostPage, HostServer, Response};
use crate::wait::until;

impl HostPage {
    /// Opens an administrator's form with this policy, and waits until a password can be saved by it.
    pub async fn open_with_policy(&self, policy: Value) -> (HostServer, Browser) {
        self.open_to_save("GET /api/policy", Response::policy(policy))
            .await
    }

    /// The same with this status of the mailbox, whose password was changed long ago.
    pub async fn open_with_status(&self, status: Value) -> (HostServer, Browser) {
        self.open_to_save("GET /api/status", Response::status(BEFORE, status))
            .await
    }

    async fn open_to_save(&self, route: &str, response: Response) -> (HostServer, Browser) {
        let (host, browser) = self.open_with(|host| host.respond(route, response)).await;
        browser.wait_for("button", "Save").await;
        browser.wait_for_rules().await;
        (host, browser)
    }
}

impl Browser {
    /// Waits until a rule of the policy is shown.
    pub async fn wait_for_rules(&self) {
        until("a rule is shown", || async {
            let shown = "return all('.mbp-rule').some(isSeen);";
            (self.run(shown, json!([])).await == true).then_some(())
        })
        .await;
    }

    /// Types a password for the mailbox, twice, and saves it.
    pub async fn save(&self, password: &str) {
        self.fill("Password", password).await;
        self.fill("Confirm", password).await;
        self.press("Save").await;
    }
}

impl HostServer {
    /// The body of the change that was sent.
    ///
    /// # Panics
    /// When a different request was sent, or more than one.
    pub async fn only_change(&self) -> Value {
        let request = self.wait_for_request("POST", 1).await;
        assert_eq!(self.requests("POST").len(), 1);
        assert_eq!(request.route, "POST /api/password");
        request.json()
    }
}
