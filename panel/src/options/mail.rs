//! Which server sends e-mails about changes.

use std::path::PathBuf;

use axum::http::Uri;

use super::error::OptionsError;
use super::given::Given;
use super::secret::Secret;
use crate::loopback::{is_bare, is_loopback};

/// Which server sends e-mails about changes, and as whom.
#[derive(Clone, Debug)]
pub struct MailOptions {
    /// The server's URL: `smtps://`, or `smtp://` with or without STARTTLS.
    pub server: String,
    /// The sender's address.
    pub from: String,
    /// The account at that server, if it wants one.
    pub account: Option<(String, Secret)>,
    /// The file that the account's password is from, if it is not from the environment.
    pub password_file: Option<PathBuf>,
}

impl MailOptions {
    /// Those that were given; `None` if no server was.
    pub(super) fn new(given: &Given) -> Result<Option<Self>, OptionsError> {
        let Some(server) = &given.smtp else {
            return Ok(None);
        };
        let protection = Protection::of(server).ok_or_else(|| {
            OptionsError::new(
                "--smtp takes smtps://HOST, or smtp://HOST:587?tls=required, without an account: --smtp-user names that",
            )
        })?;
        let from = given.smtp_from.clone().ok_or_else(|| {
            OptionsError::new("--smtp needs --smtp-from ADDRESS too, the sender's address")
        })?;
        let account = match &given.smtp_user {
            None => None,
            Some(_) if protection == Protection::None => {
                return Err(OptionsError::new(
                    "--smtp-user has a password, which is not sent where others can read it: write --smtp smtps://HOST, or \
                     smtp://HOST:587?tls=required; smtp:// alone is for a server on this machine",
                ));
            }
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
            password_file: given.smtp_password_file.clone(),
        }))
    }
}

/// Who could read what is sent to a server.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Protection {
    /// Everybody on the way, or whoever suppresses STARTTLS.
    None,
    /// Nobody: the server is on this machine.
    SameMachine,
    /// Nobody: nothing is sent without TLS.
    Tls,
}

impl Protection {
    /// Of the server with this URL; `None` if it is none, or has an account in it.
    fn of(server: &str) -> Option<Self> {
        let url = server.parse::<Uri>().ok()?;
        let authority = url.authority().filter(|authority| is_bare(authority))?;
        match url.scheme_str()? {
            "smtps" => Some(Self::Tls),
            "smtp" if url.query() == Some("tls=required") => Some(Self::Tls),
            "smtp" if is_loopback(authority.host()) => Some(Self::SameMachine),
            "smtp" => Some(Self::None),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, expected: Option<Protection>) {
        assert_eq!(Protection::of(url), expected, "{url}");
    }

    #[test]
    fn who_could_read_what_is_sent_is_told_by_the_url() {
        check("smtps://mail.example.com", Some(Protection::Tls));
        check("smtps://mail.example.com:465", Some(Protection::Tls));
        check(
            "smtp://mail.example.com:587?tls=required",
            Some(Protection::Tls),
        );
        check(
            "smtp://mail.example.com/panel?tls=required",
            Some(Protection::Tls),
        );
        check("smtp://localhost", Some(Protection::SameMachine));
        check("smtp://[::1]:25", Some(Protection::SameMachine));
        for url in [
            "smtp://mail.example.com",
            "smtp://mail.example.com:587",
            "smtp://mail.example.com:587?tls=opportunistic",
            "smtp://mail.example.com?tls=opportunistic&tls=required",
            "smtp://mail.example.com?name=a#?tls=required",
            "smtp://localhost.example.com",
        ] {
            check(url, Some(Protection::None));
        }
        for url in [
            "",
            "mail.example.com",
            "https://mail.example.com",
            "smtp://",
            "smtp://ann@mail.example.com",
            "smtp://127.0.0.1:x@mail.example.com",
        ] {
            check(url, None);
        }
    }
}
