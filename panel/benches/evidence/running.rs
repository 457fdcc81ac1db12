//! The panel that is measured.

use std::fs;
use std::path::Path;
use std::process::Child;

use crate::http::Browser;
use crate::people::{ADMINISTRATOR, HASH_COST, PASSWORD};
use crate::started;

/// The secret of panel and agents.
pub(crate) const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// A running panel on the store of a folder. It is killed when dropped.
pub(crate) struct Running {
    child: Child,
    pub(crate) url: String,
}

impl Running {
    /// Starts it with these options besides its own.
    pub(crate) fn start(folder: &Path, options: &[String]) -> Self {
        let path = |name: &str| folder.join(name);
        fs::write(path("secret"), SECRET).expect("a secret");
        fs::create_dir_all(path("dist")).expect("a folder");
        fs::write(path("dist/element.js"), "export {};").expect("a widget");
        let mut command = started::program();
        command
            .args(["--listen", "127.0.0.1:0", "--hash-cost", HASH_COST])
            .arg("--store")
            .arg(path("store.sqlite"))
            .arg("--dist")
            .arg(path("dist"))
            .arg("--evidence-secret-file")
            .arg(path("secret"))
            .args(options);
        let (child, url) = started::start(&mut command);
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
