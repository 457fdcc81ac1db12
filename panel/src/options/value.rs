//! The values of options.

use std::fmt::Display;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use ipnet::IpNet;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::base_path::BasePath;
use crate::directory::active_directory::Controller;
use crate::directory::embedded::HashCost;
use crate::origin::Origin;

/// A value that is written as text, on the command line and in the file.
pub(super) trait Text: Sized {
    /// Reads it; the error says what to write.
    fn read(text: &str) -> Result<Self, String>;
}

/// Reads it from an argument.
pub(super) fn text<T: Text>(text: &str) -> Result<T, String> {
    T::read(text)
}

/// Reads it from the file.
pub(super) fn from_text<'de, T: Text, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let wrong = |wanted| D::Error::custom(not(wanted, &text));
    T::read(&text).map(Some).map_err(wrong)
}

/// The parser of the command line adds this by itself.
fn not(wanted: impl Display, text: &str) -> String {
    format!("{wanted}, not \"{text}\"")
}

impl Text for SocketAddr {
    fn read(text: &str) -> Result<Self, String> {
        let wanted = |_| "write ADDRESS:PORT, as in 127.0.0.1:8080".to_owned();
        text.parse().map_err(wanted)
    }
}

impl Text for Origin {
    fn read(text: &str) -> Result<Self, String> {
        let wanted = |()| "write https://HOST, as in https://panel.example.com".to_owned();
        text.parse().map_err(wanted)
    }
}

impl Text for BasePath {
    fn read(text: &str) -> Result<Self, String> {
        let wanted = |()| "write /PATH, as in /portal".to_owned();
        text.parse().map_err(wanted)
    }
}

impl Text for HashCost {
    fn read(text: &str) -> Result<Self, String> {
        let wanted = |()| "write KIB,PASSES, as in 19456,2".to_owned();
        text.parse().map_err(wanted)
    }
}

/// A link that cannot be a script.
#[derive(Clone, Debug)]
pub(super) struct Link(pub(super) String);

impl Text for Link {
    fn read(text: &str) -> Result<Self, String> {
        let schemes = ["tel:", "mailto:", "https://"];
        if schemes.iter().any(|scheme| text.starts_with(scheme)) {
            Ok(Self(text.to_owned()))
        } else {
            Err("write a tel:, mailto: or https: link".to_owned())
        }
    }
}

/// A time in seconds; fractions are allowed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seconds(pub(super) Duration);

impl Seconds {
    fn new(seconds: f64) -> Result<Self, String> {
        Duration::try_from_secs_f64(seconds)
            .map(Self)
            .map_err(|_| format!("{seconds} is no time to wait; write seconds, as in 5"))
    }
}

impl Text for Seconds {
    fn read(text: &str) -> Result<Self, String> {
        let seconds = text
            .parse()
            .map_err(|_| "write seconds, as in 5".to_owned());
        Self::new(seconds?)
    }
}

impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(f64::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl Text for Controller {
    fn read(text: &str) -> Result<Self, String> {
        text.parse()
    }
}

impl<'de> Deserialize<'de> for Controller {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::read(&text).map_err(|wanted| D::Error::custom(not(wanted, &text)))
    }
}

/// Addresses: one, or a network of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Network(pub(super) IpNet);

impl Text for Network {
    fn read(text: &str) -> Result<Self, String> {
        let network = text
            .parse()
            .or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
        network
            .map(Self)
            .map_err(|_| "write an address or a network, as in 127.0.0.1 or 10.0.0.0/8".to_owned())
    }
}

impl<'de> Deserialize<'de> for Network {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::read(&text).map_err(|wanted| D::Error::custom(not(wanted, &text)))
    }
}
