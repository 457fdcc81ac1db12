//! Signing sessions, and what is derived from them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use cookie::{Cookie, CookieJar, Key};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::directory::DirectoryError;
use crate::session::Session;

/// The least length of a secret that keys are derived from, in bytes.
const LEAST_SECRET: usize = 32;

/// The name under which a session is signed. The cookie's own name depends on how browsers reach the panel.
const SIGNED_NAME: &str = "session";

/// Signs sessions and derives their tokens.
pub(crate) struct Signer {
    key: Key,
    tokens: Hmac<Sha256>,
}

impl Signer {
    pub(crate) fn new(secret: &[u8]) -> Result<Self, DirectoryError> {
        let unusable = |why: String| {
            DirectoryError::Unavailable(format!("the signing key is unusable: {why}"))
        };
        if secret.len() < LEAST_SECRET {
            return Err(unusable(format!("it is shorter than {LEAST_SECRET} bytes")));
        }
        Ok(Self {
            key: Key::derive_from(secret),
            tokens: Hmac::new_from_slice(secret).map_err(|error| unusable(error.to_string()))?,
        })
    }

    /// The cookie's value.
    pub(crate) fn seal(&self, session: &Session) -> String {
        // A session is plain data, so writing it cannot fail; an empty one would simply not open.
        let payload = URL_SAFE_NO_PAD.encode(serde_json::to_vec(session).unwrap_or_default());
        let mut jar = CookieJar::new();
        jar.signed_mut(&self.key)
            .add(Cookie::new(SIGNED_NAME, payload));
        let sealed = jar.get(SIGNED_NAME).map(Cookie::value);
        sealed.unwrap_or_default().to_owned()
    }

    /// The session in a cookie's value, if this panel signed it.
    pub(crate) fn open(&self, value: &str) -> Option<Session> {
        let sealed = Cookie::new(SIGNED_NAME, value.to_owned());
        let opened = CookieJar::new().signed(&self.key).verify(sealed)?;
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(opened.value()).ok()?).ok()
    }

    /// The token that a page of this session sends back in a header.
    pub(crate) fn token(&self, session: &Session) -> String {
        URL_SAFE_NO_PAD.encode(self.mac("csrf", &session.id).finalize().into_bytes())
    }

    /// Whether that is the session's token; takes as long whatever was sent.
    pub(crate) fn is_token(&self, session: &Session, sent: &str) -> bool {
        URL_SAFE_NO_PAD
            .decode(sent)
            .is_ok_and(|sent| self.mac("csrf", &session.id).verify_slice(&sent).is_ok())
    }

    /// What a page and a later request have in common if they are of one session. It opens nothing.
    pub(crate) fn mark(&self, session: &Session) -> String {
        URL_SAFE_NO_PAD.encode(self.mac("page", &session.id).finalize().into_bytes())
    }

    fn mac(&self, purpose: &str, text: &str) -> Hmac<Sha256> {
        let mut mac = self.tokens.clone();
        mac.update(purpose.as_bytes());
        mac.update(b"\0");
        mac.update(text.as_bytes());
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::directory::{Account, Role};

    fn session() -> Session {
        let account = Account {
            mailbox: "ann@example.com".to_owned(),
            area: None,
            account_name: "ann".to_owned(),
            display_name: "Ann".to_owned(),
            must_change: false,
            last_change: None,
        };
        Session::start(&account, Role::User, Timestamp::from_millis(0), None).unwrap()
    }

    #[test]
    fn a_cookie_that_was_altered_or_signed_elsewhere_does_not_open() {
        let signer = Signer::new(&[1; 32]).unwrap();
        let session = session();
        let sealed = signer.seal(&session);
        assert!(signer.open(&sealed).is_some());
        assert!(Signer::new(&[2; 32]).unwrap().open(&sealed).is_none());
        assert!(signer.open(&format!("A{sealed}")).is_none());
        assert!(signer.open("").is_none());
        assert!(Signer::new(&[1; 31]).is_err(), "a key that is too short");
        assert!(
            signer.open(&signer.token(&session)).is_none(),
            "a token is no session"
        );
    }
}
