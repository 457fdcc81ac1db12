use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use thirtyfour::LoggingPrefsLogLevel;
use thirtyfour::prelude::*;

use crate::browser::Browser;
use crate::browser::chromium::Chromium;
use crate::browser::page_scripts::PROBE;
use crate::browser::process_group::ProcessGroup;
use crate::environment;

/// Longest wait for one answer of the driver.
const REQUEST: Duration = Duration::from_secs(60);

/// A browser that no other test has had, and that none gets afterwards.
#[derive(Clone, Debug, Default)]
pub struct Launch {
    profile: Option<PathBuf>,
    has_password_manager: bool,
}

impl Launch {
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
        let arguments: &[_] = if self.has_password_manager {
            &[
                "--enable-features=PasswordManagerLogToTerminal",
                "--enable-logging",
            ]
        } else {
            &[AUTOMATED]
        };
        drive(Chromium::start(arguments, self.profile.as_deref()).await).await
    }
}

impl Browser {
    /// With no cookies, no storage and no cache. Another test may have used this Chromium before.
    pub async fn start() -> Self {
        if let Some(chromium) = Chromium::idle() {
            let browser = drive(chromium).await;
            browser.clear_state().await;
            return browser;
        }
        drive(Chromium::start(&[AUTOMATED], None).await.for_all()).await
    }
}

/// Chromium keeps out of what a script does: it offers nothing, saves nothing and says so.
const AUTOMATED: &str = "--enable-automation";

/// A driver for this Chromium.
async fn drive(chromium: Chromium) -> Browser {
    let (process, port) = start_driver();
    let mut capabilities = DesiredCapabilities::chrome();
    let set = |done: WebDriverResult<()>| done.expect("a capability");
    set(capabilities.set_debugger_address(&chromium.address()));
    set(capabilities.set_logging_prefs("browser", LoggingPrefsLogLevel::All));
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
        process: Some(process),
        chromium: Some(chromium),
        console: Mutex::default(),
    };
    browser.run_before_each_page(PROBE).await;
    browser
}

/// How often a driver is started before that is taken for a fault.
///
/// A driver takes one port of its own choice for IPv4 and wants the same one for IPv6: where somebody has that one, it
/// says so and ends. The next one chooses another.
const DRIVERS: usize = 10;

/// The driver and its port.
fn start_driver() -> (ProcessGroup, u16) {
    let mut said = String::new();
    for _ in 0..DRIVERS {
        let arguments = ["--port=0"];
        let mut process = ProcessGroup::start(
            environment::path_from_environment("CHROMEDRIVER"),
            arguments,
            &[],
            Stdio::piped(),
        )
        .expect("the driver starts");
        let mut out = BufReader::new(process.output().expect("its output"));
        if let Some(port) = port_of(&mut out, &mut said) {
            thread::spawn(move || out.read_to_end(&mut Vec::new()));
            return (process, port);
        }
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
