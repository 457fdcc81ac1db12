//! The devices of one mailbox, which sign in one at a time.

use std::sync::Arc;

use mailbox_password_rules::wire::Device;
use tokio::sync::{Mutex, watch};

use super::device::{DeviceSnapshot, SimulatedDevice};
use super::tour::Tour;
use crate::clock::Clock;
use crate::demo::DemoMailbox;
use crate::directory::{ChangeOutcome, Directory, DirectoryError, RequestId, Reset, Unlock};
use crate::random::random_id;

/// Who starts over, in the audit trail.
const CALLER: &str = "demo";

/// The devices that use one mailbox. They are started and stopped together.
pub(crate) struct MailboxDevices {
    mailbox: &'static str,
    first_password: &'static str,
    devices: Vec<SimulatedDevice>,
    directory: Arc<dyn Directory>,
    clock: Arc<Clock>,
    started: watch::Sender<bool>,
    /// The number of the turn, held while one signs in. Whoever changes something locks it first, so that no earlier
    /// sign-in goes on afterwards.
    turn: Mutex<u64>,
    tour: Tour,
}

/// There is no device with this id.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DeviceNotFound;

impl MailboxDevices {
    /// Devices that are stopped, each with the mailbox's first password.
    pub(super) fn new(
        demo: &DemoMailbox,
        known: Vec<Device>,
        directory: Arc<dyn Directory>,
        clock: Arc<Clock>,
    ) -> Self {
        Self {
            mailbox: demo.mailbox,
            first_password: demo.password,
            tour: Tour::new(clock.now()),
            devices: known
                .into_iter()
                .map(|device| SimulatedDevice::new(device, demo.password))
                .collect(),
            directory,
            clock,
            started: watch::Sender::new(false),
            turn: Mutex::new(0),
        }
    }

    /// The address.
    pub(crate) fn mailbox(&self) -> &'static str {
        self.mailbox
    }

    /// Whether they sign in by themselves.
    pub(crate) fn started(&self) -> bool {
        *self.started.borrow()
    }

    /// How far the tour through the demo is.
    pub(crate) fn tour(&self) -> &Tour {
        &self.tour
    }

    /// Lets them sign in, one after the other, each at its next turn.
    pub(crate) fn start(&self) {
        for device in &self.devices {
            device.disconnect();
        }
        self.started.send_replace(true);
    }

    /// Ends that. On return none of them is signing in.
    pub(crate) async fn stop(&self) {
        self.started.send_replace(false);
        let _guard = self.turn.lock().await;
    }

    /// Resets everything: the directory's password and lock, the devices, and the tour.
    pub(crate) async fn start_over(&self) -> Result<(), DirectoryError> {
        self.started.send_replace(false);
        let _guard = self.turn.lock().await;
        let reset = Reset {
            id: RequestId {
                caller: CALLER.to_owned(),
                mailbox: self.mailbox.to_owned(),
                key: random_id()?,
            },
            new: self.first_password.into(),
            set_before: None,
            must_change: false,
            sign_out: true,
            client: CALLER.to_owned(),
        };
        match self.directory.reset(reset).await? {
            ChangeOutcome::Changed(_) | ChangeOutcome::Repeated(_) => {}
            outcome => {
                return Err(DirectoryError::Unavailable(format!(
                    "the first password of {} was not set again: {outcome:?}",
                    self.mailbox
                )));
            }
        }
        for device in &self.devices {
            device.set_password(Some(self.first_password.to_owned()));
        }
        let unlock = Unlock {
            mailbox: self.mailbox.to_owned(),
            caller: CALLER.to_owned(),
            client: CALLER.to_owned(),
        };
        self.directory.unlock(unlock).await?;
        self.tour.begin(self.clock.now());
        Ok(())
    }

    /// Gives a device a password, which it tries at once, also while they are stopped. The attempt is finished even if
    /// the browser has disconnected.
    pub(crate) async fn enter(
        self: &Arc<Self>,
        id: &str,
        password: String,
    ) -> Result<(), DeviceNotFound> {
        let index = self.index(id)?;
        let devices = Arc::clone(self);
        let tried = tokio::spawn(async move {
            let turn = devices.turn.lock().await;
            if let Some(device) = devices.devices.get(index) {
                device.set_password(Some(password));
                devices.sign_in(device, *turn).await;
            }
        });
        // It fails only when the panel is ending.
        let _ = tried.await;
        Ok(())
    }

    /// Takes the password out of a device. On return it is not signing in.
    pub(crate) async fn remove(&self, id: &str) -> Result<(), DeviceNotFound> {
        let index = self.index(id)?;
        let _guard = self.turn.lock().await;
        if let Some(device) = self.devices.get(index) {
            device.set_password(None);
        }
        Ok(())
    }

    pub(crate) fn snapshots(&self) -> Vec<DeviceSnapshot> {
        let started = self.started();
        self.devices
            .iter()
            .map(|device| device.snapshot(started))
            .collect()
    }

    pub(super) fn watch(&self) -> watch::Receiver<bool> {
        self.started.subscribe()
    }

    /// Lets the first device from this index on that is due sign in. Says with which one to begin at the next turn.
    pub(super) async fn take_turn(&self, from: usize) -> usize {
        let mut turn = self.turn.lock().await;
        *turn = turn.saturating_add(1);
        let count = self.devices.len();
        let next = (from..from + count)
            .map(|index| index % count)
            .filter_map(|index| Some((index, self.devices.get(index)?)))
            .find(|(_, device)| device.is_due(*turn));
        match next {
            Some((index, device)) if self.started() => {
                self.sign_in(device, *turn).await;
                index + 1
            }
            _ => from,
        }
    }

    async fn sign_in(&self, device: &SimulatedDevice, turn: u64) {
        device
            .sign_in(turn, self.directory.as_ref(), &self.clock, self.mailbox)
            .await;
    }

    fn index(&self, id: &str) -> Result<usize, DeviceNotFound> {
        self.devices
            .iter()
            .position(|device| device.id() == id)
            .ok_or(DeviceNotFound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::MAILBOXES;
    use crate::directory::scripted::Scripted;

    #[tokio::test]
    async fn starting_over_fails_if_the_first_password_is_not_set_again() {
        let now = Clock::default().now();
        let script = vec![Ok(ChangeOutcome::Busy), Ok(ChangeOutcome::Changed(now))];
        let directory = Arc::new(Scripted::new(script));
        let clock = Arc::new(Clock::default());
        let devices = MailboxDevices::new(&MAILBOXES[0], Vec::new(), directory, clock);
        assert!(devices.start_over().await.is_err());
        assert!(devices.start_over().await.is_ok());
    }
}
