use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tempfile::TempDir;

use super::Browser;

/// Longest wait for something that must happen.
const PATIENCE: Duration = Duration::from_secs(30);

/// Files that stand in for the widget.
const WIDGET: [(&str, &str); 8] = [
    ("element.js", "export {};\n"),
    (
        "integrity.json",
        r#"{"version":"0","entry":"element.js","firstLoad":["mailbox-password-0a1b2c3d.js","mailbox-password-0a1b2c3d.wasm","widget-0a1b2c3d.css"],"files":{"mailbox-password-0a1b2c3d.js":{"integrity":"sha384-AAAA","bytes":5}}}"#,
    ),
    ("mailbox-password-0a1b2c3d.js", "export default 1;\n"),
    ("mailbox-password-0a1b2c3d.wasm", "plain"),
    ("mailbox-password-0a1b2c3d.wasm.br", "as br"),
    ("mailbox-password-0a1b2c3d.wasm.gz", "as gz"),
    ("widget-0a1b2c3d.css", "main{}"),
    ("secret.rs", "not for the public"),
];

/// How a panel is started.
pub struct Start {
    folder: Arc<TempDir>,
    arguments: Vec<String>,
    demo: bool,
}

/// A running panel. It is killed when dropped.
pub struct Panel {
    child: Child,
    start: Start,
    pub address: String,
    pub announced: String,
    log: Arc<Log>,
}

#[derive(Default)]
struct Log {
    text: Mutex<(String, bool)>,
    grown: Condvar,
}

impl Start {
    pub fn new() -> Self {
        let folder = TempDir::with_prefix("panel-test-").expect("a temporary folder");
        let dist = folder.path().join("dist");
        fs::create_dir(&dist).expect("a folder for the widget");
        for (name, content) in WIDGET {
            fs::write(dist.join(name), content).expect("a file of the widget");
        }
        fs::write(folder.path().join("clock"), "0").expect("a clock file");
        Self {
            folder: Arc::new(folder),
            arguments: Vec::new(),
            demo: true,
        }
    }

    pub fn with(mut self, arguments: &[&str]) -> Self {
        self.arguments
            .extend(arguments.iter().map(|&argument| argument.to_owned()));
        self
    }

    /// Without the demo's mailboxes.
    pub fn without_demo(self) -> Self {
        Self {
            demo: false,
            ..self
        }
    }

    /// With a policy, as JSON.
    pub fn with_policy(self, policy: &str) -> Self {
        let file = self.folder.path().join("policy.json");
        fs::write(&file, policy).expect("a policy file");
        let file = file.display().to_string();
        self.with(&["--policy", &file])
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program with the options that every test wants: a cheap hash, its own store, a clock that can be moved.
    pub fn command(&self) -> Command {
        let mut command = Self::bare();
        command
            .args(["--listen", "127.0.0.1:0", "--hash-cost", "64,1"])
            .arg("--dist")
            .arg(self.path("dist"))
            .arg("--store")
            .arg(self.path("store.sqlite"))
            .arg("--clock-file")
            .arg(self.path("clock"))
            .args(self.demo.then_some("--demo"))
            .args(&self.arguments);
        command
    }

    /// The program without any options.
    pub fn bare() -> Command {
        Command::new(env!("CARGO_BIN_EXE_panel"))
    }

    /// The same once more, in the same folder.
    fn again(&self) -> Self {
        Self {
            folder: Arc::clone(&self.folder),
            arguments: self.arguments.clone(),
            demo: self.demo,
        }
    }

    pub fn run(self) -> Panel {
        let command = self.command();
        Panel::spawn(self, command)
    }
}

impl Panel {
    pub fn start() -> Self {
        Start::new().run()
    }

