//! Which server sends e-mails about changes.

use super::error::OptionsError;
use super::given::Given;
use super::secret::Secret;

/// Which server sends e-mails about changes, and as whom.
#[derive(Clone, Debug)]
pub struct MailOptions {
    /// The server's URL: `smtps://`, or `smtp://` with or without STARTTLS.
    pub server: String,
    /// The sender's address.
    pub from: String,
    /// The account at that server, if it wants one.
    pub account: Option<(String, Secret)>,
}

impl MailOptions {
    /// Those that were given; `None` if no server was.
    pub(super) fn new(given: &Given) -> Result<Option<Self>, OptionsError> {
        let Some(server) = &given.smtp else {
            return Ok(None);
        };
        let is_known = server.starts_with("smtp://") || server.starts_with("smtps://");
        if !is_known || server.contains('@') {
            return Err(OptionsError::new(
                "--smtp takes smtps://HOST, or smtp://HOST:587?tls=required, without an account: --smtp-user names that",
            ));
        }
        let from = given.smtp_from.clone().ok_or_else(|| {
            OptionsError::new("--smtp needs --smtp-from ADDRESS too, the sender's address")
        })?;
        let account = match &given.smtp_user {
            None => None,
            Some(user) => {
                let file = given.smtp_password_file.as_deref();
                let password = Secret::read(file, "PANEL_SMTP_PASSWORD")?.ok_or_else(|| {
                    OptionsError::new(
                        "--smtp-user needs --smtp-password-file FILE, or PANEL_SMTP_PASSWORD in the environment, too",
                    )
                })?;
                Some((user.clone(), password))
            }
        };
        Ok(Some(Self {
            server: server.clone(),
            from,
            account,
        }))
    }
}
