use crate::model::{Client, Device, Evidence, UnlockOutcome, refused_recently};

/// The mailbox's status in the back end's last answer. Instants are milliseconds since 1970, by the back end's clock.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct MailboxState {
    /// Whether there was an answer, and the back end can still be queried.
    pub(crate) is_known: bool,
    /// Whether the last query was answered: nothing is called safe without an answer.
    pub(crate) is_live: bool,
    /// Whether the mailbox is locked.
    pub(crate) is_locked: bool,
    /// Whether it was locked in any answer so far.
    pub(crate) was_locked: bool,
    /// Whether another password must be chosen at the next sign-in, if the back end says so.
    pub(crate) must_change: Option<bool>,
    /// The time of the last answer.
    pub(crate) now: f64,
    /// When the password was last set.
    pub(crate) changed_at: Option<f64>,
    /// When a sign-in was last refused, and by which client.
    pub(crate) last_refused: Option<(f64, String)>,
}

impl MailboxState {
    /// The latest time at which the back end can have seen anything: its clock, and five minutes; without it this
    /// computer's clock (`local_now`), and a day.
    pub(crate) fn latest(&self, local_now: f64) -> f64 {
        if self.is_known {
            self.now + 300_000.0
        } else {
            local_now + 86_400_000.0
        }
    }

    /// Whether another answer says the same of the mailbox. That a device went on trying is no news.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let of = |state: &Self| (state.is_live, state.is_locked, state.must_change);
        of(self) == of(other) && self.changed_at == other.changed_at
    }

    /// The back end cannot be queried any more: its last answer no longer counts.
    pub(crate) fn forget_answer(&mut self) {
        self.is_known = false;
        self.is_live = false;
    }

    /// Which device was refused last, or that none was for so many seconds. It matters while the mailbox is locked;
    /// without a current answer nothing is called quiet.
    pub(crate) fn evidence(&self, devices: &[Device], quiet: u32) -> Option<Evidence> {
        if !self.says_locked() {
            return None;
        }
        let refused = |at: f64, is_device: bool, name: &str, client: &str| Evidence::Refused {
            is_device,
            name: name.to_owned(),
            client: client.to_owned(),
            at,
        };
        let listed = devices.iter().filter_map(|device| {
            let at = device.last_failure_at?;
            Some((at, refused(at, true, &device.name, &device.client)))
        });
        let last = self.last_refused.as_ref().map(|(at, name)| {
            let is_client = Client::ALL.iter().any(|client| client.id() == name);
            let is_listed = devices.iter().any(|device| device.name == *name);
            let (name, client) = if is_client {
                ("", name.as_str())
            } else {
                (name.as_str(), "")
            };
            (*at, refused(*at, is_client || is_listed, name, client))
        });
        // Of two at the same time, the device: that is its name in the list.
        let last = last
            .into_iter()
            .chain(listed)
            .reduce(|last, other| if other.0 >= last.0 { other } else { last });
        let (at, evidence) = last?;
        if refused_recently(at, self.now, quiet) {
            return Some(evidence);
        }
        self.is_live.then_some(Evidence::Quiet)
    }

    /// Whether the back end's last answer says that it is locked.
    pub(crate) fn says_locked(&self) -> bool {
        self.is_known && self.is_locked
    }

    /// Whether the back end's last answer says that it is not locked.
    pub(crate) fn says_unlocked(&self) -> bool {
        self.is_known && !self.is_locked
    }
}

/// The unlock request of this screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct UnlockState {
    /// The outcome of the last request, or that it is running.
    pub(crate) outcome: Option<UnlockOutcome>,
    /// Until when to wait after unlocking, by this page's clock.
    pub(crate) wait_until: Option<f64>,
    /// Whether that wait is over.
    pub(crate) is_wait_over: bool,
}

impl UnlockState {
    /// Whether nobody should sign in yet after an unlock.
    pub(crate) fn is_waiting(&self) -> bool {
        self.wait_until.is_some() && !self.is_wait_over
    }

    pub(crate) fn is_running(&self) -> bool {
        self.outcome == Some(UnlockOutcome::Running)
    }

    /// Whether it was unlocked here, and no later answer says that it is locked again.
    pub(crate) fn is_done(&self) -> bool {
        matches!(self.outcome, Some(UnlockOutcome::Done { .. }))
    }

    /// Whether it was not sent, was refused, or no clear answer came back.
    pub(crate) fn has_failed(&self) -> bool {
        matches!(
            self.outcome,
            Some(UnlockOutcome::NotSent | UnlockOutcome::Refused(_) | UnlockOutcome::Unknown)
        )
    }
}

