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
use crate::http_client::send;
use crate::wait::{PATIENCE, PAUSE};

/// Instances that no test uses at the moment.
static IDLE: Mutex<Vec<Chromium>> = Mutex::new(Vec::new());

/// The arguments of every instance.
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

/// A running headless Chromium.
///
/// Starting one takes as long as most tests. So an instance is reused after a test that passed: the next test gets a
/// new tab without cookies, storage and cache. Settings of a tab are gone with the old tab.
#[derive(Debug)]
pub(crate) struct Chromium {
    group: Option<ProcessGroup>,
    is_reusable: bool,
    /// The debugger's port.
    port: u16,
    /// Must be dropped after the process was killed.
    folder: TempDir,
}

impl Chromium {
    /// Starts an instance for one test, with further arguments, and with this profile or a fresh one.
    pub(crate) async fn start(arguments: &[&str], profile: Option<&Path>) -> Self {
        let folder = TempDir::with_prefix("browser-").expect("a temporary folder");
        let profile = profile.map_or_else(|| folder.path().join("profile"), Path::to_owned);
        let tells = profile.join("DevToolsActivePort");
        // It may be left from an earlier start.
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
            // The file is complete once the line is.
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
            is_reusable: false,
            port,
            folder,
        }
    }

    /// Lets other tests reuse the instance.
    pub(crate) fn reusable(mut self) -> Self {
        self.is_reusable = true;
        self
    }

    /// An instance that no test uses, if there is one.
    pub(crate) fn idle() -> Option<Self> {
        IDLE.lock().unwrap().pop()
    }

    /// Keeps the instance for another test, with one empty tab, if it can be reused and still responds.
    pub(crate) fn release(self) {
        if self.is_reusable && self.open_empty_tab().is_some() {
            IDLE.lock().unwrap().push(self);
        }
    }

    /// The debugger's address.
    pub(crate) fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The path of the log.
    pub(crate) fn log(&self) -> PathBuf {
        log_in(&self.folder)
    }

    /// Closes Chromium regularly, so that it writes its profile.
    pub(crate) fn close(mut self) {
        let group = self.group.take().expect("nobody else ends it");
        group.close().expect("it ends");
    }

    /// Opens a new tab and closes the others; `None` if Chromium does not respond as expected.
    fn open_empty_tab(&self) -> Option<()> {
        let request = |method, path: &str| Some(send(&self.address(), method, path).ok()?.1);
        let read = |body: String| serde_json::from_str::<Value>(&body).ok();
        let tab = read(request("PUT", "/json/new?about:blank")?)?;
        let others = || {
            let list = read(request("GET", "/json/list")?)?;
            let is_other = |target: &&Value| target["type"] == "page" && target["id"] != tab["id"];
            let others = list.as_array()?.iter().filter(is_other);
            let ids = others.map(|target| target["id"].as_str().map(str::to_owned));
            ids.collect::<Option<Vec<_>>>()
        };
        for id in others()? {
            request("GET", &format!("/json/close/{id}"))?;
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
        // A process that is about to end may write once more.
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
