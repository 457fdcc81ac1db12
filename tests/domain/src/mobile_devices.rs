//! Mobile devices as Exchange keeps them in Active Directory: a container below the account, an entry for each device.
//!
//! The names are Exchange's, the object identifiers are not: this models the part of its schema that the panel reads.

use std::collections::HashSet;
use std::process::Command;

use anyhow::Result;

use crate::accounts::dn;
use crate::controller::Controller;
use crate::program::run;

/// Enterprise numbers for examples (RFC 5612).
const NUMBERS: &str = "1.3.6.1.4.1.32473";
const SCHEMA: &str = "CN=Schema,CN=Configuration,DC=corp,DC=test";
/// Reloads the schema, so that what was added can be used at once.
const UPDATE: &str = "dn:\nchangetype: modify\nadd: schemaUpdateNow\nschemaUpdateNow: 1\n\n";
/// Every account of the domain may read it.
const READABLE: &str = "D:(A;;GA;;;DA)(A;;GA;;;SY)(A;;RPLCLORC;;;AU)";

const ATTRIBUTES: &[&str] = &[
    "msExchDeviceFriendlyName",
    "msExchDeviceID",
    "msExchDeviceModel",
    "msExchDeviceOS",
    "msExchDeviceType",
];

/// A device of a person.
#[derive(Clone, Copy, Debug)]
pub struct MobileDevice {
    /// `msExchDeviceID`.
    pub id: &'static str,
    /// `msExchDeviceType`, as in `iPhone`; also a part of the entry's name.
    pub kind: &'static str,
    /// `msExchDeviceFriendlyName`; empty if there is none.
    pub name: &'static str,
    /// `msExchDeviceOS`; empty if there is none.
    pub system: &'static str,
}

impl Controller {
    /// Adds Exchange's names for mobile devices to the schema. Without that there are none, as in any domain without
    /// Exchange.
    ///
    /// # Panics
    /// When the controller does not take it.
    #[expect(clippy::expect_used, reason = "a test cannot go on")]
    pub fn add_mobile_device_schema(&self) {
        self.extend_schema().expect("the schema");
    }

    fn extend_schema(&self) -> Result<()> {
        let file = self.folder().join("schema.ldif");
        fs_err::write(&file, schema())?;
        let mut command = Command::new("ldbmodify");
        command
            .env("TDB_NO_FSYNC", "1")
            .arg("-H")
            .arg(self.folder().join("dc/private/sam.ldb"))
            .arg("--option=dsdb:schemaupdateallowed=true")
            .arg(file);
        run(&mut command).map(drop)
    }

    /// Adds devices to an account that has none.
    ///
    /// # Panics
    /// When the schema has no devices.
    #[expect(clippy::expect_used, reason = "a test cannot go on")]
    pub async fn add_mobile_devices(&self, account: &str, devices: &[MobileDevice]) {
        let mut ldap = self.administrator().await;
        let container = format!("CN=ExchangeActiveSyncDevices,{}", dn(account));
        let class = |name| ("objectClass", HashSet::from([name]));
        let added = ldap
            .add(&container, vec![class("msExchActiveSyncDevices")])
            .await;
        added
            .and_then(ldap3::LdapResult::success)
            .expect("a container");
        for device in devices {
            let entry = format!("CN={}§{},{container}", device.kind, device.id);
            let mut attributes = vec![class("msExchActiveSyncDevice")];
            let values = [
                ("msExchDeviceFriendlyName", device.name),
                ("msExchDeviceID", device.id),
                ("msExchDeviceOS", device.system),
                ("msExchDeviceType", device.kind),
            ];
            let given = values.into_iter().filter(|(_, value)| !value.is_empty());
            attributes.extend(given.map(|(name, value)| (name, HashSet::from([value]))));
            let added = ldap.add(&entry, attributes).await;
            added
                .and_then(ldap3::LdapResult::success)
                .expect("a device");
        }
    }
}

/// The attributes, then the container, then the device, each counting before the next is added.
fn schema() -> String {
    let mut text = String::new();
    for (number, name) in ATTRIBUTES.iter().enumerate() {
        text += &format!(
            "dn: CN={name},{SCHEMA}\n\
             changetype: add\n\
             objectClass: attributeSchema\n\
             lDAPDisplayName: {name}\n\
             attributeID: {NUMBERS}.1.{number}\n\
             attributeSyntax: 2.5.5.12\n\
             oMSyntax: 64\n\
             isSingleValued: TRUE\n\n"
        );
    }
    text += UPDATE;
    text += &class(1, "msExchActiveSyncDevices", "container", "user");
    text += UPDATE;
    let device = class(
        2,
        "msExchActiveSyncDevice",
        "top",
        "msExchActiveSyncDevices",
    );
    text += device.trim_end();
    text += "\nmustContain: cn\n";
    for name in ATTRIBUTES {
        text += &format!("mayContain: {name}\n");
    }
    text + "\n" + UPDATE
}

fn class(number: u32, name: &str, kind: &str, parent: &str) -> String {
    format!(
        "dn: CN={name},{SCHEMA}\n\
         changetype: add\n\
         objectClass: classSchema\n\
         lDAPDisplayName: {name}\n\
         governsID: {NUMBERS}.2.{number}\n\
         subClassOf: {kind}\n\
         objectClassCategory: 1\n\
         rDNAttID: cn\n\
         possSuperiors: {parent}\n\
         defaultSecurityDescriptor: {READABLE}\n\n"
    )
}