/// The devices that the back end lists; `None` before the first answer.
pub(crate) type Devices = Option<Vec<Device>>;

/// Which queries are running, and how often was polled.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Polling {
    pub(crate) status: Query,
    pub(crate) devices: Query,
    /// How often the policy was queried.
    pub(crate) policies: u32,
    /// Polls since something happened.
    pub(crate) polls: u32,
    /// Whether a timer runs.
    pub(crate) has_timer: bool,
    /// The number of the timer that counts; an earlier one does nothing.
    pub(crate) timer: u32,
}

/// A query that is repeated, but not while it is running.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Query {
    is_running: bool,
    is_stale: bool,
}

impl Query {
    /// Whether to send it now: not if it is running already.
    pub(crate) fn begin(&mut self) -> bool {
        !std::mem::replace(&mut self.is_running, true)
    }

    /// Something has happened: if it is running, its answer is out of date.
    pub(crate) fn outdate(&mut self) {
        self.is_stale = self.is_running;
    }

    /// The answer has come; whether it is out of date, so that the query has to be repeated.
    pub(crate) fn end(&mut self) -> bool {
        self.is_running = false;
        std::mem::take(&mut self.is_stale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUIET: u32 = 300;
    const AT: f64 = 1e12;

    /// A locked mailbox at which a device was refused.
    fn refused(seconds_ago: f64) -> MailboxState {
        MailboxState {
            is_known: true,
            is_live: true,
            is_locked: true,
            now: AT + seconds_ago * 1000.0,
            last_refused: Some((AT, "Scanner".into())),
            ..MailboxState::default()
        }
    }

    fn device(name: &str, refused_at: Option<f64>) -> Device {
        Device {
            name: name.into(),
            last_failure_at: refused_at,
            ..Device::default()
        }
    }

    /// Checks who speaks against unlocking; an empty name means quiet.
    #[track_caller]
    fn check(mailbox: &MailboxState, devices: &[Device], expected: Option<&str>) {
        let found = mailbox.evidence(devices, QUIET);
        let name = found.map(|evidence| match evidence {
            Evidence::Refused { name, .. } => name,
            Evidence::Quiet => String::new(),
        });
        assert_eq!(name.as_deref(), expected, "{mailbox:?} {devices:?}");
    }

    #[test]
    fn it_is_quiet_five_minutes_after_the_last_refusal() {
        check(&refused(0.0), &[], Some("Scanner"));
        check(&refused(299.9), &[], Some("Scanner"));
        check(&refused(300.0), &[], Some(""));
        // Clocks differ: a refusal in the future counts.
        check(&refused(-3600.0), &[], Some("Scanner"));
    }

    #[test]
    fn nothing_is_quiet_without_a_current_answer_or_where_nothing_was_refused() {
        let is_late = |seconds| MailboxState {
            is_live: false,
            ..refused(seconds)
        };
        check(&is_late(3600.0), &[], None);
        check(&is_late(10.0), &[], Some("Scanner"));
        let never = MailboxState {
            last_refused: None,
            ..refused(3600.0)
        };
        check(&never, &[device("Desk", None)], None);
        check(&MailboxState::default(), &[], None);
    }

    #[test]
    fn nothing_speaks_for_or_against_unlocking_an_open_mailbox() {
        let open = MailboxState {
            is_locked: false,
            ..refused(10.0)
        };
        check(&open, &[device("Desk", Some(AT))], None);
    }

    #[test]
    fn what_tried_is_a_device_only_if_it_is_listed_or_a_mail_client() {
        for (listed, tried, expected) in [
            ("Scanner", "Scanner", true),
            ("Desk", "Scanner", false),
            ("Desk", "thunderbird", true),
        ] {
            let mailbox = MailboxState {
                last_refused: Some((AT, tried.into())),
                ..refused(10.0)
            };
            let found = mailbox.evidence(&[device(listed, None)], QUIET);
            let Some(Evidence::Refused { is_device, .. }) = found else {
                panic!("{found:?}");
            };
            assert_eq!(is_device, expected, "{listed} {tried}");
        }
    }

    #[test]
    fn the_last_refusal_counts_and_a_listed_device_has_its_own_name() {
        let mailbox = refused(10.0);
        check(&mailbox, &[device("Desk", Some(AT - 1.0))], Some("Scanner"));
        check(
            &mailbox,
            &[device("Ann’s scanner", Some(AT))],
            Some("Ann’s scanner"),
        );
        let others = [
            device("Phone", Some(AT + 2.0)),
            device("Desk", Some(AT + 1.0)),
        ];
        check(&mailbox, &others, Some("Phone"));
    }
}
