//! The formats of logs, a file each.

mod active_sync;
mod csv_line;
mod dovecot;
mod dovecot_sessions;
mod exchange;
mod http_proxy;
mod iis;
mod json_line;
mod postfix;
mod sasl;
mod seen;
mod syslog;
mod windows_event;

use std::error;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use self::seen::Seen;
use crate::names::Names;
use crate::time::Clock;

/// The format of a log.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Dovecot's own log, or syslog with its lines.
    Dovecot,
    /// `Logging\HttpProxy` of Exchange.
    HttpProxy,
    /// W3C logs of IIS, in which Exchange's clients are.
    Iis,
    /// One JSON object a line, as any script can write it.
    Json,
    /// Postfix's lines in syslog.
    Postfix,
    /// Windows Security events, one a line as JSON or XML.
    WindowsEvents,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] = [
        Self::Dovecot,
        Self::HttpProxy,
        Self::Iis,
        Self::Json,
        Self::Postfix,
        Self::WindowsEvents,
    ];

    /// The word for it in options.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Dovecot => "dovecot",
            Self::HttpProxy => "http-proxy",
            Self::Iis => "iis",
            Self::Json => "json",
            Self::Postfix => "postfix",
            Self::WindowsEvents => "windows-events",
        }
    }
}

/// There is no such format.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownFormat;

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let formats = Format::ALL.map(Format::id).join(", ");
        write!(f, "the formats are {formats}")
    }
}

impl error::Error for UnknownFormat {}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        let mut all = Self::ALL.into_iter();
        all.find(|format| format.id() == text).ok_or(UnknownFormat)
    }
}

/// The state of reading a log of some format.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Parser {
    Dovecot(dovecot::Dovecot),
    HttpProxy(http_proxy::HttpProxy),
    Iis(iis::Iis),
    Json,
    Postfix,
    WindowsEvents,
}

impl Parser {
    pub(crate) fn new(format: Format) -> Self {
        match format {
            Format::Dovecot => Self::Dovecot(dovecot::Dovecot::default()),
            Format::HttpProxy => Self::HttpProxy(http_proxy::HttpProxy::default()),
            Format::Iis => Self::Iis(iis::Iis::default()),
            Format::Json => Self::Json,
            Format::Postfix => Self::Postfix,
            Format::WindowsEvents => Self::WindowsEvents,
        }
    }

    pub(crate) const fn format(&self) -> Format {
        match self {
            Self::Dovecot(_) => Format::Dovecot,
            Self::HttpProxy(_) => Format::HttpProxy,
            Self::Iis(_) => Format::Iis,
            Self::Json => Format::Json,
            Self::Postfix => Format::Postfix,
            Self::WindowsEvents => Format::WindowsEvents,
        }
    }

    pub(crate) fn read(&mut self, line: &str, clock: &Clock<'_>, names: &Names) -> Option<Seen> {
        let observation = match self {
            Self::Dovecot(dovecot) => return dovecot.read(line, clock, names),
            Self::HttpProxy(log) => log.read(line, clock, names),
            Self::Iis(log) => log.read(line, names),
            Self::Json => json_line::read(line, clock, names),
            Self::Postfix => postfix::read(line, clock, names),
            Self::WindowsEvents => windows_event::read(line, clock, names),
        };
        observation.map(Seen::from)
    }

    /// Whether later lines may say more of a sign-in.
    pub(crate) const fn looks_ahead(&self) -> bool {
        match self {
            Self::Dovecot(_) => true,
            Self::HttpProxy(_)
            | Self::Iis(_)
            | Self::Json
            | Self::Postfix
            | Self::WindowsEvents => false,
        }
    }

    /// Takes from a line that will be read later what it says of sign-ins before it.
    pub(crate) fn foresee(&mut self, line: &str, clock: &Clock<'_>) {
        if let Self::Dovecot(dovecot) = self {
            dovecot.foresee(line, clock);
        }
    }

    /// Whether a line tells of a sign-in of which a later line may say more.
    pub(crate) fn may_be_named(&self, line: &str, clock: &Clock<'_>) -> bool {
        match self {
            Self::Dovecot(dovecot) => dovecot.may_be_named(line, clock),
            Self::HttpProxy(_)
            | Self::Iis(_)
            | Self::Json
            | Self::Postfix
            | Self::WindowsEvents => false,
        }
    }
}
