//! The panel program on a domain controller.

use std::ops::{Deref, DerefMut};

use domain_tests::accounts::{dn, principal};
use domain_tests::{Controller, PanelConfiguration};
use tokio::runtime::Runtime;

use crate::http::{Answer, Browser};

/// A running panel, for tests that block. It is killed when dropped.
pub(crate) struct Panel(system_tests::Panel);

impl Panel {
    /// Starts one on this controller.
    pub(crate) fn start(controller: &Controller) -> Self {
        Self::with(controller, &PanelConfiguration::new(controller))
    }

    /// Starts one with this configuration.
    pub(crate) fn with(controller: &Controller, configuration: &PanelConfiguration) -> Self {
        Self::with_arguments(controller, configuration, &[])
    }

    /// Starts one with these arguments too, which count more than its configuration.
    pub(crate) fn with_arguments(
        controller: &Controller,
        configuration: &PanelConfiguration,
        arguments: &[&str],
    ) -> Self {
        let file = configuration.write(&controller.folder().join("panel"));
        let file = file.expect("a configuration");
        Self(block_on(system_tests::Panel::start_on_with(
            &file, arguments,
        )))
    }

    /// Starts it again at the same address, after it was killed.
    pub(crate) fn restart(self) -> Self {
        Self(self.0.restart())
    }

    /// Where it is.
    pub(crate) fn base(&self) -> String {
        self.0.url("")
    }

    /// A browser on which nobody is signed in.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(&self.base())
    }

    /// A browser of somebody who has signed in to their mailbox.
    pub(crate) fn user(&self, account: &str, password: &str) -> Browser {
        let mut browser = self.browser();
        let answer = browser.sign_in(&principal(account), password);
        assert_eq!(answer.status, 303, "{account}");
        browser
    }

    /// A browser of an administrator.
    pub(crate) fn administrator(&self, account: &str, password: &str) -> Browser {
        let mut browser = self.browser();
        let answer = browser.sign_in_as_administrator(&principal(account), password);
        assert_eq!(answer.status, 303, "{account}");
        browser
    }

    /// Waits until the log has this, and returns the log.
    pub(crate) fn wait_for_log(&self, text: &str) -> String {
        block_on(self.0.wait_for_log(text));
        self.0.log()
    }
}

impl Deref for Panel {
    type Target = system_tests::Panel;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Panel {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

/// A change of one's own password under this key.
pub(crate) fn change(
    browser: &mut Browser,
    account: &str,
    current: &str,
    new: &str,
    key: &str,
) -> Answer {
    let request = browser.change_request(&principal(account), current, new);
    browser.send(&request.header("idempotency-key", &format!("\"{key}\"")))
}

/// Waits for it on this thread.
pub(crate) fn block_on<T>(work: impl Future<Output = T>) -> T {
    Runtime::new().unwrap().block_on(work)
}

/// Which of two passwords of an account works. What was sent before a kill may still arrive between two looks, but only
/// once.
pub(crate) fn working_password<'a>(
    controller: &Controller,
    account: &str,
    old: &'a str,
    new: &'a str,
) -> &'a str {
    let accepted =
        |password: &str| block_on(controller.sign_in(&dn(account), password)).succeeded();
    for _ in 0..2 {
        match (accepted(new), accepted(old)) {
            (true, false) => return new,
            (false, true) => return old,
            _ => {}
        }
    }
    panic!("not exactly one of two passwords works");
}
