//! The panel program on a domain controller.

use std::env;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

use domain_tests::Controller;
use domain_tests::accounts::{ADMINISTRATORS, SERVICE, SERVICE_PASSWORD, STAFF, principal};
use tempfile::TempDir;

use super::browser::Browser;

/// A running panel. It is killed when dropped.
pub(super) struct Panel {
    child: Child,
    pub(super) address: String,
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
        Browser::new(&self.address)
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
