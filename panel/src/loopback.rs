//! Which hosts are this machine itself.

use std::net::IpAddr;

use axum::http::uri::Authority;

/// Whether what is sent to this host stays on this machine: `localhost`, or a loopback address, in brackets or not.
pub(crate) fn is_loopback(host: &str) -> bool {
    let address = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(host);
    host.eq_ignore_ascii_case("localhost")
        || address
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// The same for `HOST` or `HOST:PORT`, as the header `Host` has it.
pub(crate) fn is_loopback_with_port(text: &str) -> bool {
    text.parse::<Authority>()
        .is_ok_and(|authority| is_bare(&authority) && is_loopback(authority.host()))
}

/// Whether this is a host, with a port or without, and no account.
pub(crate) fn is_bare(authority: &Authority) -> bool {
    let host = authority.host();
    let rest = authority.as_str().strip_prefix(host);
    !host.is_empty() && rest.is_some_and(|rest| rest.is_empty() || authority.port_u16().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_known_by_its_names_and_addresses() {
        for host in [
            "localhost",
            "LOCALHOST",
            "127.0.0.1",
            "127.9.9.9",
            "::1",
            "[::1]",
        ] {
            assert!(is_loopback(host), "{host}");
        }
        for host in [
            "",
            "example.com",
            "localhost.example.com",
            "192.0.2.1",
            "[fe80::1]",
            "::",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
        for text in [
            "localhost",
            "localhost:8080",
            "127.0.0.1:80",
            "[::1]",
            "[::1]:8080",
        ] {
            assert!(is_loopback_with_port(text), "{text}");
        }
        for text in [
            "",
            "localhost:port",
            "ann@localhost",
            "localhost@example.com",
            "127.0.0.1:x@example.com",
            "192.168.0.1:8080",
        ] {
            assert!(!is_loopback_with_port(text), "{text}");
        }
    }
}
