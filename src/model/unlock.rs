use super::Refusal;

/// The outcome of an unlock request.
#[derive(Clone, Debug, PartialEq)]
pub enum UnlockOutcome {
    /// It is unlocked: when that was answered, and from when it is effective if that is later. Milliseconds since 1970.
    Done {
        /// When the back end said so, by this computer's clock.
        at: f64,
        /// `effectiveAt`, by the back end's clock.
        works_from: Option<f64>,
        /// How long until then, by that clock; milliseconds.
        left: Option<f64>,
    },
    /// The back end refused.
    Refused(Refusal),
    /// The request is running.
    Running,
    /// No clear answer came back.
    Unknown,
}

/// Whether a sign-in was refused within so many seconds before now, by one clock; milliseconds since 1970.
/// One in the future counts: clocks differ, and to unlock too early is worse than to wait.
#[must_use]
pub fn refused_recently(at: f64, now: f64, seconds: u32) -> bool {
    now - at < f64::from(seconds) * 1000.0
}
