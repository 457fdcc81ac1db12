use super::Changed;

/// The person's answer about a device.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DeviceAnswer {
    /// "I cannot get to it."
    Cannot,
    /// "The new password is in."
    Done,
    /// "Not my device."
    NotMine,
}

impl DeviceAnswer {
    /// Every answer, in the order on the screen.
    pub const ALL: [Self; 3] = [Self::Done, Self::NotMine, Self::Cannot];

    /// The word in the stored record.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Cannot => "cannot",
            Self::Done => "done",
            Self::NotMine => "not-mine",
        }
    }

    /// The answer of this word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.id() == id)
    }
}

/// What the back end's sign-in record of a device says about the new password.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SignIn {
    /// It certainly signed in with the new password, last at this time (milliseconds since 1970), if known.
    Proved(Option<f64>),
    /// It signed in after the change, but perhaps still with the old password.
    NotProved(f64),
    /// It was refused after the change and has not signed in since.
    Refused(f64),
    /// Nothing since the change.
    Nothing,
}

/// One device of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct ChecklistRow {
    /// Stable: the back end's id, or the client's for a device that the person added.
    pub id: String,
    /// What the person would call it; empty for one that is called by its client.
    pub name: String,
    /// The mail client's id.
    pub client: String,
    /// Whether the back end named it.
    pub listed: bool,
    /// The person's answer.
    pub answer: Option<DeviceAnswer>,
    /// What the back end's record says.
    pub sign_in: SignIn,
}

impl ChecklistRow {
    /// Whether nothing more is to be done here: the person said so, or the back end proves it.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.answer == Some(DeviceAnswer::Done) || matches!(self.sign_in, SignIn::Proved(_))
    }
}

/// The devices of one mailbox that need the new password.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checklist {
    /// When the password was changed, as it was shown to the person; milliseconds since 1970.
    pub changed_at: f64,
    /// What the back end said of the change, by its own clock: only that can prove a device done.
    pub change: Changed,
    /// The devices, the back end's first.
    pub rows: Vec<ChecklistRow>,
}

impl Checklist {
    /// How many devices are done, and of how many. "Not my device" does not count as one.
    #[must_use]
    pub fn progress(&self) -> (u32, u32) {
        self.rows
            .iter()
            .filter(|row| row.answer != Some(DeviceAnswer::NotMine))
            .fold((0, 0), |(done, all), row| {
                (done + u32::from(row.is_done()), all + 1)
            })
    }

    /// Whether something is left to do.
    #[must_use]
    pub fn is_unfinished(&self) -> bool {
        let (done, all) = self.progress();
        done < all || self.rows.is_empty()
    }

    /// Merges the back end's devices: new ones go before what the person added, known ones keep their answer.
    /// Returns how many the back end newly proves done.
    pub fn merge(&mut self, devices: Vec<ChecklistRow>) -> u32 {
        let mut proved = 0;
        let mut at = self.rows.iter().filter(|row| row.listed).count();
        for device in devices {
            match self
                .rows
                .iter_mut()
                .find(|row| row.listed && row.id == device.id)
            {
                Some(row) => {
                    let was = row.is_done();
                    row.name = device.name;
                    row.client = device.client;
                    row.sign_in = device.sign_in;
                    proved += u32::from(!was && row.is_done());
                }
                None => {
                    proved += u32::from(device.is_done());
                    self.rows.insert(at, device);
                    at += 1;
                }
            }
        }
        proved
    }
}

/// Judges a device's record. Times are the back end's, in milliseconds since 1970; a sign-in that it dates after
/// `latest` cannot have happened yet, and is ignored.
#[must_use]
pub fn judge_sign_in(
    uses_new: Option<bool>,
    last_success: Option<f64>,
    last_failure: Option<f64>,
    changed_at: Option<f64>,
    old_password_stopped: Option<f64>,
    latest: f64,
) -> SignIn {
    let last_success = last_success.filter(|time| *time <= latest);
    if uses_new == Some(true) {
        return SignIn::Proved(last_success);
    }
    let after = |time: Option<f64>, limit: Option<f64>| {
        time.filter(|time| limit.is_some_and(|limit| *time > limit))
    };
    if let Some(time) = after(last_success, old_password_stopped)
        && uses_new.is_none()
    {
        return SignIn::Proved(Some(time));
    }
    let success = after(last_success, changed_at);
    let failure = after(last_failure, changed_at);
    match (success, failure) {
        (Some(success), Some(failure)) if success >= failure => SignIn::NotProved(success),
        (_, Some(failure)) => SignIn::Refused(failure),
        (Some(success), None) => SignIn::NotProved(success),
        (None, None) => SignIn::Nothing,
    }
}
