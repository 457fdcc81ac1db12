//! Who is asking: the session in the cookie, checked against the directory.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::directory::{Account, DirectoryError, Role, domain_of};
use crate::panel::Panel;
use crate::session::{Session, Standing};

/// Somebody who is signed in.
pub(crate) struct Caller {
    pub(crate) session: Session,
    pub(crate) account: Account,
    /// Whether a page that is loaded now extends the session.
    pub(crate) extends: bool,
}

impl Panel {
    /// The caller; `None` if nobody is signed in, or no longer.
    pub(crate) async fn caller(
        &self,
        headers: &HeaderMap,
    ) -> Result<Option<Caller>, DirectoryError> {
        let Some(session) = self.session(headers) else {
            return Ok(None);
        };
        let mailbox = session.mailbox.clone();
        let Some(account) = self
            .directory
            .look_up(move |directory| directory.account(&mailbox))
            .await?
        else {
            return Ok(None);
        };
        if session.role == Role::Administrator && account.role != Role::Administrator {
            return Ok(None);
        }
        Ok(match session.standing(&account, self.now()) {
            Standing::Current => Some(Caller {
                session,
                account,
                extends: true,
            }),
            Standing::Ended => None,
            Standing::Superseded => Some(Caller {
                session,
                account,
                extends: false,
            }),
        })
    }

    /// The mailbox with this address, if it is in the caller's domain: an administrator looks after those.
    pub(crate) async fn looked_after(
        &self,
        caller: &Caller,
        mailbox: &str,
    ) -> Result<Option<Account>, DirectoryError> {
        let mailbox = mailbox.to_owned();
        let account = self
            .directory
            .look_up(move |directory| directory.account(&mailbox))
            .await?;
        let own = domain_of(&caller.account.mailbox);
        Ok(account.filter(|account| !own.is_empty() && account.domain() == own))
    }

    /// The session in the cookie, whatever it is worth.
    pub(crate) fn session(&self, headers: &HeaderMap) -> Option<Session> {
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

    /// The header that gives the browser this session.
    pub(crate) fn set_cookie(
        &self,
        headers: &HeaderMap,
        session: &Session,
    ) -> (HeaderName, HeaderValue) {
        self.cookie(headers, &self.signer.seal(session), "")
    }

    /// The header that takes the session from the browser.
    pub(crate) fn clear_cookie(&self, headers: &HeaderMap) -> (HeaderName, HeaderValue) {
        self.cookie(headers, "", "; Max-Age=0")
    }

    fn cookie(&self, headers: &HeaderMap, value: &str, more: &str) -> (HeaderName, HeaderValue) {
        let secure = if self.site.is_secure(headers) {
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
        if self.site.is_secure(headers) {
            "__Host-mailbox-panel"
        } else {
            "mailbox-panel"
        }
    }
}
