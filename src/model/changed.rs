/// The password was changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changed {
    /// When, by the back end's clock; milliseconds since 1970.
    pub at: Option<f64>,
    /// Until when the old password may still work; milliseconds since 1970.
    pub old_works_until: Option<f64>,
    /// From when the new password is accepted everywhere; milliseconds since 1970.
    pub works_from: Option<f64>,
}

impl Changed {
    /// When the old password is certainly no longer accepted, by the back end's clock (milliseconds since 1970), with
    /// the policy's grace time in seconds.
    #[must_use]
    pub fn old_password_stops(&self, grace_seconds: Option<u64>) -> Option<f64> {
        old_password_stopped(self.at, self.old_works_until, grace_seconds)
    }
}

/// When the old password had certainly stopped working, by the back end's clock (milliseconds since 1970):
/// what it said, else the change plus the policy's grace, else never.
#[must_use]
pub fn old_password_stopped(
    changed_at: Option<f64>,
    old_works_until: Option<f64>,
    grace_seconds: Option<u64>,
) -> Option<f64> {
    #[allow(
        clippy::cast_precision_loss,
        reason = "seconds of grace are far below 2^52"
    )]
    let by_grace = || Some(changed_at? + grace_seconds? as f64 * 1000.0);
    old_works_until.or_else(by_grace)
}
