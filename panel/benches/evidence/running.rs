//! The panel that is measured.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::http::Browser;
use crate::people::{ADMINISTRATOR, HASH_COST, PASSWORD};

/// The secret of panel and agents.
pub(crate) const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// A running panel on the store of a folder. It is killed when dropped.
pub(crate) struct Running {
    child: Child,
    pub(crate) url: String,
}

impl Running {
    /// With these options too.
    pub(crate) fn start(folder: &Path, options: &[String]) -> Self {
        let path = |name: &str| folder.join(name);
        fs::write(path("secret"), SECRET).expect("a secret");
        fs::create_dir_all(path("dist")).expect("a folder");
        fs::write(path("dist/element.js"), "export {};").expect("a widget");
        let program = std::env::var_os("MAILBOX_PASSWORD_PANEL").expect("the panel");
        let mut child = Command::new(program)
            .args(["--listen", "127.0.0.1:0", "--hash-cost", HASH_COST])
            .arg("--store")
            .arg(path("store.sqlite"))
            .arg("--dist")
            .arg(path("dist"))
            .arg("--evidence-secret-file")
            .arg(path("secret"))
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the panel starts");
        let mut out = BufReader::new(child.stdout.take().expect("its output"));
        let url = loop {
            let mut line = String::new();
            let read = out.read_line(&mut line).expect("its output is text");
            assert!(read > 0, "the panel ended");
            if let Some(url) = line.trim().strip_prefix("listening on ") {
                break url.to_owned();
            }
        };
        thread::spawn(move || out.read_to_end(&mut Vec::new()));
        Self { child, url }
    }

    /// A browser of the administrator.
    pub(crate) fn administrator(&self) -> Browser {
        let mut browser = Browser::new(&self.url);
        let answer = browser.sign_in_as_administrator(ADMINISTRATOR, PASSWORD);
        assert_eq!(answer.status, 303, "{answer:?}");
        browser
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
