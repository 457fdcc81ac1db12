use mailbox_password_rules::Policy;

use super::Refusal;

/// The outcome of an unlock request.
#[derive(Clone, Debug, PartialEq)]
pub enum UnlockOutcome {
    /// It is unlocked: when that was answered, and from when it is effective if that is later.
    Done {
        /// When the back end said so, by this page's clock; milliseconds.
        at: f64,
        /// `effectiveAt`, by the back end's clock; milliseconds since 1970.
        works_from: Option<f64>,
        /// How long until then, by that clock; milliseconds.
        left: Option<f64>,
    },
    /// The page's `headers` failed: nothing was sent.
    NotSent,
    /// The back end refused.
    Refused(Refusal),
    /// The request is running.
    Running,
    /// No clear answer came back.
    Unknown,
}

/// How long without a refused sign-in it is safe to unlock, where the policy does not say; seconds.
const QUIET: u32 = 300;

/// How long without a refused sign-in it is safe to unlock; seconds.
#[must_use]
pub fn quiet_for(policy: &Policy) -> u32 {
    let delay = policy.unlock_delay_seconds.filter(|delay| *delay > 0);
    delay
        .and_then(|delay| u32::try_from(delay).ok())
        .unwrap_or(QUIET)
}

/// What the back end knows of refused sign-ins, and so whether the mailbox would lock again.
#[derive(Clone, Debug, PartialEq)]
pub enum Evidence {
    /// A sign-in was refused recently.
    Refused {
        /// Whether a listed device tried it. Else it may have been a person, at a page.
        is_device: bool,
        /// What the person would call the device, or what tried; empty if the back end has no name for it.
        name: String,
        /// Its mail client's id, where it has no name.
        client: String,
        /// When; milliseconds since 1970, by the back end's clock.
        at: f64,
    },
    /// Nothing was refused for long enough.
    Quiet,
}

/// Whether a sign-in was refused within so many seconds before now, by one clock; milliseconds since 1970.
/// One in the future counts: clocks differ, and to unlock too early is worse than to wait.
#[must_use]
pub fn refused_recently(at: f64, now: f64, seconds: u32) -> bool {
    now - at < f64::from(seconds) * 1000.0
}
