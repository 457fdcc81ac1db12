//! Somebody who changes their password again and again: directly, or at the panel over HTTP.

use std::sync::Arc;

use domain_tests::accounts::{PASSWORD, STAFF};
use domain_tests::{Connector, change};
use serde_json::json;
use ureq::http::{Request, Response};
use ureq::{Agent, Body};

/// A person with an account of their own.
pub(crate) struct Client {
    account: String,
    dn: String,
    password: String,
    changes: u32,
    agent: Agent,
    cookie: String,
    token: String,
}

impl Client {
    /// Somebody who has signed in nowhere.
    pub(crate) fn new(account: String) -> Self {
        Self {
            dn: format!("CN={account},{STAFF}"),
            account,
            password: PASSWORD.to_owned(),
            changes: 0,
            agent: Agent::config_builder()
                .http_status_as_error(false)
                .max_redirects(0)
                .max_redirects_will_error(false)
                .build()
                .new_agent(),
            cookie: String::new(),
            token: String::new(),
        }
    }

    /// The name for signing in.
    fn principal(&self) -> String {
        format!("{}@corp.test", self.account)
    }

    /// Signs in as the owner and changes the password on that connection.
    pub(crate) async fn change_directly(&mut self, url: &str, connector: &Arc<Connector>) {
        let new = self.next_password();
        let mut ldap = connector.connect(url).await.expect("a connection");
        let bound = ldap.simple_bind(&self.principal(), &self.password).await;
        bound
            .and_then(ldap3::LdapResult::success)
            .expect("a sign-in");
        let changed = change(&mut ldap, &self.dn, &self.password, &new).await;
        let changed = changed.expect("an answer");
        assert!(changed.succeeded(), "{changed:?}");
        ldap.unbind().await.expect("an end");
        self.password = new;
    }

    /// Signs in at the panel.
    pub(crate) fn sign_in(&mut self, panel: &str) {
        let password: String = self
            .password
            .bytes()
            .map(|byte| format!("%{byte:02X}"))
            .collect();
        let body = format!("address={}&password={password}", self.principal());
        let request = self
            .request("POST", &format!("{panel}/"))
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = self.agent.run(request.body(body).expect("a request"));
        self.keep_cookie(&answer.expect("an answer"));
        let request = self.request("GET", &format!("{panel}/mailbox/password"));
        let answer = self.agent.run(request.body(()).expect("a request"));
        let page = answer
            .expect("an answer")
            .body_mut()
            .read_to_string()
            .expect("a page");
        let (_, token) = page
            .split_once("name=\"csrf-token\" content=\"")
            .expect("a token");
        self.token = token.split('"').next().unwrap_or_default().to_owned();
    }

    /// Changes the password at the panel.
    pub(crate) fn change_at(&mut self, panel: &str) {
        let new = self.next_password();
        let body = json!({
            "mailbox": self.principal(), "currentPassword": self.password, "newPassword": new
        });
        let key = format!("\"{:08x}-0000-4000-8000-{}\"", self.changes, self.account);
        let request = self
            .request("POST", &format!("{panel}/api/mailbox/password"))
            .header("content-type", "application/json")
            .header("x-csrf-token", &self.token)
            .header("idempotency-key", key);
        let answer = self
            .agent
            .run(request.body(body.to_string()).expect("a request"));
        let mut answer = answer.expect("an answer");
        let text = answer.body_mut().read_to_string().unwrap_or_default();
        assert_eq!(answer.status(), 200, "{text}");
        self.keep_cookie(&answer);
        self.password = new;
    }

    fn next_password(&mut self) -> String {
        self.changes += 1;
        format!("Bench#Ferry-{}", self.changes)
    }

    fn request(&self, method: &str, url: &str) -> ureq::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(url)
            .header("sec-fetch-site", "same-origin")
            .header("cookie", &self.cookie)
    }

    fn keep_cookie(&mut self, answer: &Response<Body>) {
        if let Some(cookie) = answer.headers().get("set-cookie") {
            let cookie = cookie.to_str().unwrap_or_default();
            self.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        }
    }
}
