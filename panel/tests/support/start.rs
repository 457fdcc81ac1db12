//! How a panel is started.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use tempfile::TempDir;

/// Files that stand in for the widget.
const WIDGET: [(&str, &str); 8] = [
    ("element.js", "export {};\n"),
    (
        "integrity.json",
        r#"{"version":"0","entry":"element.js","firstLoad":["mailbox-password-0a1b2c3d.js","mailbox-password-0a1b2c3d.wasm"],"skeletonStyle":"skeleton/style-0a1b2c3d.css","files":{"mailbox-password-0a1b2c3d.js":{"integrity":"sha384-AAAA","bytes":5}}}"#,
    ),
    ("mailbox-password-0a1b2c3d.js", "export default 1;\n"),
    ("mailbox-password-0a1b2c3d.wasm", "plain"),
    ("mailbox-password-0a1b2c3d.wasm.br", "as br"),
    ("mailbox-password-0a1b2c3d.wasm.gz", "as gz"),
    ("skeleton/style-0a1b2c3d.css", "main{}"),
    ("secret.rs", "not for the public"),
];

/// How a panel is started.
pub struct Start {
    pub folder: Arc<TempDir>,
    arguments: Vec<String>,
    demo: bool,
}

impl Start {
    pub fn new() -> Self {
        let folder = TempDir::with_prefix("panel-test-").expect("a temporary folder");
        let dist = folder.path().join("dist");
        fs::create_dir_all(dist.join("skeleton")).expect("a folder for the widget");
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
            .arg(if self.demo { "--demo-store" } else { "--store" })
            .arg(self.path("store.sqlite"))
            .args(["--administrator-delay", "0"])
            .args(["--administrator-sign-ins-per-minute", "1000"])
            .arg("--clock-file")
            .arg(self.path("clock"))
            .args(self.demo.then_some("--demo"))
            .args(&self.arguments);
        command
    }

    /// The same, below a limit of the shell's, as in `ulimit -n 64`.
    pub fn command_below(&self, limit: &str) -> Command {
        below(limit, &self.command())
    }

    /// The program without any options.
    pub fn bare() -> Command {
        Command::new(env!("CARGO_BIN_EXE_panel"))
    }

    /// The same once more, in the same folder.
    pub fn again(&self) -> Self {
        Self {
            folder: Arc::clone(&self.folder),
            arguments: self.arguments.clone(),
            demo: self.demo,
        }
    }
}

/// A command below a limit of the shell's. Beyond a limit of a file's size a write fails, as on a full disk.
pub fn below(limit: &str, inner: &Command) -> Command {
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!("trap '' XFSZ; {limit}; exec \"$0\" \"$@\""))
        .arg(inner.get_program())
        .args(inner.get_args());
    command
}

/// Lets the files of a running process grow again, as if somebody had made room on the disk.
pub fn make_room(process: u32) {
    let raised = Command::new("prlimit")
        .args(["--fsize=unlimited", "--pid", &process.to_string()])
        .status();
    assert!(raised.expect("`prlimit`, which is in util-linux").success());
}
