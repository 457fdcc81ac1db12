//! Sessions: what is in the cookie, and for how long it counts. The server knows only which have ended early.

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::directory::{Account, ChangedBy, DirectoryError, Role};
use crate::ledger::REPEAT_SECONDS;
use crate::random::random_id;

/// Seconds without a page being loaded until a session ends (polls do not count).
const IDLE_SECONDS: u64 = 30 * 60;

/// Seconds from sign-in until a session ends, whatever happens in it.
const MAX_AGE_SECONDS: u64 = 12 * 3600;

/// Seconds by which the clocks of the panel and of the directory may differ: as many as Kerberos allows.
const SKEW_SECONDS: u64 = 5 * 60;

/// Who is signed in. It has no `Debug`, because its id belongs in no log.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Session {
    /// Random, the same from sign-in to sign-out.
    pub(crate) id: String,
    /// Whose mailbox.
    pub(crate) mailbox: String,
    /// In which role.
    pub(crate) role: Role,
    /// When the person signed in.
    started: Timestamp,
    /// When this cookie was issued.
    issued: Timestamp,
    /// The last change of the password that had ended sessions when the directory was asked. It identifies that change,
    /// and is not to be compared with when a cookie was issued: a change counts from before it can be seen.
    #[serde(rename = "knows")]
    known_change: Option<Timestamp>,
}

/// Whether a session counts now.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Validity {
    /// It counts.
    Valid,
    /// It has ended: too old, or a change of the password has ended it.
    Ended,
    /// This very cookie made the last change, which has ended it. For as long as a repeat of the change counts it may ask
    /// what became of it, so that a person whose answer was lost can find out; nothing else.
    Superseded,
}

impl Session {
    /// A session for somebody who has just proved the password of this account. `previous`: the session that the
    /// browser still holds. If it is the same person's and no change has ended it, it gives its id on, so that a page
    /// which is still open can go on with its token.
    pub(crate) fn start(
        account: &Account,
        role: Role,
        now: Timestamp,
        previous: Option<Self>,
    ) -> Result<Self, DirectoryError> {
        let known_change = account.last_change.as_ref().map(|change| change.at);
        let previous = previous.filter(|previous| {
            previous.mailbox == account.mailbox
                && previous.role == role
                && previous.known_change == known_change
        });
        Ok(Self {
            id: match previous {
                Some(previous) => previous.id,
                None => random_id()?,
            },
            mailbox: account.mailbox.clone(),
            role,
            started: now,
            issued: now,
            known_change,
        })
    }

    /// The same session in a new cookie, which is not older than `now`.
    pub(crate) fn renewed(&self, now: Timestamp) -> Self {
        Self {
            issued: now.max(self.issued),
            ..self.clone()
        }
    }

    /// The session after its own change, which counts since `at`. Repeating an older change does not alter it.
    pub(crate) fn after_change(&self, at: Timestamp, now: Timestamp) -> Self {
        Self {
            known_change: self.known_change.max(Some(at)),
            ..self.renewed(now)
        }
    }

    pub(crate) fn validity(&self, account: &Account, now: Timestamp) -> Validity {
        let too_old = now >= self.issued.plus_seconds(IDLE_SECONDS)
            || now >= self.started.plus_seconds(MAX_AGE_SECONDS);
        if too_old {
            return Validity::Ended;
        }
        let last = account.last_change.as_ref();
        if self.knows(last.map(|last| last.at)) {
            return Validity::Valid;
        }
        let own = last.is_some_and(|change| {
            change.by == ChangedBy::Session(self.revision())
                && now < change.at.plus_seconds(REPEAT_SECONDS)
        });
        if own {
            Validity::Superseded
        } else {
            Validity::Ended
        }
    }

    /// Whether the session knows of the change of the password that was the last one.
    pub(crate) fn knows(&self, last: Option<Timestamp>) -> bool {
        match (self.known_change, last) {
            // A controller that has not heard of this session's own change yet still tells of the one before.
            (Some(known), Some(last)) => last <= known,
            (known, last) => known == last,
        }
    }

    /// Whether the last change of the password is one that the session does not know of and nobody has a record of. Then a
    /// request of this very session may have made it, elsewhere, and no clock tells.
    pub(crate) fn may_have_made_last_change(&self, account: &Account) -> bool {
        account.last_change.as_ref().is_some_and(|last| {
            last.by == ChangedBy::Unrecorded
                && self.known_change.is_none_or(|known| known < last.at)
        })
    }

    /// Whether something at this instant of the directory's clock may have been done by the session, for as long as a
    /// cookie of it is not too old.
    pub(crate) fn may_have_been_there(&self, at: Timestamp, now: Timestamp) -> bool {
        now < self.end().plus_seconds(SKEW_SECONDS)
            && at >= self.started.minus_seconds(SKEW_SECONDS)
    }

    /// When its last cookie is too old.
    pub(crate) fn end(&self) -> Timestamp {
        self.started.plus_seconds(MAX_AGE_SECONDS)
    }

    /// Identifies the session that changes a password, as of its last known change: an older cookie of the same session
    /// has another revision.
    pub(crate) fn revision(&self) -> String {
        let known_change = self.known_change.map_or(0, Timestamp::millis);
        format!("{}.{known_change}", self.id)
    }

