//! Somebody who uses the panel over HTTP.

use std::collections::BTreeMap;

use domain_tests::accounts::principal;
use serde_json::{Value, json};
use ureq::http;

/// Keeps cookies and a page's token, and follows nothing by itself.
#[derive(Clone)]
pub(super) struct Browser {
    agent: ureq::Agent,
    address: String,
    cookies: BTreeMap<String, String>,
    token: String,
}

impl Browser {
    /// A browser on which nobody is signed in.
    pub(super) fn new(address: &str) -> Self {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build()
            .new_agent();
        Self {
            agent,
            address: address.to_owned(),
            cookies: BTreeMap::new(),
            token: String::new(),
        }
    }

    /// The same browser at another panel.
    pub(super) fn at(&self, address: &str) -> Self {
        Self {
            address: address.to_owned(),
            ..self.clone()
        }
    }

    pub(super) fn get(&mut self, path: &str) -> (u16, String) {
        self.send("GET", path, "", "", "")
    }

    pub(super) fn json(&mut self, path: &str) -> Value {
        let (status, body) = self.get(path);
        assert_eq!(status, 200, "{path}: {body}");
        serde_json::from_str(&body).unwrap()
    }

    pub(super) fn sign_in(&mut self, path: &str, account: &str, password: &str) -> (u16, String) {
        let encoded: String = password
            .bytes()
            .map(|byte| format!("%{byte:02X}"))
            .collect();
        let body = format!("address={}&password={encoded}", principal(account));
        let answer = self.send("POST", path, "application/x-www-form-urlencoded", &body, "");
        (answer.0, answer.1)
    }

    /// A change of one's own password; the status and the problem's code.
    pub(super) fn change(&mut self, account: &str, current: &str, new: &str, key: &str) -> Answer {
        let body =
            json!({"mailbox": principal(account), "currentPassword": current, "newPassword": new});
        self.post("/api/mailbox/password", &body, key)
    }

    /// The same with a panel that may end meanwhile: the status, if an answer came.
    pub(super) fn try_change(
        &mut self,
        account: &str,
        current: &str,
        new: &str,
        key: &str,
    ) -> Option<u16> {
        let body =
            json!({"mailbox": principal(account), "currentPassword": current, "newPassword": new});
        let kind = "application/json";
        let answer = self.try_send(
            "POST",
            "/api/mailbox/password",
            kind,
            &body.to_string(),
            key,
        );
        answer.map(|(status, _)| status)
    }

    /// What an administrator sends about a mailbox.
    pub(super) fn administer(&mut self, account: &str, what: &str, mut body: Value) -> Answer {
        body["mailbox"] = principal(account).into();
        let path = format!("/api/admin/mailboxes/{}/{what}", principal(account));
        self.post(&path, &body, "c0ffee00-5d4c-4c39-9f06-2a4f6f3b8a11")
    }

    pub(super) fn post(&mut self, path: &str, body: &Value, key: &str) -> Answer {
        let (status, body) = self.send("POST", path, "application/json", &body.to_string(), key);
        let body: Value = serde_json::from_str(&body).unwrap_or_default();
        let kind = body["type"].as_str().unwrap_or_default();
        let code = kind.rsplit(':').next().unwrap_or_default().to_owned();
        Answer { status, code, body }
    }

    /// Takes the token out of a page.
    pub(super) fn take_token(&mut self, path: &str, before: &str) {
        let (_, page) = self.get(path);
        let (_, rest) = page.split_once(before).unwrap_or_else(|| panic!("{page}"));
        self.token = rest.split('"').next().unwrap().to_owned();
    }

    fn send(
        &mut self,
        method: &str,
        path: &str,
        kind: &str,
        body: &str,
        key: &str,
    ) -> (u16, String) {
        self.try_send(method, path, kind, body, key)
            .unwrap_or_else(|| panic!("{method} {path}: no answer"))
    }

    /// `None` if no answer came.
    fn try_send(
        &mut self,
        method: &str,
        path: &str,
        kind: &str,
        body: &str,
        key: &str,
    ) -> Option<(u16, String)> {
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.address))
            .header("sec-fetch-site", "same-origin")
            .header("cookie", cookies.join("; "));
        if !kind.is_empty() {
            request = request.header("content-type", kind);
        }
        if !key.is_empty() {
            request = request
                .header("x-csrf-token", &self.token)
                .header("idempotency-key", format!("\"{key}\""));
        }
        let mut response = match method {
            "GET" => self.agent.run(request.body(()).unwrap()).ok()?,
            _ => self.agent.run(request.body(body).unwrap()).ok()?,
        };
        for cookie in response.headers().get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let body = response.body_mut().read_to_string().ok()?;
        Some((response.status().as_u16(), body))
    }
}

/// What was answered to a POST.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// The problem's code; empty without one.
    pub(super) code: String,
    pub(super) body: Value,
}
