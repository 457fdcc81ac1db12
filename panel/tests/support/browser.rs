use std::collections::BTreeMap;
use std::io::Write;
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use serde_json::{Value, json};
use ureq::http;

use super::fresh_key;

/// Keeps cookies and a page's token, and follows nothing by itself.
#[derive(Clone)]
pub struct Browser {
    agent: ureq::Agent,
    base: String,
    pub cookies: BTreeMap<String, String>,
    pub token: String,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: http::HeaderMap,
    pub body: String,
}

/// A request in the making.
#[derive(Clone)]
pub struct Request {
    method: &'static str,
    path: String,
    headers: BTreeMap<String, String>,
    body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The problem's code; empty if it has none of the contract's.
    pub fn code(&self) -> String {
        let kind = self.json()["type"].as_str().unwrap_or("").to_owned();
        kind.rsplit([':', '/', '#']).next().unwrap_or("").to_owned()
    }
}

impl Request {
    pub fn get(path: &str) -> Self {
        Self {
            method: "GET",
            path: path.to_owned(),
            headers: BTreeMap::new(),
            body: String::new(),
        }
    }

    /// As a form on a page of the panel sends it.
    pub fn form(path: &str, fields: &[(&str, &str)]) -> Self {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        let request = Self {
            method: "POST",
            body: pairs.join("&"),
            ..Self::get(path)
        };
        request
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
    }

    /// Sets a header; an empty value takes it away.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if value.is_empty() {
            self.headers.remove(name);
        } else {
            self.headers.insert(name.to_owned(), value.to_owned());
        }
        self
    }

    pub fn body(mut self, body: &str) -> Self {
        body.clone_into(&mut self.body);
        self
    }

    /// Changes members of a JSON body; `null` takes one away.
    pub fn member(self, name: &str, value: &Value) -> Self {
        let mut body: Value = serde_json::from_str(&self.body).unwrap();
        match value {
            Value::Null => drop(body.as_object_mut().unwrap().remove(name)),
            value => body[name] = value.clone(),
        }
        let body = body.to_string();
        self.body(&body)
    }
}

impl Browser {
    pub fn new(base: &str) -> Self {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .new_agent();
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
        let page = self.get("/mailbox");
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
        Request {
            method: "POST",
            body: body.to_string(),
            ..Request::get(path)
        }
        .header("content-type", "application/json")
        .header("sec-fetch-site", "same-origin")
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

/// An endpoint for a mailbox that an administrator looks after.
pub fn admin_path(mailbox: &str, last: &str) -> String {
    format!("/api/admin/mailboxes/{}/{last}", encode(mailbox))
}

/// Percent-encodes everything but letters and digits.
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
