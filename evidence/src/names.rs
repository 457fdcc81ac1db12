//! The names in a log: with what name somebody signed in, as the address of a mailbox, and which computers are servers.

use std::net::IpAddr;

use crate::text::MAX_TEXT;

/// How the names in a log are read.
#[derive(Clone, Debug, Default)]
pub struct Names {
    domain: Option<String>,
    servers: Vec<Server>,
}

/// A server that tries passwords for others.
#[derive(Clone, Debug)]
enum Server {
    Address(IpAddr),
    /// The computer's name as Windows writes it, in capitals.
    Computer(String),
}

/// The longest name of a computer in Windows' events (NetBIOS), in characters.
const MAX_COMPUTER: usize = 15;

impl Names {
    /// Names without a domain, and `DOMAIN\name` as Windows writes it, belong to this mail domain. Without one they are
    /// left out.
    #[must_use]
    pub fn of_domain(domain: Option<&str>) -> Self {
        Self {
            domain: domain.map(str::to_lowercase),
            servers: Vec::new(),
        }
    }

    /// The same, with mail servers by the names of their computers or by their addresses: a password that one of them
    /// tried was somebody else's.
    #[must_use]
    pub fn with_servers<'a>(self, servers: impl IntoIterator<Item = &'a str>) -> Self {
        let servers = servers.into_iter().map(|name| match address(name) {
            Some(address) => Server::Address(address),
            None => Server::Computer(computer(name)),
        });
        Self {
            servers: servers.collect(),
            ..self
        }
    }

    /// Whether a computer is one of the mail servers.
    pub(crate) fn is_server(&self, name: &str) -> bool {
        !name.is_empty() && !self.servers.is_empty() && {
            let name = computer(name);
            let mut servers = self.servers.iter();
            servers.any(|server| matches!(server, Server::Computer(server) if *server == name))
        }
    }

    /// Whether an address is one of the mail servers'.
    pub(crate) fn is_server_address(&self, text: &str) -> bool {
        !self.servers.is_empty()
            && address(text).is_some_and(|address| {
                let mut servers = self.servers.iter();
                servers
                    .any(|server| matches!(server, Server::Address(server) if *server == address))
            })
    }

    /// The address, in lower case; `None` if it cannot be one. Computers' own accounts, which end in `$`, have no
    /// mailbox.
    pub(crate) fn address(&self, name: &str) -> Option<String> {
        let name = name.trim();
        if name.len() > MAX_TEXT {
            return None;
        }
        let name = name.to_lowercase();
        let (local, domain) = match (name.rsplit_once('@'), name.rsplit_once('\\')) {
            (Some((local, domain)), None) => (local, domain),
            (Some((_, domain)), Some((_, name))) if !domain.contains('\\') => {
                (name.rsplit_once('@')?.0, domain)
            }
            (Some(_), Some(_)) => return None,
            (None, Some((_, local))) => (local, self.domain.as_deref()?),
            (None, None) => (name.as_str(), self.domain.as_deref()?),
        };
        let is_address = !local.is_empty()
            && !local.ends_with('$')
            && local
                .chars()
                .all(|letter| letter.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(letter))
            && !domain.is_empty()
            && domain
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '.' || letter == '-');
        is_address.then(|| format!("{local}@{domain}"))
    }
}

/// The first part of a computer's full name, as long as Windows' events have it.
fn computer(name: &str) -> String {
    let first = name.trim().split('.').next().unwrap_or_default();
    first
        .chars()
        .take(MAX_COMPUTER)
        .collect::<String>()
        .to_uppercase()
}

fn address(text: &str) -> Option<IpAddr> {
    let address: IpAddr = text.trim().parse().ok()?;
    Some(address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_known_by_name_and_by_address() {
        let servers = ["exchange-server-01.corp.test", "192.0.2.7", "2001:db8::7"];
        let names = Names::of_domain(None).with_servers(servers);
        for server in [
            "EXCHANGE-SERVER",
            "exchange-server.corp.test",
            "Exchange-Server-01",
        ] {
            assert!(names.is_server(server), "{server}");
        }
        for other in ["", "EXCHANGE", "OFFICE-PC", "192.0.2.7"] {
            assert!(!names.is_server(other), "{other}");
        }
        for server in ["192.0.2.7", "::ffff:192.0.2.7", "2001:db8:0::7"] {
            assert!(names.is_server_address(server), "{server}");
        }
        for other in ["", "-", "192.0.2.70", "EXCHANGE-SERVER"] {
            assert!(!names.is_server_address(other), "{other}");
        }
        assert!(!Names::default().is_server("OFFICE-PC"));
    }

    #[test]
    fn a_name_becomes_an_address_or_nothing() {
        let names = Names::of_domain(Some("Corp.Test"));
        let check = |name: &str, expected: Option<&str>| {
            assert_eq!(names.address(name).as_deref(), expected, "{name}");
        };
        check("Alice@Corp.Test", Some("alice@corp.test"));
        check(" alice ", Some("alice@corp.test"));
        check("CORP\\alice", Some("alice@corp.test"));
        check("CORP\\alice@mail.test", Some("alice@mail.test"));
        check("o'neil+x@a-b.test", Some("o'neil+x@a-b.test"));
        for none in [
            "",
            "-",
            "@",
            "alice@",
            "@corp.test",
            "OFFICE-PC$",
            "a b",
            "a>, rip=1.2.3.4, user=<b",
            "a\r\nb",
            "a@b@c\\d",
            "\\",
            "correct horse battery staple",
        ] {
            let expected = (none == "-").then_some("-@corp.test");
            check(none, expected);
        }
        check(&"a".repeat(300), None);
        assert_eq!(Names::default().address("alice"), None);
        assert_eq!(Names::default().address("CORP\\alice"), None);
    }
}