    /// Whether this identifies the session, as of any change.
    pub(crate) fn is_own_revision(&self, revision: &str) -> bool {
        revision
            .rsplit_once('.')
            .is_some_and(|(id, _)| id == self.id)
    }

    /// The caller in the store's records.
    pub(crate) fn caller(&self) -> String {
        format!("{}:{}", self.role.id(), self.mailbox)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::LastChange;

    fn start() -> Timestamp {
        Timestamp::from_millis(1_700_000_000_000)
    }

    /// Ann's account after a change in this session at so many seconds.
    fn changed(change: Option<(&str, u64)>) -> Account {
        Account {
            mailbox: "ann@example.com".to_owned(),
            area: None,
            account_name: "ann".to_owned(),
            display_name: "Ann".to_owned(),
            must_change: false,
            last_change: change.map(|(session, seconds)| LastChange {
                at: start().plus_seconds(seconds),
                by: ChangedBy::Session(session.to_owned()),
            }),
        }
    }

    fn session(previous: Option<Session>) -> Session {
        Session::start(&changed(None), Role::User, start(), previous).unwrap()
    }

    /// The validity of a session from `start()`, so many seconds later, if the password was changed in `by` at 100 s.
    fn check(session: &Session, seconds: u64, by: Option<&str>) -> Validity {
        let account = changed(by.map(|by| (by, 100)));
        session.validity(&account, start().plus_seconds(seconds))
    }

    #[test]
    fn a_session_ends_when_idle_and_when_another_session_changed_the_password() {
        let own = session(None);
        assert_eq!(check(&own, 1799, None), Validity::Valid);
        assert_eq!(check(&own, 1800, None), Validity::Ended);
        assert_eq!(check(&own, 101, Some("other")), Validity::Ended);
    }

    #[test]
    fn a_cookie_that_is_issued_after_a_change_which_it_does_not_know_has_ended() {
        let late = session(None).renewed(start().plus_seconds(200));
        assert_eq!(check(&late, 201, Some("other")), Validity::Ended);
    }

    #[test]
    fn the_session_that_changed_the_password_may_ask_for_ten_minutes() {
        let own = session(None);
        let revision = own.revision();
        assert!(own.is_own_revision(&revision) && !own.is_own_revision("other.0"));
        assert_eq!(check(&own, 699, Some(&revision)), Validity::Superseded);
        assert_eq!(check(&own, 700, Some(&revision)), Validity::Ended);
        let at = start().plus_seconds(100);
        assert_eq!(
            check(&own.after_change(at, at), 700, Some(&revision)),
            Validity::Valid
        );
    }

    #[test]
    fn a_controller_that_has_not_heard_of_the_last_change_ends_no_session() {
        let at = start().plus_seconds(150);
        let own = session(None).after_change(at, at);
        assert_eq!(check(&own, 151, Some("other")), Validity::Valid);
        assert_eq!(
            own.validity(&changed(None), at.next()),
            Validity::Ended,
            "a password that must be changed has no date"
        );
    }

    #[test]
    fn only_a_later_change_without_a_record_may_be_the_sessions_own() {
        let own = session(None);
        let may_have_made = |by: ChangedBy, seconds| {
            let at = start().plus_seconds(seconds);
            let last_change = Some(LastChange { at, by });
            let account = Account {
                last_change,
                ..changed(None)
            };
            own.after_change(start().plus_seconds(100), start())
                .may_have_made_last_change(&account)
        };
        assert!(may_have_made(ChangedBy::Unrecorded, 101));
        assert!(!may_have_made(ChangedBy::Unrecorded, 100));
        assert!(!may_have_made(ChangedBy::AnotherWay, 101));
        assert!(!may_have_made(ChangedBy::Session("other".to_owned()), 101));
        assert!(!own.may_have_made_last_change(&changed(None)));
    }

    #[test]
    fn what_came_before_the_sign_in_was_not_done_by_the_session() {
        let own = session(None);
        let may_have = |at: i64, now| {
            let at = Timestamp::from_millis(start().millis() + at * 1000);
            own.may_have_been_there(at, start().plus_seconds(now))
        };
        assert!(may_have(-300, 60));
        assert!(!may_have(-301, 60));
        assert!(may_have(0, 12 * 3600 + 299));
        assert!(!may_have(0, 12 * 3600 + 300));
    }

    #[test]
    fn a_cookie_from_before_an_earlier_change_stays_ended_after_the_next() {
        let first = session(None);
        let at = start().plus_seconds(50);
        let second = first.after_change(at, at);
        assert_eq!(
            check(&first, 101, Some(&second.revision())),
            Validity::Ended
        );
        let repeated = second.after_change(start(), at);
        assert_eq!(
            repeated.revision(),
            second.revision(),
            "an older change alters nothing"
        );
    }

    #[test]
    fn signing_in_again_keeps_the_id_unless_a_change_has_ended_the_session() {
        let first = session(None);
        assert_eq!(session(Some(first.clone())).id, first.id);
        let account = changed(Some(("other", 100)));
        let next = Session::start(&account, Role::User, start(), Some(first.clone())).unwrap();
        assert_ne!(next.id, first.id);
    }
}
