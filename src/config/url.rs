use wasm_bindgen::prelude::*;
use web_sys::Url;

use super::ConfigError;
use crate::i18n::fill;

/// A checked address that requests may be sent to.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Endpoint {
    /// Absolute.
    pub url: String,
    /// Whether it is the page's own origin.
    pub same_origin: bool,
}

/// How to reach the administrator.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Help {
    /// What is shown.
    pub text: String,
    /// Where it leads, if it is a link.
    pub href: Option<String>,
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = encodeURIComponent)]
    fn encode(text: &str) -> String;

}

/// Resolves an endpoint's template against the page and checks that a password may be sent there.
pub(super) fn endpoint(
    name: &'static str,
    template: &str,
    mailbox: &str,
    allowed_origins: &[String],
) -> Result<Endpoint, ConfigError> {
    let filled = fill(template, &[("mailbox", &encode(mailbox))]);
    let bad = ConfigError::BadValue {
        name,
        expected: "an address that the browser can read",
    };
    let url = resolve(&filled).ok_or(bad.clone())?;
    if !is_secure(&url) {
        return Err(match url.protocol().as_str() {
            "http:" => ConfigError::InsecureEndpoint { name },
            _ => bad,
        });
    }
    if !url.username().is_empty() || !url.password().is_empty() {
        return Err(ConfigError::BadValue {
            name,
            expected: "an address without user name and password",
        });
    }
    let origin = url.origin();
    let same_origin = page_origin().is_some_and(|own| own == origin);
    if !same_origin && !allowed_origins.contains(&origin) {
        return Err(ConfigError::ForeignOrigin { name, origin });
    }
    Ok(Endpoint {
        url: url.href(),
        same_origin,
    })
}

/// Whether it is an origin as browsers write it.
pub(super) fn is_origin(text: &str) -> bool {
    Url::new(text).is_ok_and(|url| url.origin() == text)
}

/// A link for the person: `https:`, or `http:` on this machine.
pub(super) fn link(name: &'static str, address: &str) -> Result<String, ConfigError> {
    resolve(address)
        .filter(is_secure)
        .map(|url| url.href())
        .ok_or(ConfigError::BadValue {
            name,
            expected: "an https: address",
        })
}

/// The recovery's page: a link whose template carries the mailbox, and nothing else.
pub(super) fn recovery(
    name: &'static str,
    template: &str,
    mailbox: &str,
) -> Result<String, ConfigError> {
    link(name, &fill(template, &[("mailbox", &encode(mailbox))]))
}

/// The help line: a `mailto:`, `tel:` or `https:` link, or plain text.
pub(super) fn help(value: &str) -> Result<Help, ConfigError> {
    let bad = ConfigError::BadValue {
        name: "help",
        expected: "an https:, mailto: or tel: address",
    };
    let scheme = value
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    let shown = |rest: &str| Help {
        text: rest.split('?').next().unwrap_or(rest).into(),
        href: Some(value.into()),
    };
    match scheme.as_deref() {
        Some("mailto" | "tel") => Ok(shown(value.split_once(':').map_or(value, |(_, rest)| rest))),
        Some("https") => {
            let url = Url::new(value).map_err(|_| bad)?;
            let path = url.pathname();
            Ok(Help {
                text: [&url.host(), path.strip_suffix('/').unwrap_or(&path)].concat(),
                href: Some(url.href()),
            })
        }
        Some("javascript" | "data" | "http" | "vbscript" | "file" | "blob") => Err(bad),
        _ => Ok(Help {
            text: value.into(),
            href: None,
        }),
    }
}

/// An address as the page reads it.
fn resolve(address: &str) -> Option<Url> {
    let base = web_sys::window()?.document()?.base_uri().ok()??;
    Url::new_with_base(address, &base).ok()
}

fn page_origin() -> Option<String> {
    web_sys::window()?.location().origin().ok()
}

/// `https:`, or `http:` to this machine.
fn is_secure(url: &Url) -> bool {
    let host = url.hostname();
    let loopback = host == "localhost"
        || host.ends_with(".localhost")
        // A host that is all digits and dots is an address (URL Standard, "ends in a number").
        || host.starts_with("127.") && host.bytes().all(|byte| byte == b'.' || byte.is_ascii_digit())
        || host == "[::1]";
    match url.protocol().as_str() {
        "https:" => true,
        "http:" => loopback,
        _ => false,
    }
}
