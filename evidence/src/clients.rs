//! What a person calls a device: from what its program says of itself.
//!
//! The table has beginnings or parts of user agents, of the fields of an IMAP `ID`, and of ActiveSync's device types.
//! Sources: Apple, "Exchange ActiveSync" device types, and user agents of real devices (`Apple-iPhone14C5/2101.329`);
//! Microsoft, "Outlook for iOS and Android in Exchange Online" (`Outlook-iOS-Android/1.0`), and the user agents of Outlook
//! in "Exchange client versions" (`Microsoft Office/16.0 (Windows NT …; Microsoft Outlook …)`, `MacOutlook/16…`); Samsung
//! and Google, `Android-SAMSUNG-SM-…/101.…`, `Android-Mail/…`; Mozilla's, K-9's, Apple's and Evolution's IMAP `ID`s.

use crate::observation::{Observation, Protocol};
use crate::text::one_line;

/// A device, as a person knows it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KnownClient {
    /// What it is called; an unknown program by its own words.
    pub name: String,
    /// `phone`, `tablet`, `computer`, `printer`, `program`, or empty.
    pub kind: &'static str,
    /// The client's id in `steps/`; empty if it has none there.
    pub client: &'static str,
}

struct Row {
    /// A part of what the program says, in lower case.
    part: &'static str,
    name: &'static str,
    kind: &'static str,
    client: &'static str,
}

const fn row(
    part: &'static str,
    name: &'static str,
    kind: &'static str,
    client: &'static str,
) -> Row {
    Row {
        part,
        name,
        kind,
        client,
    }
}

/// The first that fits counts, so what is more exact comes first.
#[rustfmt::skip]
const ROWS: &[Row] = &[
    row("outlook-ios", "Outlook app", "phone", "outlook-mobile"),
    row("outlook-android", "Outlook app", "phone", "outlook-mobile"),
    row("outlook for ios", "Outlook app", "phone", "outlook-mobile"),
    row("outlook for android", "Outlook app", "phone", "outlook-mobile"),
    row("macoutlook", "Outlook for Mac", "computer", "outlook-mac"),
    row("microsoft outlook", "Outlook for Windows", "computer", "outlook-windows"),
    row("microsoft office", "Outlook for Windows", "computer", "outlook-windows"),
    row("microsoft bits", "Outlook for Windows", "computer", "outlook-windows"),
    row("apple-ipad", "iPad, Mail", "tablet", "ios-mail"),
    row("apple-iphone", "iPhone, Mail", "phone", "ios-mail"),
    row("apple-ipod", "iPod, Mail", "phone", "ios-mail"),
    row("name=ipad mail", "iPad, Mail", "tablet", "ios-mail"),
    row("name=iphone mail", "iPhone, Mail", "phone", "ios-mail"),
    row("os=ios", "iPhone or iPad, Mail", "phone", "ios-mail"),
    row("ios/", "iPhone or iPad, Mail", "phone", "ios-mail"),
    row("android-samsung", "Samsung Email", "phone", "samsung-email"),
    row("samsung", "Samsung Email", "phone", "samsung-email"),
    row("k-9", "Android, K-9 Mail", "phone", "android"),
    row("gmail", "Android, Gmail", "phone", "android"),
    row("android", "Android, Mail", "phone", "android"),
    row("thunderbird", "Thunderbird", "computer", "thunderbird"),
    row("exchangewebservices", "Mail on a Mac", "computer", "apple-mail"),
    row("name=mac os x mail", "Mail on a Mac", "computer", "apple-mail"),
    row("mac os x", "Mail on a Mac", "computer", "apple-mail"),
    row("macos", "Mail on a Mac", "computer", "apple-mail"),
    row("evolution", "Evolution", "computer", ""),
    row("mozilla/", "Browser", "program", ""),
];

/// ActiveSync's device types, whole and in lower case.
#[rustfmt::skip]
const DEVICE_TYPES: &[Row] = &[
    row("ipad", "iPad, Mail", "tablet", "ios-mail"),
    row("iphone", "iPhone, Mail", "phone", "ios-mail"),
    row("ipod", "iPod, Mail", "phone", "ios-mail"),
    row("outlook", "Outlook app", "phone", "outlook-mobile"),
    row("android", "Android, Mail", "phone", "android"),
    row("windowsmail", "Mail for Windows", "computer", ""),
];

impl KnownClient {
    /// The device of an observation.
    #[must_use]
    pub fn of(observation: &Observation) -> Self {
        let said = observation.client.to_lowercase();
        let device_type = observation.device_type.to_lowercase();
        let row = ROWS
            .iter()
            .find(|row| said.contains(row.part))
            .or_else(|| DEVICE_TYPES.iter().find(|row| row.part == device_type));
        let (name, kind, client) = match row {
            Some(row) => (row.name.to_owned(), row.kind, row.client),
            None => (
                own_name(observation),
                kind_of(observation.protocol),
                client_of(observation.protocol),
            ),
        };
        let name = match observation.host.as_str() {
            "" => name,
            host if observation.protocol == Protocol::Windows => host.to_owned(),
            host => format!("{name} on {host}"),
        };
        Self {
            name: one_line(&name),
            kind,
            client,
        }
    }
}

/// What an unknown program calls itself, without its version, so that an update does not make another device of it.
fn own_name(observation: &Observation) -> String {
    let client = &observation.client;
    let said = match client.strip_prefix("name=") {
        Some(fields) => fields.split(", ").next().unwrap_or_default(),
        None => client.split(['/', '(']).next().unwrap_or_default(),
    };
    let said = said.trim();
    match (said, observation.device_type.as_str()) {
        ("", "") => match observation.protocol {
            Protocol::ActiveSync => "Phone or tablet",
            Protocol::Autodiscover | Protocol::Unknown => "Mail program",
            Protocol::Ews => "Program (Exchange Web Services)",
            Protocol::Imap => "Mail program (IMAP)",
            Protocol::Mapi => "Outlook",
            Protocol::Pop => "Mail program (POP3)",
            Protocol::Sieve => "Mail program (filters)",
            Protocol::Smtp => "Sends mail",
            Protocol::Web => "Browser",
            Protocol::Windows => "Computer",
        }
        .to_owned(),
        ("", device_type) => device_type.to_owned(),
        (said, _) => said.to_owned(),
    }
}

const fn kind_of(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::ActiveSync => "phone",
        Protocol::Mapi | Protocol::Windows => "computer",
        Protocol::Autodiscover
        | Protocol::Ews
        | Protocol::Imap
        | Protocol::Pop
        | Protocol::Sieve
        | Protocol::Smtp
        | Protocol::Unknown
        | Protocol::Web => "program",
    }
}

const fn client_of(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Mapi => "outlook-windows",
        Protocol::Smtp => "smtp-sender",
        Protocol::ActiveSync
        | Protocol::Autodiscover
        | Protocol::Ews
        | Protocol::Imap
        | Protocol::Pop
        | Protocol::Sieve
        | Protocol::Unknown
        | Protocol::Web
        | Protocol::Windows => "",
    }
}

#[cfg(test)]
mod tests;
