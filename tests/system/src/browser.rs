use std::io::{BufRead, BufReader, Read};
use std::ops::Deref;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::prelude::*;
use thirtyfour::{BrowserLogEntry, LoggingPrefsLogLevel};

use crate::environment;
use crate::probe::{LOOK, PROBE};
use crate::wait::PATIENCE;

/// Longest wait for one answer of the driver.
const REQUEST: Duration = Duration::from_secs(60);

/// A Chromium of its own, without a window. It is killed when dropped, with everything that it started.
#[derive(Debug)]
pub struct Browser {
    driver: WebDriver,
    process: Child,
    /// Dropped after the browser has been killed.
    folder: TempDir,
    console: Mutex<Vec<BrowserLogEntry>>,
}

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

impl Browser {
    /// With a fresh profile.
    pub async fn start() -> Self {
        Start::default().run().await
    }

    /// Opens a page.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub async fn open(&self, url: impl AsRef<str>) {
        self.driver
            .goto(url.as_ref())
            .await
            .expect("the page opens");
    }

    /// A command of the Chrome DevTools Protocol.
    ///
    /// # Panics
    /// When the browser refuses it.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Value {
        let answer = self.driver.cdp().send_raw(method, parameters).await;
        answer.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Runs a function body in the page, with what every look needs in scope.
    ///
    /// # Panics
    /// When it throws.
    pub async fn run(&self, script: &str, arguments: Value) -> Value {
        self.try_run(script, arguments)
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The same, where a page may be on its way.
    pub(crate) async fn try_run(&self, script: &str, arguments: Value) -> WebDriverResult<Value> {
        let arguments = arguments.as_array().cloned().unwrap_or_default();
        let done = self
            .driver
            .execute(format!("{LOOK}{script}"), arguments)
            .await?;
        Ok(done.json().clone())
    }

    /// The same for a body that awaits.
    ///
    /// # Panics
    /// When it throws.
    pub async fn run_async(&self, script: &str, arguments: Value) -> Value {
        let arguments = arguments.as_array().cloned().unwrap_or_default();
        // The result goes to the callback; what it throws is told, too.
        let wrapped = format!(
            "{LOOK} const args = [...arguments]; const done = args.pop();
             (async () => {{ {script} }})().then((value) => done({{ value }}), (error) => done({{ error: String(error?.stack ?? error) }}));"
        );
        let done = self
            .driver
            .execute_async(wrapped, arguments)
            .await
            .expect("the script ends");
        let result = done.json();
        assert!(result["error"].is_null(), "{}", result["error"]);
        result["value"].clone()
    }

    /// Everything on the console so far, warnings and errors of the page and of the network among it.
    ///
    /// # Panics
    /// When the driver does not give it.
    pub async fn console(&self) -> Vec<BrowserLogEntry> {
        let new = self.driver.browser_log().await.expect("the console");
        let mut all = self.console.lock().unwrap();
        all.extend(new);
        all.clone()
    }

    /// Errors on the console, except statuses that a test's own back end answered.
    ///
    /// # Panics
    /// When the driver does not give it.
    pub async fn console_errors(&self) -> Vec<String> {
        let all = self.console().await;
        all.into_iter()
            .filter(|entry| entry.level == "SEVERE" && entry.source.as_deref() != Some("network"))
            .map(|entry| entry.message)
            .collect()
    }

    /// What the element told since the page was opened, by name.
    pub async fn events(&self, name: &str) -> Vec<Value> {
        let told = self.run("return window.__probe.events;", json!([])).await;
        let told = told.as_array().cloned().unwrap_or_default();
        told.into_iter()
            .filter(|event| event["name"] == name)
            .collect()
    }

    /// What the page's policy forbade since the page was opened.
    pub async fn violations(&self) -> Vec<Value> {
        let seen = self
            .run("return window.__probe.violations;", json!([]))
            .await;
        seen.as_array().cloned().unwrap_or_default()
    }

    /// What was thrown in the page since it was opened.
    pub async fn thrown(&self) -> Vec<Value> {
        let seen = self.run("return window.__probe.errors;", json!([])).await;
        seen.as_array().cloned().unwrap_or_default()
    }

    /// What Chromium itself has logged.
    #[must_use]
    pub fn own_log(&self) -> String {
        let log = std::fs::read(self.folder.path().join("chromium.log")).unwrap_or_default();
        String::from_utf8_lossy(&log).into_owned()
    }

    /// The viewport, to the pixel.
    pub async fn resize(&self, width: u32, height: u32) {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// `light` or `dark`, as the person has set it.
    pub async fn colours(&self, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.cdp(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await;
    }

    /// Lets the page's clock jump. What waits for a time goes on waiting; what reads the time reads a later one.
    pub async fn later(&self, seconds: u32) {
        let script =
            "const before = Date.now.bind(Date); Date.now = () => before() + arguments[0] * 1000;";
        self.run(script, json!([seconds])).await;
    }

    /// With or without a network, as the browser knows it.
    pub async fn offline(&self, offline: bool) {
        self.cdp("Network.enable", json!({})).await;
        let conditions = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.cdp("Network.emulateNetworkConditions", conditions)
            .await;
    }

    /// Ends it as a person would, so that the profile is written.
    ///
    /// # Panics
    /// When it does not end.
    pub async fn close(self) {
        self.driver.clone().quit().await.expect("it ends");
    }
}

impl Deref for Browser {
    type Target = WebDriver;

    fn deref(&self) -> &WebDriver {
        &self.driver
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Otherwise the session would be ended with a request that blocks. After `close` there is none any more.
        let _ = self.driver.clone().leak();
        let group = format!("-{}", self.process.id());
        let _ = Command::new("kill")
            .args(["-KILL", "--", &group])
            .stderr(Stdio::null())
            .status();
        let _ = self.process.wait();
        // Whatever is still closing may write once more.
        let end = Instant::now() + PATIENCE;
        while std::fs::remove_dir_all(self.folder.path()).is_err()
            && self.folder.path().exists()
            && Instant::now() < end
        {
            thread::yield_now();
        }
    }
}

/// The driver and its port. It leads a process group of its own, which Chromium joins.
fn start_driver(folder: &TempDir) -> (Child, u16) {
    let mut process = Command::new(environment::path("CHROMEDRIVER"))
        .arg("--port=0")
        .env("TMPDIR", folder.path())
        .process_group(0)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the driver starts");
    let mut out = BufReader::new(process.stdout.take().expect("its output"));
    let port = loop {
        let mut line = String::new();
        let read = out.read_line(&mut line).expect("its output is text");
        assert!(read > 0, "the driver ended");
        let port = line.trim().trim_end_matches('.').rsplit("on port ").next();
        if let (true, Some(Ok(port))) =
            (line.contains("started successfully"), port.map(str::parse))
        {
            break port;
        }
    };
    thread::spawn(move || out.read_to_end(&mut Vec::new()));
    (process, port)
}
