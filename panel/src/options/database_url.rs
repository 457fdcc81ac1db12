//! The URL of a database, as PostgreSQL's own programs write it.

use std::net::IpAddr;
use std::time::Duration;

use serde::{Deserialize, Deserializer, de};
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode, TargetSessionAttrs};

use super::value::Text;
use crate::loopback::is_loopback;

/// A server or several, the database, and the account: `postgres://panel@db.example.com/panel`.
#[derive(Clone, Debug)]
pub struct DatabaseUrl {
    config: Config,
    has_tls: bool,
}

impl DatabaseUrl {
    /// As the database's client has it, without a password.
    pub(crate) const fn config(&self) -> &Config {
        &self.config
    }

    /// Whether it is reached with TLS: always, except on the machine itself.
    pub(crate) const fn has_tls(&self) -> bool {
        self.has_tls
    }
}

/// How long what was sent may stay without a sign that it has arrived.
const UNACKNOWLEDGED: Duration = Duration::from_secs(10);

const WANTED: &str = "write postgres://USER@HOST/DATABASE";

impl Text for DatabaseUrl {
    fn read(text: &str) -> Result<Self, String> {
        let (url, ssl_mode) = without_ssl_mode(text);
        if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
            return Err(WANTED.to_owned());
        }
        let mut config: Config = url.parse().map_err(|error| format!("{WANTED} ({error})"))?;
        if config.get_password().is_some() {
            return Err(
                "write no password here, but into the file of --database-password-file".to_owned(),
            );
        }
        if config.get_user().is_none_or(str::is_empty) || config.get_hosts().is_empty() {
            return Err(WANTED.to_owned());
        }
        let is_on_sockets = !config.get_hosts().iter().any(is_name);
        let has_tls = match ssl_mode {
            _ if is_on_sockets => false,
            None | Some("verify-full") => true,
            Some("disable") if is_here(&config) => false,
            Some("disable") => {
                return Err("sslmode=disable is for a server on this machine alone".to_owned());
            }
            Some(_) => {
                return Err(
                    "sslmode is verify-full, which it is without being written, or disable for a server on this machine"
                        .to_owned(),
                );
            }
        };
        if has_tls && !config.get_hosts().iter().all(is_name) {
            return Err("name either servers or a folder of sockets".to_owned());
        }
        config
            .ssl_mode(match has_tls {
                true => SslMode::Require,
                false => SslMode::Disable,
            })
            // Of several servers the one that can be written to.
            .target_session_attrs(TargetSessionAttrs::ReadWrite)
            .tcp_user_timeout(UNACKNOWLEDGED);
        if config.get_application_name().is_none() {
            config.application_name("mailbox-password-panel");
        }
        Ok(Self { config, has_tls })
    }
}

impl<'de> Deserialize<'de> for DatabaseUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        // The text is not shown: there may be a password in it.
        Self::read(&text).map_err(de::Error::custom)
    }
}

/// Separates the parameter `sslmode` from the URL: the client library does not know `verify-full`, so it is read here.
fn without_ssl_mode(text: &str) -> (String, Option<&str>) {
    let Some((url, query)) = text.split_once('?') else {
        return (text.to_owned(), None);
    };
    let ssl_mode = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("sslmode="));
    let others: Vec<_> = query
        .split('&')
        .filter(|pair| !pair.starts_with("sslmode="))
        .collect();
    match others[..] {
        [] => (url.to_owned(), ssl_mode),
        _ => (format!("{url}?{}", others.join("&")), ssl_mode),
    }
}

const fn is_name(host: &Host) -> bool {
    match host {
        Host::Tcp(_) => true,
        #[cfg(unix)]
        Host::Unix(_) => false,
    }
}

/// Whether what is sent to these hosts stays on this machine.
fn is_here(config: &Config) -> bool {
    let is_local = |host: &Host| match host {
        Host::Tcp(host) => is_loopback(host),
        #[cfg(unix)]
        Host::Unix(_) => true,
    };
    config.get_hosts().iter().all(is_local)
        && config.get_hostaddrs().iter().all(IpAddr::is_loopback)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, expected: Result<bool, &str>) {
        let read = DatabaseUrl::read(url).map(|url| url.has_tls());
        match (&read, expected) {
            (Ok(has_tls), Ok(expected)) => assert_eq!(*has_tls, expected, "{url}"),
            (Err(error), Err(expected)) => assert!(error.contains(expected), "{url}: {error}"),
            _ => panic!("{url}: {read:?}"),
        }
    }

    #[test]
    fn another_machine_is_reached_with_tls_alone() {
        check("postgres://panel@db.example.com/panel", Ok(true));
        check("postgresql://panel@db.example.com:5433", Ok(true));
        check(
            "postgres://panel@a.example.com,b.example.com/panel",
            Ok(true),
        );
        check("postgres://panel@db/panel?sslmode=verify-full", Ok(true));
        check("postgres://panel@127.0.0.1/panel", Ok(true));
        check(
            "postgres://panel@127.0.0.1/panel?sslmode=disable",
            Ok(false),
        );
        check(
            "postgres://panel@localhost/panel?sslmode=disable",
            Ok(false),
        );
        check("postgres://panel@%2Frun%2Fpostgresql/panel", Ok(false));
        check("postgres://panel@/panel?host=/run/postgresql", Ok(false));
        for url in [
            "postgres://panel@db/panel?sslmode=disable",
            "postgres://panel@localhost,db/panel?sslmode=disable",
            "postgres://panel@localhost/panel?hostaddr=192.0.2.1&sslmode=disable",
        ] {
            check(url, Err("on this machine alone"));
        }
        for mode in ["allow", "prefer", "require", "verify-ca", ""] {
            let url = format!("postgres://panel@db/panel?sslmode={mode}");
            check(&url, Err("sslmode is verify-full"));
        }
    }

    #[test]
    fn what_is_no_database_is_refused_with_what_to_write() {
        for url in [
            "",
            "db.example.com",
            "mysql://panel@db/panel",
            "postgres://db/panel",
            "postgres://panel@db:port/panel",
            "postgres://panel@db/panel?colour=red",
            "host=db user=panel",
        ] {
            check(url, Err("postgres://USER@HOST/DATABASE"));
        }
        check("postgres://panel:secret@db/panel", Err("no password here"));
        check(
            "postgres://panel@db/panel?password=secret",
            Err("no password here"),
        );
    }
}
