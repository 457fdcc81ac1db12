//! The pace at which devices sign in by themselves.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::{MailboxDevices, Simulated};

/// Runs the devices of every mailbox, a task each, until the panel is told to stop. A sign-in that is going on then is
/// finished first.
pub(crate) fn run(simulated: Option<&Simulated>, stop: &watch::Receiver<bool>) -> JoinSet<()> {
    let mut tasks = JoinSet::new();
    if let Some(simulated) = simulated {
        for devices in simulated.mailboxes() {
            tasks.spawn(take_turns(
                Arc::clone(devices),
                simulated.pace,
                stop.clone(),
            ));
        }
    }
    tasks
}

/// While they are started, one device after the other has its turn.
async fn take_turns(devices: Arc<MailboxDevices>, pace: Duration, mut stop: watch::Receiver<bool>) {
    let mut started = devices.watch();
    let mut next = 0;
    loop {
        tokio::select! {
            biased;
            () = becomes(&mut stop, true) => return,
            () = becomes(&mut started, true) => {}
        }
        next = devices.sign_in_next(next).await;
        tokio::select! {
            biased;
            () = becomes(&mut stop, true) => return,
            () = becomes(&mut started, false) => {}
            () = sleep(pace) => {}
        }
    }
}

/// Waits for a value; nothing more is going to be said counts as said.
async fn becomes(receiver: &mut watch::Receiver<bool>, wanted: bool) {
    let _ = receiver.wait_for(|value| *value == wanted).await;
}
