//! One device: the password that it has, and its sign-ins.

use std::sync::{Mutex, MutexGuard, PoisonError};

use mailbox_password_rules::wire::Device;

use super::outcome::{Outcome, SignInAttempt};
use crate::clock::Clock;
use crate::directory::{Attempt, Directory, DirectoryError, Purpose, SignIn};

/// A device. It has no `Debug`, because it holds a password.
pub(super) struct SimulatedDevice {
    known: Device,
    state: Mutex<DeviceState>,
}

struct DeviceState {
    password: Option<String>,
    signing_in: bool,
    last_attempt: Option<SignInAttempt>,
    /// The turn from which it signs in again.
    due: u64,
}

/// What a device does now.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Activity {
    /// It has no password, so it does not sign in.
    NoPassword,
    /// It is stopped, and has not tried its password yet.
    Stopped,
    /// Its first attempt with its password is running.
    SigningIn,
    /// It has tried its password.
    Tried(Outcome),
    /// It is started; its first turn is to come.
    Waiting,
}

/// The public state of a device.
#[derive(Clone, Debug)]
pub(crate) struct DeviceSnapshot {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    /// The id of the mail client.
    pub(crate) client: String,
    pub(crate) activity: Activity,
    pub(crate) has_password: bool,
    pub(crate) last_attempt: Option<SignInAttempt>,
}

impl SimulatedDevice {
    pub(super) fn new(known: Device, password: &str) -> Self {
        Self {
            known,
            state: Mutex::new(DeviceState {
                password: Some(password.to_owned()),
                signing_in: false,
                last_attempt: None,
                due: 0,
            }),
        }
    }

    pub(super) fn id(&self) -> &str {
        &self.known.id
    }

    /// Whether it is to sign in at this turn: it has a password, and its connection is over.
    pub(super) fn is_due(&self, turn: u64) -> bool {
        let state = self.lock();
        state.password.is_some() && state.due <= turn
    }

    /// Ends its connection: it signs in at its next turn.
    pub(super) fn disconnect(&self) {
        self.lock().due = 0;
    }

    /// Sets or removes the password, unchecked. The last attempt, with another password, is forgotten.
    pub(super) fn set_password(&self, password: Option<String>) {
        let mut state = self.lock();
        state.password = password;
        state.last_attempt = None;
        state.due = 0;
    }

    /// Signs in with its password; without one it does nothing.
    pub(super) async fn sign_in(
        &self,
        turn: u64,
        directory: &dyn Directory,
        clock: &Clock,
        mailbox: &'static str,
    ) {
        let Some(password) = self.start_attempt() else {
            return;
        };
        let attempt = Attempt {
            mailbox: mailbox.to_owned(),
            password: password.into(),
            client: self.known.name.clone(),
            device: Some(self.known.id.clone()),
            source: None,
            purpose: Purpose::Mail,
        };
        let outcome = outcome_of(directory.sign_in(attempt).await);
        let last = SignInAttempt {
            at: clock.now(),
            outcome,
        };
        self.finish_attempt(last, outcome.due_after(turn));
        tracing::info!(
            device = self.known.id,
            outcome = outcome.id(),
            "simulated sign-in"
        );
    }

    pub(super) fn snapshot(&self, started: bool) -> DeviceSnapshot {
        let state = self.lock();
        let activity = match state.last_attempt {
            _ if state.password.is_none() => Activity::NoPassword,
            Some(last) => Activity::Tried(last.outcome),
            None if state.signing_in => Activity::SigningIn,
            None if started => Activity::Waiting,
            None => Activity::Stopped,
        };
        DeviceSnapshot {
            id: self.known.id.clone(),
            name: self.known.name.clone(),
            kind: self.known.kind.clone(),
            client: self.known.client.clone(),
            activity,
            has_password: state.password.is_some(),
            last_attempt: state.last_attempt,
        }
    }

    fn start_attempt(&self) -> Option<String> {
        let mut state = self.lock();
        state.signing_in = state.password.is_some();
        state.password.clone()
    }

    fn finish_attempt(&self, last: SignInAttempt, due: u64) {
        let mut state = self.lock();
        state.signing_in = false;
        state.last_attempt = Some(last);
        state.due = due;
    }

    fn lock(&self) -> MutexGuard<'_, DeviceState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn outcome_of(answer: Result<SignIn, DirectoryError>) -> Outcome {
    match answer {
        Ok(SignIn::Accepted(_)) => Outcome::Accepted,
        Ok(SignIn::Locked(_)) => Outcome::LockedOut,
        Ok(SignIn::Refused) => Outcome::Refused,
        Err(error) => {
            tracing::error!(%error, "no answer from the directory");
            Outcome::NoAnswer
        }
    }
}
