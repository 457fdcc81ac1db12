use mailbox_password_rules::wire::reference;

/// One change request that was sent: what is needed to find out its outcome. It holds no secret.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// The idempotency key: one key, one unaltered set of values.
    pub key: String,
    /// `passwordChangedAt` as the back end said it before; compared as a value.
    pub baseline: Option<String>,
    /// When it was sent, by this computer's clock; milliseconds since 1970.
    pub sent_at: f64,
    /// The edit counter at that time: equal counters mean equal values.
    pub edits: u32,
    /// Sixteen bits of what was in the fields, mixed with the key: they tell that it was altered, and are too few to find a
    /// password by. `None` for an attempt of an earlier page.
    pub check_bits: Option<u32>,
    /// What was requested besides the password.
    pub options: ChangeOptions,
    /// Where the back end says what became of it, if it answered with a `202`.
    pub location: Option<String>,
}

/// What an administrator can request besides a new password.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ChangeOptions {
    /// The user must choose another password at the next sign-in.
    pub must_change: bool,
    /// Every other session of the mailbox is ended.
    pub sign_out: bool,
}

impl Attempt {
    /// The six characters that people read to each other.
    #[must_use]
    pub fn reference(&self) -> &str {
        reference(&self.key)
    }
}

/// What **Check** found out about an attempt.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CheckResult {
    /// It was changed, by this very request.
    ByThisRequest,
    /// The back end cannot say: there is nothing to compare with.
    CannotTell,
    /// It was changed, but not certainly by this request.
    ChangedElsewhere,
    /// Certainly not changed: two equal answers, a minute apart.
    NotChanged,
    /// Not changed so far; it may still be on its way.
    NotYet,
}

/// How long a request can still be on its way when its outcome has become unknown, and how far two answers that are to
/// settle it must be apart; milliseconds.
pub const SETTLED_AFTER: f64 = 60_000.0;

/// How long the job of a `202` may run; milliseconds.
pub const JOB_LIMIT: f64 = 300_000.0;

/// Compares the mailbox's status with an attempt. It is *not changed* if this is an equal answer at `settles_at` or
/// later, and there was one before; times are milliseconds of one clock.
#[must_use]
pub fn compare_status(
    attempt: &Attempt,
    changed_at: Option<&str>,
    last_reference: Option<&str>,
    settles_at: Option<f64>,
    now: f64,
) -> CheckResult {
    if last_reference == Some(attempt.reference()) {
        return CheckResult::ByThisRequest;
    }
    match (attempt.baseline.as_deref(), changed_at) {
        (Some(before), Some(after)) if before != after => CheckResult::ChangedElsewhere,
        (Some(_), Some(_)) => match settles_at {
            Some(then) if now >= then => CheckResult::NotChanged,
            _ => CheckResult::NotYet,
        },
        _ => CheckResult::CannotTell,
    }
}
