//! The panel's own origin, and whether a page of that origin sent a request.

use std::str::FromStr;

use axum::http::header::{HOST, ORIGIN, REFERER};
use axum::http::{HeaderMap, HeaderName, Uri};

use crate::loopback::is_loopback_with_port;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The origin that browsers know the panel by: scheme, host and port, as they write it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Origin(String);

impl FromStr for Origin {
    type Err = ();

    /// https, or http under a loopback name; nothing after the host but its port.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (scheme, rest) = text.split_once("://").ok_or(())?;
        let host = rest.strip_suffix('/').unwrap_or(rest).to_ascii_lowercase();
        let authority = format!("{scheme}://{host}").parse::<Uri>().map_err(drop)?;
        let is_bare = authority
            .authority()
            .is_some_and(|parsed| parsed.as_str() == host && !host.contains('@'));
        let (is_known, port) = match scheme {
            "https" => (true, ":443"),
            "http" => (is_loopback_with_port(&host), ":80"),
            _ => (false, ""),
        };
        if !is_bare || !is_known {
            return Err(());
        }
        let host = host.strip_suffix(port).unwrap_or(&host);
        Ok(Self(format!("{scheme}://{host}")))
    }
}

impl Origin {
    /// Whether only browsers on this machine can reach it.
    pub(crate) fn is_loopback(&self) -> bool {
        self.0
            .split_once("://")
            .is_some_and(|(_, host)| is_loopback_with_port(host))
    }
}

/// The panel's own origin, as far as it is known.
pub(crate) struct PanelOrigin(pub(crate) Option<Origin>);

impl PanelOrigin {
    /// Whether a page of this panel's own origin sent it. Browsers say so in `Sec-Fetch-Site`; without it the `Origin`
    /// and then the `Referer` must name the panel: its origin, or else the host of the request. A request that says
    /// nothing is refused.
    pub(crate) fn is_same_origin(&self, headers: &HeaderMap) -> bool {
        if let Some(site) = headers.get(SEC_FETCH_SITE) {
            return site == "same-origin";
        }
        let Some(from) = text(headers, ORIGIN)
            .or_else(|| text(headers, REFERER))
            .and_then(|from| from.parse::<Uri>().ok())
        else {
            return false;
        };
        let Some(authority) = from.authority() else {
            return false;
        };
        match &self.0 {
            Some(Origin(own)) => {
                let scheme = from.scheme_str().unwrap_or_default();
                *own == format!("{scheme}://{authority}")
            }
            None => text(headers, HOST).is_some_and(|host| host == authority.as_str()),
        }
    }

    /// Whether browsers are known to reach the panel by https.
    pub(crate) fn is_https(&self) -> bool {
        self.0
            .as_ref()
            .is_some_and(|Origin(own)| own.starts_with("https:"))
    }

    /// Whether cookies need TLS. Only under a loopback name they do not. A proxy may put such a name into
    /// the request; the origin tells what the browser sees.
    pub(crate) fn is_secure(&self, headers: &HeaderMap) -> bool {
        match &self.0 {
            Some(Origin(own)) => own.starts_with("https:"),
            None => !text(headers, HOST).is_some_and(is_loopback_with_port),
        }
    }
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
        let check = |pairs: &[(&'static str, &'static str)]| {
            PanelOrigin(None).is_same_origin(&headers(pairs))
        };
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
        let check = |host: &'static str| !PanelOrigin(None).is_secure(&headers(&[("host", host)]));
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

    #[test]
    fn a_given_origin_counts_and_not_what_a_proxy_makes_of_the_host() {
        let panel = PanelOrigin("https://Panel.example.com:443/".parse().ok());
        let check = |origin: &'static str| {
            panel.is_same_origin(&headers(&[("host", "127.0.0.1:8080"), ("origin", origin)]))
        };
        assert!(check("https://panel.example.com"));
        for other in [
            "http://panel.example.com",
            "https://panel.example.com:8443",
            "http://127.0.0.1:8080",
            "null",
        ] {
            assert!(!check(other), "{other}");
        }
        assert!(panel.is_secure(&headers(&[("host", "127.0.0.1:8080")])));
        let loopback = PanelOrigin("http://localhost:8080".parse().ok());
        assert!(!loopback.is_secure(&headers(&[("host", "panel.example.com")])));
    }

    #[test]
    fn an_origin_is_https_or_loopback_and_has_no_path() {
        let check = |text: &str| text.parse::<Origin>().is_ok();
        for good in [
            "https://a.example",
            "https://a.example:8443",
            "http://[::1]:80",
        ] {
            assert!(check(good), "{good}");
        }
        for bad in [
            "a.example",
            "http://a.example",
            "https://",
            "https://a.example/panel",
            "https://ann@a.example",
            "https://a.example?b",
            "https://a b",
        ] {
            assert!(!check(bad), "{bad}");
        }
    }
}
