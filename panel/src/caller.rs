//! The caller of a request: the session in its cookie, checked against the directory.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use cookie::time::Duration;
use cookie::{Cookie, SameSite};

use crate::directory::{Account, Area, ChangedBy, DirectoryError, Role};
use crate::panel::Panel;
use crate::session::{Session, Validity};

/// Somebody who is signed in.
pub(crate) struct Caller {
    pub(crate) session: Session,
    pub(crate) account: Account,
    /// Whether the session's own change has ended it, so that it may only ask what became of the change.
    pub(crate) only_asks: bool,
}

impl Caller {
    /// The mailboxes that the caller looks after; none for a user.
    pub(crate) fn area(&self) -> Area {
        self.account.area.clone().unwrap_or_else(|| Area {
            name: String::new(),
            parts: Vec::new(),
        })
    }

    /// Whether this session made the last change of the password, so that its browser has the list of devices. A session
    /// that began later may have the list too.
    pub(crate) fn made_last_change(&self) -> bool {
        match self.account.last_change.as_ref().map(|last| &last.by) {
            Some(ChangedBy::Session(revision)) => self.session.is_own_revision(revision),
            Some(ChangedBy::AnotherWay | ChangedBy::Unrecorded) | None => false,
        }
    }
}

impl Panel {
    /// The caller; `None` if nobody is signed in, or no longer.
    pub(crate) async fn caller(
        &self,
        headers: &HeaderMap,
    ) -> Result<Option<Caller>, DirectoryError> {
        let caller = self.caller_who_may_ask(headers).await?;
        Ok(caller.filter(|caller| !caller.only_asks))
    }

    /// The caller, also one whose own change has just ended the session.
    pub(crate) async fn caller_who_may_ask(
        &self,
        headers: &HeaderMap,
    ) -> Result<Option<Caller>, DirectoryError> {
        let Some(session) = self.session_from_cookie(headers) else {
            return Ok(None);
        };
        let Some(account) = self
            .directory
            .account(&session.mailbox, session.role)
            .await?
        else {
            return Ok(None);
        };
        if session.role == Role::Administrator && account.role() != Role::Administrator {
            return Ok(None);
        }
        let only_asks = match session.validity(&account, self.now()) {
            Validity::Valid => false,
            Validity::Superseded => true,
            Validity::Ended => return Ok(None),
        };
        if self.ledger.has_ended(&session.id).await? {
            return Ok(None);
        }
        Ok(Some(Caller {
            session,
            account,
            only_asks,
        }))
    }

    /// The account with this address, if the caller looks after it.
    pub(crate) async fn managed_account(
        &self,
        caller: &Caller,
        mailbox: &str,
    ) -> Result<Option<Account>, DirectoryError> {
        match &caller.account.area {
            Some(area) => self.directory.managed_account(area, mailbox).await,
            None => Ok(None),
        }
    }

    /// The session in the cookie, which may have ended.
    pub(crate) fn session_from_cookie(&self, headers: &HeaderMap) -> Option<Session> {
        let name = self.cookie_name(headers);
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(Cookie::split_parse)
            .flatten()
            .filter(|cookie| cookie.name() == name)
            .find_map(|cookie| self.signer.open(cookie.value()))
    }

    /// The header that sets the session's cookie.
    pub(crate) fn set_cookie(
        &self,
        headers: &HeaderMap,
        session: &Session,
    ) -> (HeaderName, HeaderValue) {
        self.cookie(headers, self.signer.seal(session), None)
    }

    /// The header that deletes the session's cookie.
    pub(crate) fn clear_cookie(&self, headers: &HeaderMap) -> (HeaderName, HeaderValue) {
        self.cookie(headers, String::new(), Some(Duration::ZERO))
    }

    fn cookie(
        &self,
        headers: &HeaderMap,
        value: String,
        max_age: Option<Duration>,
    ) -> (HeaderName, HeaderValue) {
        let mut cookie = Cookie::build((self.cookie_name(headers), value))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .build();
        cookie.set_max_age(max_age);
        if self.origin.is_secure(headers) {
            cookie.set_secure(true);
        }
        let text = cookie.to_string();
        // Base64 and fixed words: always a valid header.
        (
            SET_COOKIE,
            HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("")),
        )
    }

    /// `__Host-` makes browsers refuse the cookie from a neighbouring host or over plain http; on loopback there is no
    /// TLS. Such a cookie has no path of its own, so several panels on one host tell theirs apart by name.
    fn cookie_name(&self, headers: &HeaderMap) -> String {
        let name = if self.origin.is_secure(headers) {
            "__Host-mailbox-panel"
        } else {
            "mailbox-panel"
        };
        format!("{name}{}", self.base.suffix())
    }
}
