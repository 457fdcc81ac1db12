//! The engines that the tests drive, and how each is started.

use std::io::{BufRead, BufReader, Read};
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;
use thirtyfour::prelude::*;

use crate::browser::Browser;
use crate::browser::process_group::ProcessGroup;
use crate::environment::path_from_environment;
use crate::wait::{PATIENCE, PAUSE};

/// Timeout of one command of a driver.
const REQUEST: Duration = Duration::from_secs(60);

/// A browser engine.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Engine {
    /// Blink, in Chromium. Every test uses it that does not say otherwise.
    Chromium,
    /// Gecko, in Firefox.
    Firefox,
    /// WebKit, in WebKitGTK's browser for tests.
    WebKit,
}

impl Browser {
    /// A browser of another engine, which is shared with no other test.
    ///
    /// It has no `DevTools` protocol: what needs one ends the test. Pages have to hold
    /// [`probe`](Browser::probe) in front of their scripts, as [`HostPage::show`](crate::HostPage::show) does.
    ///
    /// # Panics
    /// If the program does not start, or the engine is Chromium.
    pub async fn start_in(engine: Engine) -> Self {
        let mut processes = Vec::new();
        let mut capabilities = Capabilities::new();
        let mut set = |name: &str, value| {
            let done = capabilities.set(name, value);
            done.expect("a capability");
        };
        let port = match engine {
            Engine::Chromium => panic!("Chromium is started by `Browser::start`"),
            Engine::Firefox => {
                let options = json!({
                    "binary": path_from_environment("FIREFOX"), "args": ["-headless"],
                });
                set("browserName", json!("firefox"));
                set("moz:firefoxOptions", options);
                let (driver, port) = start_geckodriver();
                processes.push(driver);
                port
            }
            Engine::WebKit => {
                set("browserName", json!("MiniBrowser"));
                let (display, number) = start_display();
                let (driver, port) = start_webkit_driver(&number);
                processes.extend([driver, display]);
                port
            }
        };
        let driver = WebDriver::builder(format!("http://127.0.0.1:{port}"), capabilities)
            .request_timeout(REQUEST)
            .connect()
            .await
            .expect("a session with the browser");
        driver
            .set_script_timeout(REQUEST)
            .await
            .expect("a script timeout");
        Self {
            driver,
            engine,
            processes,
            chromium: None,
            console: Mutex::default(),
        }
    }

    /// Its engine.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.engine
    }
}

/// A display that nobody sees, and its number.
fn start_display() -> (ProcessGroup, String) {
    let arguments = "-displayfd 1 -screen 0 1280x900x24 -nolisten tcp";
    let program = path_from_environment("XVFB");
    let mut process = ProcessGroup::start(program, arguments.split(' '), &[], Stdio::piped())
        .expect("Xvfb starts");
    let mut said = String::new();
    let mut out = BufReader::new(process.output().expect("its output"));
    out.read_line(&mut said).expect("its output is text");
    let number = said.trim();
    assert!(!number.is_empty(), "Xvfb has ended");
    (process, format!(":{number}"))
}

fn start_geckodriver() -> (ProcessGroup, u16) {
    // The second port is for another protocol, and has a default that two of them would share.
    let arguments = ["--port", "0", "--websocket-port", "0"];
    let program = path_from_environment("GECKODRIVER");
    let mut process =
        ProcessGroup::start(program, arguments, &[], Stdio::piped()).expect("geckodriver starts");
    let mut out = BufReader::new(process.output().expect("its output"));
    let mut said = String::new();
    let port = loop {
        let from = said.len();
        let read = out.read_line(&mut said).expect("its output is text");
        assert!(read > 0, "geckodriver has ended, having said:\n{said}");
        let port = said[from..].trim().rsplit_once("Listening on 127.0.0.1:");
        if let Some(Ok(port)) = port.map(|(_, port)| port.parse()) {
            break port;
        }
    };
    thread::spawn(move || out.read_to_end(&mut Vec::new()));
    (process, port)
}

/// This driver chooses no port, and does not say when it is ready.
fn start_webkit_driver(display: &str) -> (ProcessGroup, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("its address").port();
    drop(listener);
    let environment = [("DISPLAY", display.as_ref())];
    let arguments = [format!("--port={port}")];
    let program = path_from_environment("WEBKITDRIVER");
    let mut process = ProcessGroup::start(program, arguments, &environment, Stdio::null())
        .expect("WebKit's driver starts");
    let end = Instant::now() + PATIENCE;
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        let ended = process.ended().expect("its state");
        assert!(ended.is_none(), "WebKit's driver has ended: {ended:?}");
        assert!(Instant::now() < end, "WebKit's driver does not listen");
        thread::sleep(PAUSE);
    }
    (process, port)
}
