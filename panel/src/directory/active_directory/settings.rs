//! How a directory of Microsoft's kind is reached, and what the panel may do in it.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// How the directory is reached. It has no `Debug`, because it holds the service account's password.
#[derive(Clone)]
pub struct Settings {
    /// The domain controllers, the preferred one first.
    pub controllers: Vec<Controller>,
    /// The authorities whose certificates are trusted, a PEM file; without it those of the system.
    pub ca_file: Option<PathBuf>,
    /// The distinguished name of the organizational unit that holds every account which the panel may touch.
    pub scope: String,
    /// The account with which the panel finds people and does what administrators ask for: a user principal name, a
    /// distinguished name, or `DOMAIN\name`.
    pub service_account: String,
    /// Its password.
    pub service_password: String,
    /// Who looks after which mailboxes. Of several groups that somebody is in, all count.
    pub administrators: Vec<Administrators>,
    /// How many connections the service account has at most.
    pub service_connections: usize,
    /// How many people's own passwords are tried at once.
    pub personal_connections: usize,
    /// For how long the old password still works (`OldPasswordAllowedPeriod`), which cannot be read over LDAP; `None`
    /// if nobody knows.
    pub old_password_grace: Option<Duration>,
    /// How long to wait for a controller while there is another one to ask.
    pub failover_after: Duration,
    /// How long to wait for a controller otherwise.
    pub operation_timeout: Duration,
}

impl Settings {
    /// The settings that have no default, and the defaults of the others.
    #[must_use]
    pub const fn new(
        controllers: Vec<Controller>,
        scope: String,
        service_account: String,
        service_password: String,
    ) -> Self {
        Self {
            controllers,
            ca_file: None,
            scope,
            service_account,
            service_password,
            administrators: Vec::new(),
            service_connections: 8,
            personal_connections: 32,
            old_password_grace: Some(Duration::from_secs(3600)),
            failover_after: Duration::from_secs(1),
            operation_timeout: Duration::from_secs(10),
        }
    }
}

/// A group whose members are administrators of mailboxes. Members of nested groups count too.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Administrators {
    /// The group's distinguished name.
    pub group: String,
    /// What they look after: the distinguished name of an organizational unit or of the domain, or the domain of
    /// addresses, as in `corp.example`.
    pub area: String,
}

/// A domain controller. There is no way to reach one without TLS.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Controller {
    url: String,
    start_tls: bool,
}

impl Controller {
    /// Where it is, as LDAP has it.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// Whether TLS begins on the plain port, before anything else is sent.
    pub(super) const fn start_tls(&self) -> bool {
        self.start_tls
    }
}

impl fmt::Display for Controller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

impl FromStr for Controller {
    type Err = String;

    /// `ldaps://HOST[:PORT]`, `ldap://HOST[:PORT]` for StartTLS, or `HOST[:PORT]`, which is `ldaps`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (start_tls, host) = match text.split_once("://") {
            None => (false, text),
            Some(("ldaps", host)) => (false, host),
            Some(("ldap", host)) => (true, host),
            Some((scheme, _)) => {
                return Err(format!(
                    "{scheme}:// is no scheme of a controller; write ldaps://HOST, or ldap://HOST for StartTLS"
                ));
            }
        };
        let host = host.strip_suffix('/').unwrap_or(host);
        if host.contains(['[', ']']) || host.matches(':').count() > 1 {
            return Err(format!(
                "{host} is an IPv6 address; write the controller's name instead, which its certificate has"
            ));
        }
        let (name, port) = host.split_once(':').unwrap_or((host, "0"));
        let is_name = !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
        if !is_name || port.parse::<u16>().is_err() {
            return Err(format!(
                "{text:?} is no controller; write ldaps://HOST or ldaps://HOST:PORT"
            ));
        }
        let scheme = if start_tls { "ldap" } else { "ldaps" };
        Ok(Self {
            url: format!("{scheme}://{host}"),
            start_tls,
        })
    }
}

/// Reads a list of controllers, separated by commas; what stands before the first name holds for all:
/// `ldaps://dc1.corp.example,dc2.corp.example`.
///
/// # Errors
/// One of them is no controller, or there is none.
pub fn parse_controllers(text: &str) -> Result<Vec<Controller>, String> {
    let scheme = text.split_once("://").map_or("ldaps", |(scheme, _)| scheme);
    text.split(',')
        .map(str::trim)
        .map(|part| {
            if part.contains("://") {
                part.parse()
            } else {
                format!("{scheme}://{part}").parse()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = parse_controllers(text)
            .unwrap()
            .iter()
            .map(|controller| (controller.url.clone(), controller.start_tls))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|url| ((*url).to_owned(), url.starts_with("ldap:")))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_list_has_one_scheme_or_one_each() {
        check("ldaps://dc1.corp.example", &["ldaps://dc1.corp.example"]);
        check("dc1, dc2:3636", &["ldaps://dc1", "ldaps://dc2:3636"]);
        check("ldap://dc1,dc2", &["ldap://dc1", "ldap://dc2"]);
        check("ldaps://dc1/,ldap://dc2", &["ldaps://dc1", "ldap://dc2"]);
    }

    #[test]
    fn what_is_no_controller_is_refused_with_what_to_write() {
        for (text, expected) in [
            ("", "write ldaps://HOST"),
            ("ldaps://", "write ldaps://HOST"),
            ("ldaps://dc1,", "write ldaps://HOST"),
            ("http://dc1", "http:// is no scheme"),
            ("ldaps://[::1]", "IPv6"),
            ("::1", "IPv6"),
            ("ldaps://dc1:port", "ldaps://HOST:PORT"),
            ("ldaps://dc1 dc2", "write ldaps://HOST"),
        ] {
            let error = parse_controllers(text).unwrap_err();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
}
