//! A panel that keeps evidence, and an agent that follows a log of JSON lines.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use mailbox_password_evidence::{Batch, Seal};
use postgres_tests::Database;
use serde_json::Value;

pub(super) use super::lines::{after, ann, batch, batch_of};
use crate::support::{Answer, Browser, Panel, Request, Start, below};

/// The secret of panel and agents.
pub(super) const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// A panel with an evidence store.
pub(super) struct Place {
    pub(super) panel: Panel,
    agents: Agents,
    /// The options that name the store.
    store: Vec<String>,
}

/// Agents that run. They are killed when dropped.
#[derive(Default)]
struct Agents(Vec<Child>);

impl Place {
    /// With a file.
    pub(super) fn new() -> Self {
        let start = Start::new();
        let store = start.path("evidence.sqlite").display().to_string();
        Self::start(start, vec!["--evidence-store".to_owned(), store])
    }

    /// With a database.
    pub(super) fn in_database(database: &Database) -> Self {
        Self::in_database_with(database, &[])
    }

    /// With a database, and further options.
    pub(super) fn in_database_with(database: &Database, options: &[&str]) -> Self {
        let start = Start::new().with(options);
        let password = start.path("database-password");
        fs::write(&password, database.password()).unwrap();
        let store = [
            "--database",
            &database.url(),
            "--database-password-file",
            &password.display().to_string(),
        ];
        Self::start(start, store.map(str::to_owned).to_vec())
    }

    fn start(start: Start, mut store: Vec<String>) -> Self {
        let secret = start.path("evidence-secret");
        fs::write(&secret, SECRET).unwrap();
        store.extend([
            "--evidence-secret-file".to_owned(),
            secret.display().to_string(),
        ]);
        let arguments: Vec<_> = store.iter().map(String::as_str).collect();
        Self {
            panel: start.with(&arguments).run(),
            agents: Agents::default(),
            store,
        }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.panel.folder().join(name)
    }

    /// Starts an agent with this name, which follows `mail.log*`.
    pub(super) fn agent(&mut self, name: &str) {
        let command = self.agent_command(name);
        self.start_agent(command);
    }

    /// The same on a disk without room; returns its process.
    pub(super) fn agent_without_room(&mut self, name: &str) -> u32 {
        let command = below("ulimit -S -f 0", &self.agent_command(name));
        self.start_agent(command)
    }

    fn start_agent(&mut self, mut command: Command) -> u32 {
        let agent = command.stderr(Stdio::null()).spawn();
        let agent = agent.expect("the agent starts");
        let process = agent.id();
        self.agents.0.push(agent);
        process
    }

    fn agent_command(&self, name: &str) -> Command {
        let mut command = Start::bare();
        command
            .arg("evidence")
            .args(["--evidence-panel", &self.panel.address])
            .arg("--evidence-secret-file")
            .arg(self.path("evidence-secret"))
            .arg("--evidence-state")
            .arg(self.path(&format!("{name}.state")))
            .arg("--clock-file")
            .arg(self.path("clock"))
            .args(["--evidence-name", name, "--evidence-zone", "UTC"])
            .arg("--evidence-source")
            .arg(format!("json => {}", self.path("mail.log*").display()));
        command
    }

    /// Ends every agent at once, as a power cut would.
    pub(super) fn kill_agents(&mut self) {
        self.agents.kill();
    }

    /// Ends the panel, and starts it again on a disk that has room for so many blocks of 512 bytes a file.
    pub(super) fn with_room_for(self, blocks: u64) -> Self {
        let (start, _) = self.panel.stop();
        let command = start.command_below(&format!("ulimit -S -f {blocks}"));
        Self {
            panel: Panel::spawn(start, command),
            agents: self.agents,
            store: self.store,
        }
    }

    /// Ends the panel at once, and starts it again at another address.
    pub(super) fn with_panel_killed(self) -> Self {
        Self {
            panel: self.panel.kill().run(),
            ..self
        }
    }

    pub(super) fn append(&self, line: &Value) {
        let mut options = OpenOptions::new();
        let log = options
            .append(true)
            .create(true)
            .open(self.path("mail.log"));
        writeln!(log.unwrap(), "{line}").unwrap();
    }

    /// Runs the panel's program on the evidence store.
    pub(super) fn run(&self, task: &str, mailbox: &str) -> String {
        let output = self.command(task, mailbox).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The options that name the evidence store.
    pub(super) fn store_options(&self) -> &[String] {
        &self.store
    }

    fn command(&self, task: &str, mailbox: &str) -> Command {
        let mut command = Start::bare();
        command
            .args([task, mailbox, "--store", "unused"])
            .args(&self.store);
        command
    }

    /// Whether any file of the store holds this text.
    pub(super) fn store_holds(&self, text: &str) -> bool {
        let files = fs::read_dir(self.panel.folder()).unwrap();
        files
            .map(|file| file.unwrap().path())
            .filter(|path| is_named(path, "evidence.sqlite"))
            .any(|path| {
                let bytes = fs::read(path).unwrap();
                bytes
                    .windows(text.len())
                    .any(|part| part == text.as_bytes())
            })
    }

    /// Delivers a batch as an agent does.
    pub(super) fn deliver(&self, batch: &Batch) -> Answer {
        let body = serde_json::to_string(batch).unwrap();
        let signature = Seal::new(SECRET.as_bytes()).unwrap().sign(body.as_bytes());
        self.deliver_signed(&body, &signature)
    }

    pub(super) fn deliver_signed(&self, body: &str, signature: &str) -> Answer {
        let mut request = Request::get("/api/evidence");
        request.method = "POST";
        body.clone_into(&mut request.body);
        let headers = [
            ("content-type", "application/json"),
            ("mailbox-evidence-signature", signature),
        ];
        for (name, value) in headers {
            request.headers.insert(name.to_owned(), value.to_owned());
        }
        self.panel.browser().send(&request)
    }

    /// The devices of the signed-in user's mailbox.
    pub(super) fn devices(browser: &mut Browser) -> Vec<Value> {
        browser
            .get("/api/mailbox/devices")
            .json()
            .as_array()
            .unwrap()
            .clone()
    }
}

impl Agents {
    fn kill(&mut self) {
        for mut agent in self.0.drain(..) {
            agent.kill().unwrap();
            agent.wait().unwrap();
        }
    }
}

impl Drop for Agents {
    fn drop(&mut self) {
        self.kill();
    }
}

fn is_named(path: &Path, start: &str) -> bool {
    path.file_name()
        .unwrap()
        .to_string_lossy()
        .starts_with(start)
}

/// How many refusals are kept of somebody's phone.
pub(super) fn counted(place: &Place, mailbox: &str) -> u64 {
    let document: Value = serde_json::from_str(&place.run("evidence-export", mailbox)).unwrap();
    let devices = document["devices"].as_array().unwrap();
    let phone = devices.iter().find(|device| device["device"] == "phone");
    phone.map_or(0, |phone| phone["wrongCount"].as_u64().unwrap())
}

/// Waits until something is so.
pub(super) fn wait(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::yield_now();
    }
}
