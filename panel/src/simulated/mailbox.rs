//! The devices of one mailbox, which sign in one at a time.

use std::sync::Arc;

use mailbox_password_rules::wire::Device;
use tokio::sync::{Mutex, watch};

use super::device::{DeviceSnapshot, SimulatedDevice};
use crate::clock::Clock;
use crate::demo::DemoMailbox;
use crate::directory_service::DirectoryService;

/// The devices that use one mailbox. They are started and stopped together.
pub(crate) struct MailboxDevices {
    mailbox: &'static str,
    devices: Vec<SimulatedDevice>,
    directory: DirectoryService,
    clock: Arc<Clock>,
    started: watch::Sender<bool>,
    /// Held while one signs in. Whoever changes something locks it first, so that no earlier sign-in goes on afterwards.
    signing_in: Mutex<()>,
}

/// There is no device with this id.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DeviceNotFound;

impl MailboxDevices {
    /// Devices that are stopped, each with the mailbox's first password.
    pub(super) fn new(
        demo: &DemoMailbox,
        known: Vec<Device>,
        directory: DirectoryService,
        clock: Arc<Clock>,
    ) -> Self {
        Self {
            mailbox: demo.mailbox,
            devices: known
                .into_iter()
                .map(|device| SimulatedDevice::new(device, demo.password))
                .collect(),
            directory,
            clock,
            started: watch::Sender::new(false),
            signing_in: Mutex::new(()),
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

    /// Lets them sign in, one after the other.
    pub(crate) fn start(&self) {
        self.started.send_replace(true);
    }

    /// Ends that. On return none of them is signing in.
    pub(crate) async fn stop(&self) {
        self.started.send_replace(false);
        let _guard = self.signing_in.lock().await;
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
            let _guard = devices.signing_in.lock().await;
            if let Some(device) = devices.devices.get(index) {
                device.set_password(Some(password));
                devices.sign_in(device).await;
            }
        });
        // It fails only when the panel is ending.
        let _ = tried.await;
        Ok(())
    }

    /// Takes the password out of a device. On return it is not signing in.
    pub(crate) async fn remove(&self, id: &str) -> Result<(), DeviceNotFound> {
        let index = self.index(id)?;
        let _guard = self.signing_in.lock().await;
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

    /// Lets the first device from this index on that has a password sign in. Says whose turn is next.
    pub(super) async fn sign_in_next(&self, from: usize) -> usize {
        let _guard = self.signing_in.lock().await;
        let count = self.devices.len();
        let next = (from..from + count)
            .map(|index| index % count)
            .filter_map(|index| Some((index, self.devices.get(index)?)))
            .find(|(_, device)| device.has_password());
        match next {
            Some((index, device)) if self.started() => {
                self.sign_in(device).await;
                index + 1
            }
            _ => from,
        }
    }

    async fn sign_in(&self, device: &SimulatedDevice) {
        device
            .sign_in(&self.directory, &self.clock, self.mailbox)
            .await;
    }

    fn index(&self, id: &str) -> Result<usize, DeviceNotFound> {
        self.devices
            .iter()
            .position(|device| device.id() == id)
            .ok_or(DeviceNotFound)
    }
}
