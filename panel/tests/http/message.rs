//! Requests and answers.

use std::collections::BTreeMap;

use serde_json::Value;
use ureq::http;

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
    pub method: &'static str,
    pub path: String,
    pub headers: BTreeMap<String, String>,
    pub body: String,
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

    /// As the widget sends it, without what a session adds.
    pub fn json(path: &str, body: &Value) -> Self {
        Self {
            method: "POST",
            body: body.to_string(),
            ..Self::get(path)
        }
        .header("content-type", "application/json")
        .header("sec-fetch-site", "same-origin")
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
