//! Proxies that the operator trusts: behind them, the person whom they name is who sends a request.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::header::FORWARDED;
use axum::http::{HeaderMap, HeaderName};
use ipnet::IpNet;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The proxies whose word counts.
#[derive(Clone, Debug, Default)]
pub(crate) struct TrustedProxies(pub(crate) Vec<IpNet>);

impl TrustedProxies {
    /// Who sent a request: the last address in `X-Forwarded-For` or `Forwarded` that is no trusted proxy's. Only what a
    /// trusted proxy has sent is read. A proxy adds to one of the two headers and may pass on the other as it came, so
    /// if the two name different people, one is forged, and the request is counted for the proxy.
    pub(crate) fn source(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.is_trusted(peer) {
            return peer;
        }
        let listed = self.last_untrusted(x_forwarded_for(headers));
        let named = self.last_untrusted(forwarded(headers));
        match (listed, named) {
            (Some(one), Some(other)) if one != other => peer,
            (one, other) => one.or(other).flatten().unwrap_or(peer),
        }
    }

    /// From the right, the first address that is no trusted proxy's: `Some(None)` if there is something else before it,
    /// or only trusted ones; `None` if nothing is listed.
    fn last_untrusted(&self, listed: Vec<Option<IpAddr>>) -> Option<Option<IpAddr>> {
        if listed.is_empty() {
            return None;
        }
        let first = listed
            .into_iter()
            .rev()
            .find(|address| !address.is_some_and(|address| self.is_trusted(address)));
        Some(first.flatten())
    }

    fn is_trusted(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }
}

/// The network that a limit counts an address for. Over IPv6 one client has a whole network, the first 64 bits.
pub(crate) fn client_network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// The addresses in `X-Forwarded-For`, which proxies append to; `None` for what is no address.
fn x_forwarded_for(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    elements(headers, &X_FORWARDED_FOR).map(address).collect()
}

/// The addresses in the `for` of each element of `Forwarded` (RFC 7239). No address has a comma or a semicolon, so
/// neither has to be looked for inside quotes: what is torn apart there is no address.
fn forwarded(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    elements(headers, &FORWARDED)
        .map(|element| {
            element.split(';').find_map(|pair| {
                let (name, value) = pair.split_once('=')?;
                let is_for = name.trim().eq_ignore_ascii_case("for");
                is_for.then(|| address(value.trim().trim_matches('"')))?
            })
        })
        .collect()
}

/// What stands between the commas of a header, on all its lines.
fn elements<'a>(headers: &'a HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'a str> {
    headers
        .get_all(name)
        .iter()
        .flat_map(|line| line.to_str().unwrap_or("?").split(','))
        .map(str::trim)
}

/// `192.0.2.1`, `2001:db8::1` or `[2001:db8::1]`, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let address = bare
        .parse()
        .or_else(|_| text.parse().map(|address: SocketAddr| address.ip()));
    address.ok().map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROXY: &str = "10.0.0.1";

    /// Whom a request counts for that comes from this address with these headers.
    #[track_caller]
    fn check(peer: &str, headers: &[(&'static str, &'static str)], expected: &str) {
        let proxies = TrustedProxies(vec![
            "10.0.0.0/24".parse().unwrap(),
            "2001:db8:ff::/48".parse().unwrap(),
        ]);
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        let source = proxies.source(peer.parse().unwrap(), &map);
        assert_eq!(source.to_string(), expected, "{peer} {headers:?}");
    }

    #[test]
    fn a_stranger_is_not_believed() {
        check(
            "192.0.2.9",
            &[("x-forwarded-for", "192.0.2.1")],
            "192.0.2.9",
        );
        check("192.0.2.9", &[("forwarded", "for=192.0.2.1")], "192.0.2.9");
    }

    #[test]
    fn behind_a_trusted_proxy_the_last_stranger_counts() {
        let header = "x-forwarded-for";
        check(PROXY, &[(header, "192.0.2.1")], "192.0.2.1");
        check("::ffff:10.0.0.1", &[(header, "192.0.2.1")], "192.0.2.1");
        check(PROXY, &[(header, "203.0.113.7, 192.0.2.1")], "192.0.2.1");
        check(PROXY, &[(header, "192.0.2.1, 10.0.0.2")], "192.0.2.1");
        check(
            PROXY,
            &[(header, "203.0.113.7"), (header, "192.0.2.1")],
            "192.0.2.1",
        );
        check(PROXY, &[(header, "192.0.2.1:4711")], "192.0.2.1");
        check(PROXY, &[(header, "2001:db8::1")], "2001:db8::1");
        check(PROXY, &[(header, "[2001:db8::1]:80")], "2001:db8::1");
        check(
            PROXY,
            &[(
                "forwarded",
                "for=203.0.113.7, for=\"[2001:db8::1]:80\";proto=https;by=10.0.0.1",
            )],
            "2001:db8::1",
        );
        check(
            PROXY,
            &[("forwarded", "proto=https; For=192.0.2.1")],
            "192.0.2.1",
        );
        check("2001:db8:ff::1", &[(header, "192.0.2.1")], "192.0.2.1");
    }

    #[test]
    fn where_nobody_is_named_the_proxy_counts() {
        for (name, value) in [
            ("x-forwarded-for", "unknown"),
            ("x-forwarded-for", "10.0.0.2"),
            ("x-forwarded-for", "192.0.2.1, nonsense"),
            ("x-forwarded-for", ""),
            ("forwarded", "for=_hidden"),
            ("forwarded", "proto=https"),
            ("host", "a"),
        ] {
            check(PROXY, &[(name, value)], PROXY);
        }
    }

    #[test]
    fn where_two_headers_disagree_one_is_forged_and_the_proxy_counts() {
        let listed = ("x-forwarded-for", "192.0.2.1");
        check(
            PROXY,
            &[listed, ("forwarded", "for=192.0.2.1")],
            "192.0.2.1",
        );
        check(PROXY, &[listed, ("forwarded", "for=192.0.2.2")], PROXY);
        check(PROXY, &[listed, ("forwarded", "for=_hidden")], PROXY);
    }

    #[test]
    fn addresses_of_one_network_count_as_one() {
        let check = |one: &str, other: &str| {
            client_network(one.parse().unwrap()) == client_network(other.parse().unwrap())
        };
        assert!(check("2001:db8:1:2::3", "2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assert!(!check("2001:db8:1:2::3", "2001:db8:1:3::3"));
        assert!(check("::ffff:192.0.2.1", "192.0.2.1"));
        assert!(!check("::ffff:192.0.2.1", "::ffff:192.0.2.2"));
    }
}
