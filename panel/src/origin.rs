//! Where a request comes from: the host it names, and whether a page of this panel sent it.

use axum::http::header::{HOST, ORIGIN, REFERER};
use axum::http::{HeaderMap, HeaderName, Uri};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Whether a page of this panel's own origin sent it. Browsers say so in `Sec-Fetch-Site`; without it the `Origin` and
/// then the `Referer` must name this host. A request that says nothing is refused.
pub(crate) fn is_own_page(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get(SEC_FETCH_SITE) {
        return site == "same-origin";
    }
    let Some(host) = text(headers, HOST) else {
        return false;
    };
    text(headers, ORIGIN)
        .or_else(|| text(headers, REFERER))
        .and_then(|from| from.parse::<Uri>().ok())
        .is_some_and(|from| {
            from.authority()
                .is_some_and(|authority| authority.as_str() == host)
        })
}

/// Whether the browser reached the panel by a loopback name, where cookies need no TLS.
pub(crate) fn is_loopback(headers: &HeaderMap) -> bool {
    text(headers, HOST).is_some_and(|host| {
        let name = host.rsplit_once(':').map_or(host, |(name, port)| {
            if port.chars().all(|digit| digit.is_ascii_digit()) {
                name
            } else {
                host
            }
        });
        let address = name.trim_start_matches('[').trim_end_matches(']');
        name == "localhost"
            || address
                .parse::<std::net::IpAddr>()
                .is_ok_and(|address| address.is_loopback())
    })
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn only_a_page_of_this_origin_may_write() {
        let check = |pairs: &[(&'static str, &'static str)]| is_own_page(&headers(pairs));
        assert!(check(&[("sec-fetch-site", "same-origin"), ("host", "a")]));
        for other in ["same-site", "cross-site", "none", ""] {
            assert!(
                !check(&[
                    ("sec-fetch-site", other),
                    ("host", "a"),
                    ("origin", "http://a")
                ]),
                "{other}"
            );
        }
        assert!(check(&[("host", "a:1"), ("origin", "http://a:1")]));
        assert!(check(&[("host", "a"), ("referer", "https://a/mailbox")]));
        assert!(!check(&[("host", "a:1"), ("origin", "http://a:2")]));
        assert!(!check(&[
            ("host", "a"),
            ("origin", "null"),
            ("referer", "https://a/")
        ]));
        assert!(!check(&[("host", "a")]));
    }

    #[test]
    fn loopback_names_are_known_with_and_without_a_port() {
        let check = |host: &'static str| is_loopback(&headers(&[("host", host)]));
        for host in [
            "localhost",
            "localhost:8080",
            "127.0.0.1:80",
            "127.9.9.9",
            "[::1]",
            "[::1]:8080",
        ] {
            assert!(check(host), "{host}");
        }
        for host in [
            "example.com",
            "localhost.example.com",
            "192.168.0.1:8080",
            "[fe80::1]:80",
            "",
        ] {
            assert!(!check(host), "{host}");
        }
    }
}
