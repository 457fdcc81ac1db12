//! The demo's simulated devices: each holds the password that it was given, and signs in to the directory with it.
//!
//! They are in memory, gone with the process, and a second instance of the panel would not have them. That is fine for
//! a demo and for nothing else, so they are there only with `--demo`, a temporary store and a loopback address.

mod device;
mod mailbox;
mod outcome;
mod schedule;
mod tour;

use std::sync::Arc;
use std::time::Duration;

pub(crate) use self::device::{Activity, DeviceSnapshot};
pub(crate) use self::mailbox::{DeviceNotFound, MailboxDevices};
pub(crate) use self::outcome::Outcome;
pub(crate) use self::schedule::run;
pub(crate) use self::tour::{Facts, STEPS, Step};
use crate::clock::Clock;
use crate::demo::MAILBOXES;
use crate::directory::{Directory, DirectoryError};

/// The devices of every mailbox of the demo.
pub(crate) struct Simulated {
    mailboxes: Vec<Arc<MailboxDevices>>,
    /// From one sign-in of a mailbox's devices to the next.
    interval: Duration,
}

impl Simulated {
    /// The devices that the directory knows, each with its mailbox's first password, all of them stopped.
    pub(crate) async fn new(
        directory: &Arc<dyn Directory>,
        clock: &Arc<Clock>,
        interval: Duration,
    ) -> Result<Self, DirectoryError> {
        let mut mailboxes = Vec::new();
        for demo in MAILBOXES {
            let known = directory.devices(demo.mailbox).await?;
            mailboxes.push(Arc::new(MailboxDevices::new(
                &demo,
                known,
                Arc::clone(directory),
                Arc::clone(clock),
            )));
        }
        Ok(Self {
            mailboxes,
            interval,
        })
    }

    pub(crate) fn mailboxes(&self) -> &[Arc<MailboxDevices>] {
        &self.mailboxes
    }

    /// The devices of the mailbox with this address, whatever its case.
    pub(crate) fn mailbox(&self, address: &str) -> Option<&Arc<MailboxDevices>> {
        self.mailboxes
            .iter()
            .find(|devices| devices.mailbox().eq_ignore_ascii_case(address))
    }
}
