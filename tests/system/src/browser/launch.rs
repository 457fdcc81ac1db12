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
use crate::browser::engine::Engine;
use crate::browser::page_scripts::PROBE;
use crate::browser::process_group::ProcessGroup;
use crate::environment;

/// Timeout of one command of the driver.
const REQUEST: Duration = Duration::from_secs(60);

/// Starts a browser that is not shared with other tests.
#[derive(Clone, Debug, Default)]
pub struct Launch {
    profile: Option<PathBuf>,
    has_password_manager: bool,
}

impl Launch {
    /// Uses this profile instead of a fresh one.
    #[must_use]
    pub fn profile(self, folder: &Path) -> Self {
        Self {
            profile: Some(folder.to_owned()),
            ..self
        }
    }

    /// Enables the password manager, and its log.
    #[must_use]
    pub fn password_manager(self) -> Self {
        Self {
            has_password_manager: true,
            ..self
        }
    }

    /// Starts the browser.
    ///
    /// # Panics
    /// If the program does not start.
    pub async fn run(self) -> Browser {
        let arguments: &[_] = if self.has_password_manager {
            &[
                "--enable-features=PasswordManagerLogToTerminal",
                "--enable-logging",
            ]
        } else {
            &[AUTOMATED]
        };
        connect(Chromium::start(arguments, self.profile.as_deref()).await).await
    }
}

impl Browser {
    /// A browser without cookies, storage and cache. Another test may have used the same Chromium before.
    pub async fn start() -> Self {
        if let Some(chromium) = Chromium::idle() {
            let browser = connect(chromium).await;
            browser.clear_state().await;
            return browser;
        }
        connect(Chromium::start(&[AUTOMATED], None).await.reusable()).await
    }
}

/// Chromium shows no prompts to save passwords and the like while a script controls it.
const AUTOMATED: &str = "--enable-automation";

/// Starts a driver for this Chromium.
async fn connect(chromium: Chromium) -> Browser {
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
        engine: Engine::Chromium,
        processes: vec![process],
        chromium: Some(chromium),
        console: Mutex::default(),
    };
    browser.run_before_each_page(PROBE).await;
    browser
}

/// How often starting a driver is tried.
///
/// A driver chooses a port for IPv4 and needs the same one for IPv6. If that is in use, the driver exits, and the next
/// one chooses another.
const DRIVERS: usize = 10;

/// Starts a driver, and returns its port.
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

/// Reads the output of the driver until it contains the port; `None` if the driver exits before. The output is stored.
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
