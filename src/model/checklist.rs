use mailbox_password_rules::with_ids;

use super::{Changed, Client};

with_ids! {
    /// The person's answer about a device, in the order on the screen. The id is the word in the stored record.
    #[derive(Clone, Copy, Debug, Eq, PartialEq)]
    pub enum DeviceAnswer {
        /// "The new password is in."
        Done = "done",
        /// "Not my device."
        NotMine = "not-mine",
        /// "I cannot get to it."
        Cannot = "cannot",
    }
}

impl DeviceAnswer {
    /// The answer of this word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.id() == id)
    }
}

/// What the back end's sign-in record of a device says about the new password.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum SignIn {
    /// It certainly signed in with the new password, as was first known of this time (milliseconds since 1970), if known.
    Proved(Option<f64>),
    /// It signed in after the change, but perhaps still with the old password.
    NotProved(f64),
    /// It was seen after the change, and the back end says that it still uses the old password.
    OldPassword(f64),
    /// It was refused after the change and has not signed in since.
    Refused(f64),
    /// Nothing since the change.
    #[default]
    Nothing,
}

/// One device of the list.
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// When the person gave it, by this computer's clock (milliseconds since 1970); `None` in lists of earlier
    /// versions.
    pub answered_at: Option<f64>,
    /// What the back end's record says.
    pub sign_in: SignIn,
    /// Whether the back end named it once and does not any more.
    pub is_gone: bool,
}

impl ChecklistRow {
    /// Whether nothing more is to be done here: the person said so, or the back end proves it.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.answer == Some(DeviceAnswer::Done) || self.is_proved()
    }

    /// Whether the back end proves it done.
    #[must_use]
    pub fn is_proved(&self) -> bool {
        matches!(self.sign_in, SignIn::Proved(_))
    }

    /// Whether there is something to do here: not done, and not answered otherwise.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.answer.is_none() && !self.is_proved()
    }

    /// Whether it can be taken out of the list: the back end does not name it.
    #[must_use]
    pub fn is_removable(&self) -> bool {
        !self.listed || self.is_gone
    }
}

/// The devices of one mailbox that need the new password.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checklist {
    /// When the password was changed, as it was shown to the person; milliseconds since 1970.
    pub changed_at: f64,
    /// What the back end said of the change, by its own clock: only that can prove a device done.
    pub change: Changed,
    /// The devices, in the order on the screen.
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

    /// Whether something is left to do, or no device is known that is theirs.
    #[must_use]
    pub fn is_unfinished(&self) -> bool {
        let (done, all) = self.progress();
        done < all || all == 0
    }

    /// Every device gets mail: marks what is open as done.
    pub fn finish(&mut self, at: f64) {
        for row in self.rows.iter_mut().filter(|row| row.is_open()) {
            row.answer = Some(DeviceAnswer::Done);
            row.answered_at = Some(at);
        }
    }

    /// The first device with something to do.
    #[must_use]
    pub fn first_open(&self) -> Option<&ChecklistRow> {
        self.rows.iter().find(|row| row.is_open())
    }

    /// Puts first what to do first: the devices of the client in use right now, then those that just tried the old
    /// password. All others keep their order.
    pub fn arrange(&mut self, in_use: Option<Client>) {
        let is_in_use = |row: &ChecklistRow| Some(Client::from_id(&row.client)) == in_use;
        let has_tried =
            |row: &ChecklistRow| matches!(row.sign_in, SignIn::OldPassword(_) | SignIn::Refused(_));
        let mut rest = std::mem::take(&mut self.rows);
        for is_first in [&is_in_use as &dyn Fn(&ChecklistRow) -> bool, &has_tried] {
            let (first, others): (Vec<_>, _) = rest
                .into_iter()
                .partition(|row| row.is_open() && is_first(row));
            self.rows.extend(first);
            rest = others;
        }
        self.rows.extend(rest);
    }

    /// Merges the back end's devices: new ones go before what the person added, known ones keep their place and answer.
    /// Returns the ids of those that the back end newly proves done.
    pub fn merge(&mut self, devices: Vec<ChecklistRow>) -> Vec<String> {
        let mut proved = Vec::new();
        let mut at = self.rows.iter().rposition(|row| row.listed);
        for row in &mut self.rows {
            row.is_gone = row.listed && !devices.iter().any(|device| device.id == row.id);
        }
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
                    // The first proof counts: a later sign-in adds nothing to it.
                    if !matches!(
                        (row.sign_in, device.sign_in),
                        (SignIn::Proved(_), SignIn::Proved(_))
                    ) {
                        row.sign_in = device.sign_in;
                    }
                    if !was && row.is_done() {
                        proved.push(device.id);
                    }
                }
                None => {
                    if device.is_done() {
                        proved.push(device.id.clone());
                    }
                    let next = at.map_or(0, |at| at + 1);
                    self.rows.insert(next, device);
                    at = Some(next);
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
        (success, Some(failure)) if uses_new == Some(false) => {
            SignIn::OldPassword(success.map_or(failure, |success| success.max(failure)))
        }
        (Some(success), None) if uses_new == Some(false) => SignIn::OldPassword(success),
        (Some(success), Some(failure)) if success >= failure => SignIn::NotProved(success),
        (_, Some(failure)) => SignIn::Refused(failure),
        (Some(success), None) => SignIn::NotProved(success),
        (None, None) => SignIn::Nothing,
    }
}
