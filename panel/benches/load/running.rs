//! The panel that is measured.

use std::fs;
use std::process::Child;
use std::sync::Arc;
use std::time::Duration;

use panel::clock::Clock;
use panel::directory::Role;
use panel::directory::embedded::{Embedded, HashCost, NewMailbox, Settings};
use tempfile::TempDir;

use crate::started;

/// The password that everybody begins with.
pub(crate) const PASSWORD: &str = "Autumn-Harbour-71";

/// A running panel with a store of its own. It is killed when dropped.
pub(crate) struct Running {
    child: Child,
    pub(crate) url: String,
    _folder: TempDir,
}

/// The address of somebody.
pub(crate) fn mailbox(number: usize) -> String {
    format!("person{number}@example.com")
}

impl Running {
    /// With so many mailboxes, and the rules that ask for no further hash: no history.
    pub(crate) fn start(people: usize) -> Self {
        let folder = TempDir::with_prefix("panel-load-").expect("a temporary folder");
        let path = |name: &str| folder.path().join(name);
        add_people(&path("store.sqlite"), people);
        fs::write(path("policy.json"), r#"{"minLength":12}"#).expect("a policy");
        fs::create_dir(path("dist")).expect("a folder");
        fs::write(path("dist/element.js"), "export {};").expect("a widget");
        let mut command = started::program();
        let most = "1000000";
        command
            .args(["--listen", "127.0.0.1:0", "--store"])
            .arg(path("store.sqlite"))
            .arg("--policy")
            .arg(path("policy.json"))
            .arg("--dist")
            .arg(path("dist"))
            .args(["--changes-per-minute", most, "--sign-ins-per-minute", most])
            // As the unit of `panel/deploy` sets it.
            .env("MALLOC_MMAP_THRESHOLD_", "1048576");
        let (child, url) = started::start(&mut command);
        Self {
            child,
            url,
            _folder: folder,
        }
    }

    /// What it has in memory now, in KiB.
    pub(crate) fn memory(&self) -> u64 {
        self.status("VmRSS:")
    }

    /// The most that it had, in KiB.
    pub(crate) fn most_memory(&self) -> u64 {
        self.status("VmHWM:")
    }

    fn status(&self, name: &str) -> u64 {
        let file = format!("/proc/{}/status", self.child.id());
        let text = fs::read_to_string(file).expect("Linux tells what a process uses");
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        let number = line.and_then(|line| line.split_whitespace().next());
        number.and_then(|number| number.parse().ok()).expect("KiB")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn add_people(store: &std::path::Path, people: usize) {
    let settings = Settings {
        policy: panel::policy::default_policy(),
        hash_cost: HashCost::default(),
        busy_timeout: Duration::from_secs(5),
    };
    let clock = Arc::new(Clock::default());
    let directory = Embedded::open(store, settings, Arc::clone(&clock)).expect("a store");
    for number in 0..people {
        let added = directory.add_mailbox(&NewMailbox {
            mailbox: &mailbox(number),
            role: Role::User,
            display_name: "Person",
            password: PASSWORD,
            password_set_at: clock.now(),
            locked: false,
        });
        assert!(added.expect("the store can be written"));
    }
}
