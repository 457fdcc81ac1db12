//! The demo's mailboxes and devices. None of these passwords is a secret.

use crate::clock::Timestamp;
use crate::directory::embedded::{Embedded, NewDevice, NewMailbox};
use crate::directory::{DirectoryError, Role};

/// A mailbox of the demo.
#[derive(Clone, Copy, Debug)]
pub struct DemoMailbox {
    /// The address.
    pub mailbox: &'static str,
    /// Its first password.
    pub password: &'static str,
    /// The owner's name.
    pub display_name: &'static str,
    /// The most that its owner may be.
    pub role: Role,
    /// Whether it starts locked, until an administrator unlocks it.
    pub locked: bool,
    /// What a visitor should know of it; empty if nothing.
    pub note: &'static str,
}

/// Every mailbox of the demo; two domains.
pub const MAILBOXES: [DemoMailbox; 6] = [
    user("ann@example.com", "Autumn-Harbour-71", "Ann Bell"),
    user("bob@example.com", "Copper-Lantern-28", "Bob Carter"),
    DemoMailbox {
        locked: true,
        note: "locked, until an administrator unlocks it",
        ..user("cleo@example.com", "Quiet-Meadow-53", "Cleo Marsh")
    },
    administrator("admin@example.com", "Granite-Window-94"),
    user("dora@example.net", "Silver-Orchard-36", "Dora Lind"),
    administrator("admin@example.net", "Marble-Gateway-85"),
];

/// How to reach the demo's administrator; a fictitious number.
pub const HELP: &str = "tel:+1-555-0100";

/// Days since the demo's passwords were set.
const PASSWORD_AGE_DAYS: u64 = 90;

/// Mailbox, id, name, kind, client, protocol, minutes since it was last seen.
const DEVICES: [(&str, &str, &str, &str, &str, &str, u64); 6] = [
    (
        "ann@example.com",
        "ann-phone",
        "Ann’s iPhone",
        "phone",
        "ios-mail",
        "activesync",
        4,
    ),
    (
        "ann@example.com",
        "ann-pc",
        "Office PC",
        "computer",
        "outlook-windows",
        "mapi",
        11,
    ),
    (
        "ann@example.com",
        "ann-scanner",
        "Scanner, 2nd floor",
        "printer",
        "smtp-sender",
        "smtp",
        190,
    ),
    (
        "bob@example.com",
        "bob-laptop",
        "Bob’s laptop",
        "computer",
        "thunderbird",
        "imap",
        26,
    ),
    (
        "cleo@example.com",
        "cleo-phone",
        "Cleo’s phone",
        "phone",
        "android",
        "activesync",
        55,
    ),
    (
        "dora@example.net",
        "dora-mac",
        "Dora’s Mac",
        "computer",
        "outlook-mac",
        "ews",
        7,
    ),
];

/// Puts them into a directory; what is there already stays as it is.
pub fn seed(directory: &Embedded, now: Timestamp) -> Result<(), DirectoryError> {
    for demo in MAILBOXES {
        directory.add_mailbox(&NewMailbox {
            mailbox: demo.mailbox,
            role: demo.role,
            display_name: demo.display_name,
            password: demo.password,
            password_set_at: now.minus_seconds(PASSWORD_AGE_DAYS * 86_400),
            locked: demo.locked,
        })?;
    }
    for (mailbox, id, name, kind, client, protocol, minutes) in DEVICES {
        let accepted_at = now.minus_seconds(minutes * 60);
        directory.add_device(&NewDevice {
            mailbox,
            id,
            name,
            kind,
            client,
            protocol,
            accepted_at,
        })?;
    }
    Ok(())
}

const fn user(
    mailbox: &'static str,
    password: &'static str,
    display_name: &'static str,
) -> DemoMailbox {
    DemoMailbox {
        mailbox,
        password,
        display_name,
        role: Role::User,
        locked: false,
        note: "",
    }
}

const fn administrator(mailbox: &'static str, password: &'static str) -> DemoMailbox {
    DemoMailbox {
        mailbox,
        password,
        display_name: "Administrator",
        role: Role::Administrator,
        locked: false,
        note: "administrator",
    }
}