    pub fn spawn(start: Start, mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the panel starts");
        let log = Arc::new(Log::default());
        let stderr = child.stderr.take().expect("its log");
        let writer = Arc::clone(&log);
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                writer.add(&line);
            }
            writer.end();
        });
        let mut out = BufReader::new(child.stdout.take().expect("its output"));
        let mut announced = String::new();
        let address = loop {
            let mut line = String::new();
            let read = out.read_line(&mut line).expect("its output is text");
            assert!(read > 0, "the panel ended: {announced}{}", log.read());
            announced.push_str(&line);
            if let Some(address) = line.trim().strip_prefix("listening on ") {
                break address.to_owned();
            }
        };
        thread::spawn(move || out.read_to_end(&mut Vec::new()));
        Self {
            child,
            start,
            address,
            announced,
            log,
        }
    }

    /// Another process with the same store and options.
    pub fn second_instance(&self) -> Self {
        self.start.again().run()
    }

    pub fn browser(&self) -> Browser {
        Browser::new(&self.address)
    }

    pub fn signed_in(&self, mailbox: &str, password: &str) -> Browser {
        let mut browser = self.browser();
        let answer = browser.sign_in(mailbox, password);
        assert_eq!(answer.status, 303, "{mailbox} signs in: {}", answer.body);
        browser
    }

    /// The first domain's administrator.
    pub fn administrator(&self) -> Browser {
        self.signed_in_as_administrator(super::ADMIN, super::ADMIN_PASSWORD)
    }

    pub fn signed_in_as_administrator(&self, mailbox: &str, password: &str) -> Browser {
        let mut browser = self.browser();
        let answer = browser.sign_in_as_administrator(mailbox, password);
        assert_eq!(answer.status, 303, "{mailbox} signs in: {}", answer.body);
        browser
    }

    /// Another one of the same domain: Bob.
    pub fn second_administrator(&self) -> Browser {
        self.store()
            .execute(
                "UPDATE accounts SET role = 'administrator' WHERE mailbox = ?1",
                [super::BOB],
            )
            .expect("Bob's role");
        self.signed_in_as_administrator(super::BOB, super::BOB_PASSWORD)
    }

    /// What is written down of a mailbox: event, who and reference, in order.
    pub fn audit(&self, mailbox: &str) -> Vec<(String, String, Option<String>)> {
        self.store()
            .prepare("SELECT event, caller, reference FROM audit WHERE mailbox = ?1 ORDER BY rowid")
            .unwrap()
            .query_map([mailbox], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap()
    }

    /// Whether the password works, asked as webmail does.
    pub fn accepts(&self, mailbox: &str, password: &str) -> bool {
        self.browser().webmail(mailbox, password).status == 200
    }

    /// Moves the panel's clock to so many seconds after the system's.
    pub fn set_clock(&self, seconds: u64) {
        let (next, clock) = (self.start.path("clock.next"), self.start.path("clock"));
        fs::write(&next, seconds.to_string()).expect("a clock file");
        fs::rename(next, clock).expect("a clock file in place");
    }

    pub fn store(&self) -> Connection {
        let connection =
            Connection::open(self.start.path("store.sqlite")).expect("the store opens");
        connection.busy_timeout(PATIENCE).expect("a busy timeout");
        connection
    }

    pub fn folder(&self) -> &Path {
        self.start.folder.path()
    }

    pub fn log(&self) -> String {
        self.log.read()
    }

    /// Waits until the log holds this.
    pub fn wait_for_log(&self, wanted: &str) {
        self.log.wait(wanted, 1);
    }

    /// Waits until the log holds this so often.
    pub fn wait_for_log_times(&self, wanted: &str, times: usize) {
        self.log.wait(wanted, times);
    }

    /// Ends it at once, as a power cut would.
    pub fn kill(mut self) -> Start {
        self.child.kill().expect("it can be killed");
        self.ended()
    }

    /// Asks it to stop (SIGTERM) and waits.
    pub fn stop(self) -> (Start, ExitStatus) {
        self.signal("-TERM");
        self.wait()
    }

    pub fn signal(&self, signal: &str) {
        let asked = Command::new("kill")
            .args([signal, &self.child.id().to_string()])
            .status();
        assert!(asked.expect("kill runs").success());
    }

    /// Waits until it has ended.
    pub fn wait(mut self) -> (Start, ExitStatus) {
        let status = self.child.wait().expect("it ends");
        (self.ended(), status)
    }

    fn ended(&mut self) -> Start {
        self.child.wait().expect("it ends");
        self.start.again()
    }
}

impl Drop for Panel {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Log {
    fn add(&self, line: &str) {
        let mut text = self.text.lock().unwrap();
        text.0.push_str(line);
        text.0.push('\n');
        self.grown.notify_all();
    }

    fn end(&self) {
        self.text.lock().unwrap().1 = true;
        self.grown.notify_all();
    }

    fn read(&self) -> String {
        self.text.lock().unwrap().0.clone()
    }

    fn wait(&self, wanted: &str, times: usize) {
        let end = Instant::now() + PATIENCE;
        let mut text = self.text.lock().unwrap();
        while text.0.matches(wanted).count() < times {
            let left = end.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !text.1,
                "\"{wanted}\" is not in the log:\n{}",
                text.0
            );
            text = self.grown.wait_timeout(text, left).unwrap().0;
        }
    }
}
