use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use rusqlite::Connection;
use tempfile::TempDir;

use crate::environment;
use crate::http_client::send;
use crate::wait::{PATIENCE, until};

/// A running reference panel with the mailboxes of the demo. It is killed when dropped.
#[derive(Debug)]
pub struct Panel {
    child: Child,
    folder: TempDir,
    arguments: Vec<String>,
    address: String,
    log: Arc<Mutex<String>>,
}

impl Panel {
    /// Starts a panel on a free port, with its own store and clock, and a cheap password hash.
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// The same with further arguments.
    ///
    /// # Panics
    /// If the program does not start.
    pub async fn start_with(arguments: &[&str]) -> Self {
        let folder = folder();
        let dist = environment::path_from_environment("MAILBOX_PASSWORD_DIST");
        let dist = dist.display().to_string();
        let mut all = ["--dist", &dist, "--demo", "--hash-cost", "64,1"]
            .map(str::to_owned)
            .to_vec();
        // Devices are simulated only on the store of the demo.
        if !arguments.contains(&"--device-pace") {
            all.push("--demo-store".to_owned());
            all.push(folder.path().join("store.sqlite").display().to_string());
        }
        all.extend(arguments.iter().map(|&argument| argument.to_owned()));
        Self::spawn(folder, all, "127.0.0.1:0")
    }

    /// Starts a panel with this configuration file, which names its directory and the widget, without the demo.
    ///
    /// # Panics
    /// If the program does not start.
    pub async fn start_on(configuration: &Path) -> Self {
        Self::start_on_with(configuration, &[]).await
    }

    /// The same with further arguments, which count more than the file.
    ///
    /// # Panics
    /// If the program does not start.
    pub async fn start_on_with(configuration: &Path, arguments: &[&str]) -> Self {
        let file = configuration.display().to_string();
        let mut all = vec!["--config".to_owned(), file];
        all.extend(arguments.iter().map(|&argument| argument.to_owned()));
        Self::spawn(folder(), all, "127.0.0.1:0")
    }

    /// Starts a panel whose simulated devices sign in quickly, on a temporary store.
    pub async fn with_devices() -> Self {
        Self::start_with(&["--device-pace", "0.05"]).await
    }

    /// Starts the panel again after [`Panel::kill`], with the same store at the same address.
    ///
    /// # Panics
    /// If the program does not start.
    #[must_use]
    pub fn restart(mut self) -> Self {
        let elsewhere = TempDir::new().expect("a temporary folder");
        let folder = std::mem::replace(&mut self.folder, elsewhere);
        let arguments = std::mem::take(&mut self.arguments);
        let address = self.address.clone();
        Self::spawn(folder, arguments, &address)
    }

    fn spawn(folder: TempDir, arguments: Vec<String>, listen: &str) -> Self {
        let mut child = Command::new(environment::path_from_environment("MAILBOX_PASSWORD_PANEL"))
            .args(["--listen", listen])
            .args([
                "--changes-per-minute",
                "1000",
                "--sign-ins-per-minute",
                "1000",
                "--administrator-sign-ins-per-minute",
                "1000",
                "--administrator-delay",
                "0",
            ])
            .env("TMPDIR", folder.path())
            .arg("--clock-file")
            .arg(folder.path().join("clock"))
            .args(&arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the panel starts");
        let log = Arc::new(Mutex::new(String::new()));
        let stderr = child.stderr.take().expect("its log");
        let writer = Arc::clone(&log);
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                let mut text = writer.lock().unwrap();
                text.push_str(&line);
                text.push('\n');
            }
        });
        let mut out = BufReader::new(child.stdout.take().expect("its output"));
        let mut announced = String::new();
        let address = loop {
            let mut line = String::new();
            let read = out.read_line(&mut line).expect("its output is text");
            assert!(
                read > 0,
                "the panel ended: {announced}{}",
                log.lock().unwrap()
            );
            announced.push_str(&line);
            if let Some(address) = line.trim().strip_prefix("listening on http://") {
                break address.to_owned();
            }
        };
        thread::spawn(move || out.read_to_end(&mut Vec::new()));
        Self {
            child,
            folder,
            arguments,
            address,
            log,
        }
    }

    /// Host and port.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The absolute address of a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The file that moves its clock.
    #[must_use]
    pub fn clock_file(&self) -> PathBuf {
        self.folder.path().join("clock")
    }

    /// The panel's log so far.
    ///
    /// # Panics
    /// Never: the lock is not held across anything that can fail.
    #[must_use]
    pub fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// Waits until the log holds this.
    pub async fn wait_for_log(&self, wanted: &str) {
        until(&format!("\"{wanted}\" in the panel's log"), || async {
            self.log().contains(wanted).then_some(())
        })
        .await;
    }

    /// Opens the panel's store from another process.
    ///
    /// # Panics
    /// When it cannot be opened.
    #[must_use]
    pub fn store(&self) -> Connection {
        let store =
            Connection::open(self.folder.path().join("store.sqlite")).expect("the store opens");
        store.busy_timeout(PATIENCE).expect("a busy timeout");
        store
    }

    /// Sets the panel's clock to so many seconds after the system's.
    ///
    /// # Panics
    /// When the file cannot be written.
    pub fn set_clock(&self, seconds: i64) {
        let next = self.folder.path().join("clock.next");
        fs::write(&next, seconds.to_string()).expect("a clock file");
        fs::rename(next, self.folder.path().join("clock")).expect("a clock file in place");
    }

    /// Suspends the process: it answers nothing and keeps its connections open.
    ///
    /// # Panics
    /// When it cannot be stopped.
    pub fn freeze(&self) {
        let sent = Command::new("kill")
            .args(["-STOP", &self.child.id().to_string()])
            .status();
        assert!(sent.expect("kill runs").success());
    }

    /// Kills the process at once.
    ///
    /// # Panics
    /// When it cannot be ended.
    pub fn kill(&mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends");
    }

    /// How many violations of the content security policy were reported to the panel.
    ///
    /// # Panics
    /// When the panel does not answer.
    pub fn csp_reports(&self) -> u64 {
        let (_, body) = send(&self.address, "GET", "/csp-report").expect("the panel answers");
        let count: serde_json::Value = serde_json::from_str(&body).expect("a count");
        count["count"].as_u64().expect("a number")
    }

    /// The content security policy of the panel, for a page that is linked to style sheets, as the panel's own are not;
    /// without the address for reports.
    ///
    /// # Panics
    /// When it has none.
    pub fn content_security_policy(&self) -> String {
        let (headers, _) = send(&self.address, "GET", "/healthz").expect("the panel answers");
        let (_, policy) = headers
            .into_iter()
            .find(|(name, _)| name == "content-security-policy")
            .expect("a content security policy");
        policy
            .split("; report-uri")
            .next()
            .unwrap_or(&policy)
            .to_owned()
    }
}

/// A temporary folder with a clock that can be moved.
fn folder() -> TempDir {
    let folder = TempDir::with_prefix("panel-").expect("a temporary folder");
    fs::write(folder.path().join("clock"), "0").expect("a clock file");
    folder
}

impl Drop for Panel {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
