use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Mutex;
use std::thread;
use std::time::Instant;

use serde_json::Value;
use tempfile::TempDir;

use crate::browser::process_group::ProcessGroup;
use crate::environment;
use crate::http_client::ask;
use crate::wait::{PATIENCE, PAUSE};

/// Those without a test.
static IDLE: Mutex<Vec<Chromium>> = Mutex::new(Vec::new());

/// What each is started with.
const ARGUMENTS: [&str; 18] = [
    "--headless",
    "--no-sandbox",
    "--no-first-run",
    "--remote-debugging-port=0",
    "--test-type=webdriver",
    "--disable-background-networking",
    "--disable-client-side-phishing-detection",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-hang-monitor",
    "--disable-popup-blocking",
    "--disable-prompt-on-repost",
    "--disable-sync",
    "--window-size=1280,900",
    "--lang=en-US",
    "--password-store=basic",
    "--use-mock-keychain",
];

/// A running Chromium, without a window.
///
/// To start one takes as long as most tests. So one that has served a test well serves another, which gets a new tab of
/// it, without cookies, storage or cache; what is set for a tab goes with the old one.
#[derive(Debug)]
pub(crate) struct Chromium {
    group: Option<ProcessGroup>,
    serves_again: bool,
    /// Its debugger's.
    port: u16,
    /// Dropped after it has been killed.
    folder: TempDir,
}

impl Chromium {
    /// One with more arguments, and a fresh profile or this one. It serves one test.
    pub(crate) async fn start(arguments: &[&str], profile: Option<&Path>) -> Self {
        let folder = TempDir::with_prefix("browser-").expect("a temporary folder");
        let profile = profile.map_or_else(|| folder.path().join("profile"), Path::to_owned);
        let tells = profile.join("DevToolsActivePort");
        // An earlier one's.
        let _ = fs::remove_file(&tells);
        let own = [
            format!("--user-data-dir={}", profile.display()),
            format!("--log-file={}", log_in(&folder).display()),
            "about:blank".into(),
        ];
        let all = ARGUMENTS
            .into_iter()
            .chain(arguments.iter().copied())
            .chain(own.iter().map(String::as_str));
        let temporary = [("TMPDIR", folder.path().as_os_str())];
        let mut group = ProcessGroup::start(
            environment::path_from_environment("CHROMIUM"),
            all.map(OsStr::new),
            &temporary,
            Stdio::null(),
        )
        .expect("Chromium starts");
        let end = Instant::now() + PATIENCE;
        let port = loop {
            let told = fs::read_to_string(&tells).unwrap_or_default();
            // The line's end comes last.
            if let Some(Ok(port)) = told.split_once('\n').map(|(port, _)| port.parse()) {
                break port;
            }
            if let Some(status) = group.ended().expect("its state") {
                panic!("Chromium has ended: {status}");
            }
            assert!(
                Instant::now() < end,
                "Chromium tells no port of its debugger"
            );
            tokio::time::sleep(PAUSE).await;
        };
        Self {
            group: Some(group),
            serves_again: false,
            port,
            folder,
        }
    }

    /// The same for one test after another.
    pub(crate) fn for_all(mut self) -> Self {
        self.serves_again = true;
        self
    }

    /// One that has no test, if there is one.
    pub(crate) fn idle() -> Option<Self> {
        IDLE.lock().unwrap().pop()
    }

    /// Keeps it for another test, with one empty tab, if it is for more than one and answers as it should.
    pub(crate) fn rest(self) {
        if self.serves_again && self.leave_all().is_some() {
            IDLE.lock().unwrap().push(self);
        }
    }

    /// Where its debugger listens.
    pub(crate) fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Its log, where it keeps one.
    pub(crate) fn log(&self) -> PathBuf {
        log_in(&self.folder)
    }

    /// Ends it as a person would, so that the profile is written.
    pub(crate) fn close(mut self) {
        let group = self.group.take().expect("nobody else ends it");
        group.close().expect("it ends");
    }

    /// A new tab, and the others closed; nothing when it does not answer as it should.
    fn leave_all(&self) -> Option<()> {
        let ask = |method, path: &str| Some(ask(&self.address(), method, path).ok()?.1);
        let read = |body: String| serde_json::from_str::<Value>(&body).ok();
        let tab = read(ask("PUT", "/json/new?about:blank")?)?;
        let others = || {
            let list = read(ask("GET", "/json/list")?)?;
            let is_other = |target: &&Value| target["type"] == "page" && target["id"] != tab["id"];
            let others = list.as_array()?.iter().filter(is_other);
            let ids = others.map(|target| target["id"].as_str().map(str::to_owned));
            ids.collect::<Option<Vec<_>>>()
        };
        for id in others()? {
            ask("GET", &format!("/json/close/{id}"))?;
        }
        let end = Instant::now() + PATIENCE;
        while !others()?.is_empty() {
            if Instant::now() > end {
                return None;
            }
            thread::sleep(PAUSE);
        }
        Some(())
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        drop(self.group.take());
        // Whatever is still closing may write once more.
        let end = Instant::now() + PATIENCE;
        while fs::remove_dir_all(self.folder.path()).is_err()
            && self.folder.path().exists()
            && Instant::now() < end
        {
            thread::yield_now();
        }
    }
}

fn log_in(folder: &TempDir) -> PathBuf {
    folder.path().join("chromium.log")
}
