//! Mobile devices that Exchange has a partnership with, where the directory's schema has them.

use ldap3::Scope;
use mailbox_password_rules::wire::Device;

use super::connection::Search;
use super::domain::Domain;
use super::entry::Entry;
use super::failure::Failure;
use crate::directory::DirectoryError;

/// The most devices of one mailbox that are listed.
const MOST: usize = 100;

const ATTRIBUTES: &[&str] = &[
    "cn",
    "msExchDeviceID",
    "msExchDeviceFriendlyName",
    "msExchDeviceModel",
    "msExchDeviceType",
    "msExchDeviceOS",
];

impl Domain {
    /// A directory without Exchange's schema has none. When a device last signed in is not in the directory.
    pub(super) async fn devices_of(&self, mailbox: &str) -> Result<Vec<Device>, DirectoryError> {
        let (mut lease, person) = self.find(mailbox).await?;
        let Some(person) = person else {
            lease.give_back();
            return Ok(Vec::new());
        };
        let search = Search {
            base: person.dn().to_owned(),
            scope: Scope::Subtree,
            filter: "(objectClass=msExchActiveSyncDevice)".to_owned(),
            attributes: ATTRIBUTES,
            limit: MOST,
        };
        let found = lease
            .connection
            .search(&search)
            .await
            .map_err(Failure::of_reading)?;
        lease.give_back();
        Ok(found.iter().map(device).collect())
    }
}

fn device(entry: &Entry) -> Device {
    let text = |name| entry.text(name).filter(|text| !text.is_empty());
    let kind = text("msExchDeviceType").unwrap_or_default();
    let name = text("msExchDeviceFriendlyName")
        .or_else(|| text("msExchDeviceModel"))
        .or_else(|| text("msExchDeviceType"))
        .or_else(|| text("cn"));
    let system = text("msExchDeviceOS").unwrap_or(kind).to_lowercase();
    let (kind, client) = match kind.to_lowercase().as_str() {
        "ipad" => ("tablet", "ios-mail"),
        "outlook" => ("phone", "outlook-mobile"),
        "iphone" | "ipod" => ("phone", "ios-mail"),
        _ if system.contains("android") => ("phone", "android"),
        _ => ("phone", ""),
    };
    Device {
        id: text("msExchDeviceID")
            .or_else(|| text("cn"))
            .unwrap_or_default()
            .to_owned(),
        name: name.unwrap_or("Mobile device").to_owned(),
        kind: kind.to_owned(),
        client: client.to_owned(),
        protocol: "activesync".to_owned(),
        ..Device::default()
    }
}
