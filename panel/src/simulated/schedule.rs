//! The schedule by which devices sign in by themselves, counted in turns.
//!
//! Whoever has signed in keeps the connection and signs in again only many turns later; whoever was refused tries again
//! at its next turn. Mail programs do the same with minutes and seconds, and it is why a single device with an old
//! password can lock a mailbox: between two sign-ins of the others there is room for its refused ones in a row.

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
            tasks.spawn(run_mailbox(
                Arc::clone(devices),
                simulated.interval,
                stop.clone(),
            ));
        }
    }
    tasks
}

/// While the devices are started, takes one turn after the other.
async fn run_mailbox(
    devices: Arc<MailboxDevices>,
    interval: Duration,
    mut stop: watch::Receiver<bool>,
) {
    let mut started = devices.watch();
    let mut next = 0;
    loop {
        tokio::select! {
            biased;
            () = wait_until(&mut stop, true) => return,
            () = wait_until(&mut started, true) => {}
        }
        next = devices.take_turn(next).await;
        tokio::select! {
            biased;
            () = wait_until(&mut stop, true) => return,
            () = wait_until(&mut started, false) => {}
            () = sleep(interval) => {}
        }
    }
}

/// Waits until the channel has this value; a closed channel counts as having it.
async fn wait_until(receiver: &mut watch::Receiver<bool>, wanted: bool) {
    let _ = receiver.wait_for(|value| *value == wanted).await;
}
