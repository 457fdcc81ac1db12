//! A panel process.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::thread;

use rusqlite::Connection;

use super::Browser;
use super::log::{Log, TIMEOUT};
use super::start::Start;

/// A running panel. It is killed when dropped.
pub struct Panel {
    child: Child,
    start: Start,
    pub address: String,
    pub announced: String,
    log: Arc<Log>,
}

impl Start {
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
        let log = Log::follow(child.stderr.take().expect("its log"));
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
    pub fn set_clock(&self, seconds: i64) {
        let (next, clock) = (self.start.path("clock.next"), self.start.path("clock"));
        fs::write(&next, seconds.to_string()).expect("a clock file");
        fs::rename(next, clock).expect("a clock file in place");
    }

    pub fn store(&self) -> Connection {
        let connection =
            Connection::open(self.start.path("store.sqlite")).expect("the store opens");
        connection.busy_timeout(TIMEOUT).expect("a busy timeout");
        connection
    }

    pub fn folder(&self) -> &Path {
        self.start.folder.path()
    }

    pub fn process_id(&self) -> u32 {
        self.child.id()
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
