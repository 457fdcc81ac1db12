//! The caller of a request: the session in its cookie, checked against the directory.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::directory::{Account, Area, DirectoryError, Role};
use crate::panel::Panel;
use crate::session::{Session, Validity};

/// Somebody who is signed in.
pub(crate) struct Caller {
    pub(crate) session: Session,
    pub(crate) account: Account,
    /// Whether loading a page extends the session.
    pub(crate) extends_session: bool,
}

impl Caller {
    /// The mailboxes that the caller looks after; none for a user.
    pub(crate) fn area(&self) -> Area {
        self.account.area.clone().unwrap_or_else(|| Area {
            name: String::new(),
            parts: Vec::new(),
        })
    }
}

impl Panel {
    /// The caller; `None` if nobody is signed in, or no longer.
    pub(crate) async fn caller(
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
        Ok(match session.validity(&account, self.now()) {
            Validity::Valid => Some(Caller {
                session,
                account,
                extends_session: true,
            }),
            Validity::Ended => None,
            Validity::Superseded => Some(Caller {
                session,
                account,
                extends_session: false,
            }),
        })
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
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(key, _)| *key == name)
            .find_map(|(_, value)| self.signer.open(value))
    }

    /// The header that sets the session's cookie.
    pub(crate) fn set_cookie(
        &self,
        headers: &HeaderMap,
        session: &Session,
    ) -> (HeaderName, HeaderValue) {
        self.cookie(headers, &self.signer.seal(session), "")
    }

    /// The header that deletes the session's cookie.
    pub(crate) fn clear_cookie(&self, headers: &HeaderMap) -> (HeaderName, HeaderValue) {
        self.cookie(headers, "", "; Max-Age=0")
    }

    fn cookie(&self, headers: &HeaderMap, value: &str, more: &str) -> (HeaderName, HeaderValue) {
        let secure = if self.origin.is_secure(headers) {
            "; Secure"
        } else {
            ""
        };
        let name = self.cookie_name(headers);
        let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}");
        // Base64 and fixed words: always a valid header.
        (
            SET_COOKIE,
            HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("")),
        )
    }

    /// `__Host-` makes browsers refuse the cookie from a neighbouring host or over plain http; on loopback there is no
    /// TLS.
    fn cookie_name(&self, headers: &HeaderMap) -> &'static str {
        if self.origin.is_secure(headers) {
            "__Host-mailbox-panel"
        } else {
            "mailbox-panel"
        }
    }
}
