/// The answer to `GET status`. Instants are milliseconds since 1970, by the back end's clock.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Status {
    /// Whether the mailbox is locked.
    pub is_locked: bool,
    /// Seconds until it unlocks by itself.
    pub unlocks_in: Option<u32>,
    /// When the password was last changed: a value to compare, not a time to calculate with.
    pub password_changed_at: Option<String>,
    /// The reference of the last change.
    pub last_reference: Option<String>,
    /// Whether another password must be chosen at the next sign-in; `None` if the back end does not say.
    pub must_change: Option<bool>,
    /// When the password expires.
    pub expires_at: Option<f64>,
    /// The back end's clock.
    pub now: Option<f64>,
    /// Whether later refusals may be missing, so that silence proves nothing.
    pub misses_refusals: bool,
    /// When a sign-in was last refused, and by which client.
    pub last_refused: Option<(f64, String)>,
}

impl Status {
    /// What tells one password from the next: when it was set, or that another one must be chosen, while the back end
    /// does not say since when.
    #[must_use]
    pub fn revision(&self) -> Option<String> {
        let must_change = self.must_change == Some(true);
        let changed_at = self.password_changed_at.clone();
        changed_at.or_else(|| must_change.then(|| "must-change".into()))
    }
}
