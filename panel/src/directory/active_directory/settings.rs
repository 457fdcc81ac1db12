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

    /// `ldaps://HOST[:PORT]`, `ldap://HOST[:PORT]` for StartTLS, or `HOST[:PORT]`, which is `ldaps`. The error says what to
    /// write.
    fn from_str(text: &str) -> Result<Self, String> {
        let (start_tls, host) = match text.split_once("://") {
            None => (false, text),
            Some(("ldaps", host)) => (false, host),
            Some(("ldap", host)) => (true, host),
            Some(_) => return Err("write ldaps://HOST, or ldap://HOST for StartTLS".to_owned()),
        };
        let host = host.strip_suffix('/').unwrap_or(host);
        if host.contains(['[', ']']) || host.matches(':').count() > 1 {
            return Err(
                "write the controller's name, which its certificate has, and no IPv6 address"
                    .to_owned(),
            );
        }
        let (name, port) = host.split_once(':').unwrap_or((host, "0"));
        let is_name = !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
        if !is_name || port.parse::<u16>().is_err() {
            return Err(
                "write ldaps://HOST or ldaps://HOST:PORT, as in ldaps://dc1.corp.example"
                    .to_owned(),
            );
        }
        let scheme = if start_tls { "ldap" } else { "ldaps" };
        Ok(Self {
            url: format!("{scheme}://{host}"),
            start_tls,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, url: &str) {
        let controller = text.parse::<Controller>().unwrap();
        assert_eq!(controller.url, url, "{text}");
        assert_eq!(controller.start_tls, url.starts_with("ldap:"), "{text}");
    }

    #[test]
    fn a_controller_is_a_host_that_is_reached_with_tls() {
        check("ldaps://dc1.corp.example", "ldaps://dc1.corp.example");
        check("dc1.corp.example", "ldaps://dc1.corp.example");
        check("dc2:3636", "ldaps://dc2:3636");
        check("ldaps://dc1/", "ldaps://dc1");
        check("ldap://dc1", "ldap://dc1");
    }

    #[test]
    fn what_is_no_controller_is_refused_with_what_to_write() {
        for (text, expected) in [
            ("", "ldaps://HOST"),
            ("ldaps://", "ldaps://HOST"),
            ("http://dc1", "ldaps://HOST"),
            ("ldaps://[::1]", "IPv6"),
            ("::1", "IPv6"),
            ("ldaps://dc1:port", "ldaps://HOST:PORT"),
            ("ldaps://dc1:", "ldaps://HOST:PORT"),
            ("ldaps://dc1 dc2", "ldaps://HOST"),
            ("ldaps://ann@dc1", "ldaps://HOST"),
        ] {
            let error = text.parse::<Controller>().unwrap_err();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
}
