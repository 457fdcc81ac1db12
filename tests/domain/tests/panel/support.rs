//! The panel program on a domain controller, and somebody who uses it over HTTP.

use std::collections::BTreeMap;
use std::env;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

use domain_tests::Controller;
use domain_tests::accounts::{ADMINISTRATORS, SERVICE, SERVICE_PASSWORD, STAFF, principal};
use serde_json::{Value, json};
use tempfile::TempDir;
use ureq::http;

/// A running panel. It is killed when dropped.
pub(super) struct Panel {
    child: Child,
    address: String,
    log: Arc<Log>,
}

/// What a panel has written to its log.
#[derive(Default)]
struct Log {
    text: Mutex<String>,
    grew: Condvar,
}

/// What the panels behind one proxy share.
pub(super) struct Shared {
    folder: TempDir,
}

impl Shared {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("secret"), "0123456789abcdef".repeat(4)).unwrap();
        Self { folder }
    }

    /// Starts a panel on this controller.
    pub(super) fn panel(&self, controller: &Controller) -> Panel {
        let program = env::var_os("MAILBOX_PASSWORD_PANEL").expect("the panel's program");
        let folder = self.folder.path();
        let mut child = Command::new(program)
            .args(["--listen", "127.0.0.1:0", "--directory", &controller.url()])
            .arg("--dist")
            .arg(folder)
            .arg("--secret-file")
            .arg(folder.join("secret"))
            .arg("--directory-ca")
            .arg(controller.authority())
            .args(["--directory-scope", STAFF])
            .args(["--directory-account", &principal(SERVICE)])
            .args(["--administrators", &format!("{ADMINISTRATORS} => {STAFF}")])
            .args([
                "--sign-ins-per-minute",
                "1000",
                "--changes-per-minute",
                "1000",
            ])
            .env("PANEL_DIRECTORY_PASSWORD", SERVICE_PASSWORD)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the panel starts");
        let log = Arc::new(Log::default());
        let (lines, written) = (child.stderr.take().unwrap(), Arc::clone(&log));
        thread::spawn(move || {
            for line in BufReader::new(lines).lines().map_while(Result::ok) {
                let mut text = written.text.lock().unwrap();
                text.push_str(&line);
                text.push('\n');
                written.grew.notify_all();
            }
        });
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let address = loop {
            let mut line = String::new();
            let read = out.read_line(&mut line).unwrap();
            assert!(read > 0, "the panel ended: {}", log.text.lock().unwrap());
            if let Some(address) = line.trim().strip_prefix("listening on ") {
                break address.to_owned();
            }
        };
        thread::spawn(move || out.read_to_end(&mut Vec::new()));
        Panel {
            child,
            address,
            log,
        }
    }
}

impl Panel {
    /// A browser on which nobody is signed in.
    pub(super) fn browser(&self) -> Browser {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build()
            .new_agent();
        Browser {
            agent,
            address: self.address.clone(),
            cookies: BTreeMap::new(),
            token: String::new(),
        }
    }

    /// A browser of somebody who has signed in to their mailbox.
    pub(super) fn user(&self, account: &str, password: &str) -> Browser {
        let mut browser = self.browser();
        assert_eq!(browser.sign_in("/", account, password).0, 303, "{account}");
        browser.take_token("/mailbox/password", "name=\"csrf-token\" content=\"");
        browser
    }

    /// A browser of an administrator.
    pub(super) fn administrator(&self, account: &str, password: &str) -> Browser {
        let mut browser = self.browser();
        assert_eq!(
            browser.sign_in("/admin", account, password).0,
            303,
            "{account}"
        );
        browser.take_token("/admin", "name=\"token\" value=\"");
        browser
    }

    /// Waits until the log has this, and returns the log.
    pub(super) fn wait_for_log(&self, text: &str) -> String {
        let log = self.log.text.lock().unwrap();
        let (log, _) = self
            .log
            .grew
            .wait_timeout_while(log, Duration::from_secs(60), |log| !log.contains(text))
            .unwrap();
        assert!(log.contains(text), "this did not come: {text}: {log}");
        log.clone()
    }

    /// The log so far.
    pub(super) fn log(&self) -> String {
        self.log.text.lock().unwrap().clone()
    }

    /// Kills it, as a power failure does.
    pub(super) fn kill(mut self) {
        self.child.kill().unwrap();
    }
}

impl Drop for Panel {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Keeps cookies and a page's token, and follows nothing by itself.
#[derive(Clone)]
pub(super) struct Browser {
    agent: ureq::Agent,
    address: String,
    cookies: BTreeMap<String, String>,
    token: String,
}

impl Browser {
    /// The same browser at another panel.
    pub(super) fn at(&self, panel: &Panel) -> Self {
        Self {
            address: panel.address.clone(),
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

    fn take_token(&mut self, path: &str, before: &str) {
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
