//! A browser, as far as these tests need one.

use std::collections::BTreeMap;
use std::io::Write;
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use serde_json::{Value, json};
use ureq::http;

use super::fresh_key;
use super::message::{Answer, Request, admin_path};

/// What every agent of a browser needs.
pub fn agent_config() -> ureq::config::ConfigBuilder<ureq::typestate::AgentScope> {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(Duration::from_secs(60)))
}

/// Keeps cookies and a page's token, and follows nothing by itself.
#[derive(Clone)]
pub struct Browser {
    agent: ureq::Agent,
    base: String,
    pub cookies: BTreeMap<String, String>,
    pub token: String,
}

impl Browser {
    pub fn new(base: &str) -> Self {
        Self::with_agent(base, agent_config().build().new_agent())
    }

    /// One that reaches the panel by way of this agent.
    pub fn with_agent(base: &str, agent: ureq::Agent) -> Self {
        Self {
            agent,
            base: base.to_owned(),
            cookies: BTreeMap::new(),
            token: String::new(),
        }
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.send(&Request::get(path))
    }

    pub fn send(&mut self, request: &Request) -> Answer {
        self.try_send(request)
            .unwrap_or_else(|| panic!("{} {}: no answer", request.method, request.path))
    }

    /// `None` if no answer came.
    pub fn try_send(&mut self, request: &Request) -> Option<Answer> {
        let mut builder = http::Request::builder()
            .method(request.method)
            .uri(format!("{}{}", self.base, request.path));
        for (name, value) in self.headers(request) {
            builder = builder.header(name, value);
        }
        let sent = if request.method == "GET" {
            self.agent.run(builder.body(()).unwrap())
        } else {
            self.agent.run(builder.body(request.body.as_str()).unwrap())
        };
        let mut response = sent.ok()?;
        let answer = Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.body_mut().read_to_string().ok()?,
        };
        self.keep_cookies(&answer);
        Some(answer)
    }

    /// Sends a request and hangs up once something has happened, without reading the answer.
    pub fn send_and_leave(&self, request: &Request, happened: impl FnOnce()) {
        let host = self.base.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).expect("the panel listens");
        let mut head = format!(
            "{} {} HTTP/1.1\r\nhost: {host}\r\n",
            request.method, request.path
        );
        for (name, value) in self.headers(request) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let text = format!(
            "{head}content-length: {}\r\n\r\n{}",
            request.body.len(),
            request.body
        );
        stream.write_all(text.as_bytes()).expect("it reads");
        happened();
        stream.shutdown(Shutdown::Both).expect("it can be left");
    }

    /// The same browser, with the panel at another address.
    pub fn moved_to(&self, base: &str) -> Self {
        Self {
            base: base.to_owned(),
            ..self.clone()
        }
    }

    fn headers(&self, request: &Request) -> BTreeMap<String, String> {
        let mut headers = request.headers.clone();
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            headers.insert("cookie".to_owned(), cookies.join("; "));
        }
        headers
    }

    /// Signs in and opens the mailbox page.
    pub fn sign_in(&mut self, mailbox: &str, password: &str) -> Answer {
        let answer = self.send(&Request::form(
            "/",
            &[("address", mailbox), ("password", password)],
        ));
        if answer.status == 303 {
            self.open_mailbox();
        }
        answer
    }

    pub fn webmail(&mut self, mailbox: &str, password: &str) -> Answer {
        self.send(&Request::form(
            "/webmail",
            &[("address", mailbox), ("password", password)],
        ))
    }

    /// Loads the page and takes its token.
    pub fn open_mailbox(&mut self) -> Answer {
        let page = self.get("/mailbox/password");
        if let Some((_, rest)) = page.body.split_once("name=\"csrf-token\" content=\"") {
            self.token = rest.split('"').next().unwrap().to_owned();
        }
        page
    }

    /// Signs in as an administrator and takes the token of the page behind it.
    pub fn sign_in_as_administrator(&mut self, mailbox: &str, password: &str) -> Answer {
        let answer = self.send(&Request::form(
            "/admin",
            &[("address", mailbox), ("password", password)],
        ));
        if answer.status == 303 {
            let page = self.get("/admin").body;
            let (_, rest) = page.split_once("name=\"token\" value=\"").unwrap();
            self.token = rest.split('"').next().unwrap().to_owned();
        }
        answer
    }

    /// What the widget would send, with a key of its own.
    pub fn post(&self, path: &str, body: &Value) -> Request {
        Request::json(path, body)
            .header("x-csrf-token", &self.token)
            .header("idempotency-key", &format!("\"{}\"", fresh_key()))
    }

    /// A change as the widget would send it.
    pub fn change_request(&self, mailbox: &str, current: &str, new: &str) -> Request {
        let body = json!({ "mailbox": mailbox, "currentPassword": current, "newPassword": new });
        self.post("/api/mailbox/password", &body)
    }

    /// An administrator's new password as the widget would send it.
    pub fn reset_request(&self, mailbox: &str, new: &str) -> Request {
        let body = json!({ "mailbox": mailbox, "newPassword": new });
        self.post(&admin_path(mailbox, "password"), &body)
    }

    pub fn reset(&mut self, mailbox: &str, new: &str) -> Answer {
        let request = self.reset_request(mailbox, new);
        self.send(&request)
    }

    pub fn unlock_request(&self, mailbox: &str) -> Request {
        self.post(
            &admin_path(mailbox, "unlock"),
            &json!({ "mailbox": mailbox }),
        )
    }

    pub fn unlock(&mut self, mailbox: &str) -> Answer {
        let request = self.unlock_request(mailbox);
        self.send(&request)
    }

    /// The status of a mailbox, as its administrator is told.
    pub fn status_of(&mut self, mailbox: &str) -> Value {
        let answer = self.get(&admin_path(mailbox, "status"));
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()
    }

    pub fn change(&mut self, mailbox: &str, current: &str, new: &str) -> Answer {
        let request = self.change_request(mailbox, current, new);
        self.send(&request)
    }

    pub fn status(&mut self) -> Value {
        let answer = self.get("/api/mailbox/status");
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        for cookie in answer.headers.get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
