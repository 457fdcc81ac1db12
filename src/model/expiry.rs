use super::Status;

/// In milliseconds.
const DAY: f64 = 86_400_000.0;

/// How long before it expires a password is called old; milliseconds.
const NOTICE: f64 = 14.0 * DAY;

/// What the age of a password asks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Expiry {
    /// It has expired.
    Expired,
    /// It expires after so many whole days.
    Soon(u32),
    /// Another one must be chosen, because somebody said so.
    MustChange,
}

impl Expiry {
    /// What a status asks for at this time by the back end's clock; `None` while nothing has to be done soon.
    #[must_use]
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most a fortnight, and not negative"
    )]
    pub fn of(status: &Status, now: f64) -> Option<Self> {
        let left = status.expires_at.map(|at| at - now);
        match left {
            Some(left) if left <= 0.0 => Some(Self::Expired),
            Some(left) if left < NOTICE => Some(Self::Soon((left / DAY) as u32)),
            _ => (status.must_change == Some(true)).then_some(Self::MustChange),
        }
    }
}
