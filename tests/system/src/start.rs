use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::LoggingPrefsLogLevel;
use thirtyfour::prelude::*;

use crate::browser::Browser;
use crate::environment;
use crate::probe::PROBE;

/// Longest wait for one answer of the driver.
const REQUEST: Duration = Duration::from_secs(60);

/// How a browser is started.
#[derive(Clone, Debug, Default)]
pub struct Start {
    arguments: Vec<String>,
    profile: Option<PathBuf>,
    has_password_manager: bool,
}

impl Start {
    /// With an argument for Chromium.
    #[must_use]
    pub fn argument(mut self, argument: impl Into<String>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// With this profile instead of a fresh one.
    #[must_use]
    pub fn profile(self, folder: &Path) -> Self {
        Self {
            profile: Some(folder.to_owned()),
            ..self
        }
    }

    /// Like a person's browser: its password manager works, and writes into its log what it does.
    #[must_use]
    pub fn password_manager(self) -> Self {
        Self {
            has_password_manager: true,
            ..self
        }
    }

    /// Starts it.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn run(self) -> Browser {
        let folder = TempDir::with_prefix("browser-").expect("a temporary folder");
        let (process, port) = start_driver(&folder);
        let mut capabilities = DesiredCapabilities::chrome();
        let set = |done: WebDriverResult<()>| done.expect("a capability");
        set(capabilities.set_binary(&environment::path("CHROMIUM").display().to_string()));
        set(capabilities.set_logging_prefs("browser", LoggingPrefsLogLevel::All));
        let profile = self
            .profile
            .unwrap_or_else(|| folder.path().join("profile"));
        let profile = format!("--user-data-dir={}", profile.display());
        let fixed = [
            "--headless",
            "--no-sandbox",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--window-size=1280,900",
            "--lang=en-US",
            "--password-store=basic",
            &profile,
        ];
        for argument in fixed
            .into_iter()
            .chain(self.arguments.iter().map(String::as_str))
        {
            set(capabilities.add_arg(argument));
        }
        if self.has_password_manager {
            let log = folder.path().join("chromium.log");
            set(capabilities.add_exclude_switch("enable-automation"));
            set(capabilities.add_arg("--enable-features=PasswordManagerLogToTerminal"));
            set(capabilities.add_arg("--enable-logging"));
            set(capabilities.add_arg(&format!("--log-file={}", log.display())));
        }
        let driver = WebDriver::builder(format!("http://127.0.0.1:{port}"), capabilities)
            .request_timeout(REQUEST)
            .connect()
            .await
            .expect("a session with Chromium");
        driver
            .set_script_timeout(REQUEST)
            .await
            .expect("a script timeout");
        let browser = Browser {
            driver,
            process,
            folder,
            console: Mutex::default(),
        };
        browser
            .cdp(
                "Page.addScriptToEvaluateOnNewDocument",
                json!({ "source": PROBE }),
            )
            .await;
        browser
    }
}

/// How often a driver is started before that is taken for a fault.
///
/// A driver takes one port of its own choice for IPv4 and wants the same one for IPv6: where somebody has that one, it
/// says so and ends. The next one chooses another.
const DRIVERS: usize = 10;

/// The driver and its port. It leads a process group of its own, which Chromium joins.
fn start_driver(folder: &TempDir) -> (Child, u16) {
    let mut said = String::new();
    for _ in 0..DRIVERS {
        let mut process = Command::new(environment::path("CHROMEDRIVER"))
            .arg("--port=0")
            .env("TMPDIR", folder.path())
            .process_group(0)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the driver starts");
        let mut out = BufReader::new(process.stdout.take().expect("its output"));
        if let Some(port) = port_of(&mut out, &mut said) {
            thread::spawn(move || out.read_to_end(&mut Vec::new()));
            return (process, port);
        }
        process.wait().expect("the driver has ended");
    }
    panic!("the driver ended {DRIVERS} times, having said:\n{said}");
}

/// Reads until the driver says on which port it listens; nothing when it ends before. What it says is kept.
fn port_of(out: &mut impl BufRead, said: &mut String) -> Option<u16> {
    loop {
        let from = said.len();
        if out.read_line(said).expect("its output is text") == 0 {
            return None;
        }
        let line = &said[from..];
        let port = line.trim().trim_end_matches('.').rsplit("on port ").next();
        if let (true, Some(Ok(port))) =
            (line.contains("started successfully"), port.map(str::parse))
        {
            return Some(port);
        }
    }
}
