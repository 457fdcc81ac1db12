//! Windows Security events: who was refused from which computer, and which one locked the account.
//!
//! Sources: Microsoft, "4625(F): An account failed to log on", "4771(F): Kerberos pre-authentication failed", "4776(S, F):
//! The computer attempted to validate the credentials for an account", "4740(S): A user account was locked out"; NTSTATUS
//! values in [MS-ERREF] §2.3.1; Kerberos errors in RFC 4120 §7.5.9. Lines are JSON as Winlogbeat, NXLog and Fluent Bit
//! write it, or the event's own XML.

mod event;
mod json;
mod xml;

use crate::names::Names;
use crate::network::network;
use crate::observation::{Observation, Outcome, Protocol};
use crate::text::one_line;
use crate::time::Clock;

pub(super) fn read(line: &str, clock: &Clock<'_>, names: &Names) -> Option<Observation> {
    let line = line.trim_start();
    let event = match line.starts_with('<') {
        true => xml::read(line)?,
        false => json::read(line)?,
    };
    let (outcome, host) = match event.id {
        4625 => {
            let reason = event.code("SubStatus").filter(|code| *code != 0);
            let reason = reason.or_else(|| event.code("Status"));
            (of_status(reason?)?, event.data("WorkstationName"))
        }
        // Here the domain's name is that of the computer.
        4740 => (Outcome::Locks, event.data("TargetDomainName")),
        4771 => (of_kerberos(event.code("Status")?)?, ""),
        4776 => (of_status(event.code("Status")?)?, event.data("Workstation")),
        _ => return None,
    };
    let host = host.trim_start_matches('\\');
    let address = event.data("IpAddress");
    let is_from_server = names.is_server_address(address);
    // What a mail server tried was tried by one of its clients, whom its own log names.
    if names.is_server(host) || (host.is_empty() && is_from_server) {
        return None;
    }
    Some(Observation {
        mailbox: names.address(event.data("TargetUserName"))?,
        at: clock.iso(&event.time)?,
        outcome,
        protocol: Protocol::Windows,
        client: String::new(),
        device: String::new(),
        device_type: String::new(),
        host: one_line(host),
        network: match is_from_server {
            true => String::new(),
            false => network(address),
        },
        count: 1,
    })
}

/// `None` if nothing was refused, or there is no such account.
const fn of_status(code: u32) -> Option<Outcome> {
    Some(match code {
        STATUS_SUCCESS | STATUS_NO_SUCH_USER => return None,
        STATUS_WRONG_PASSWORD => Outcome::BadPassword,
        STATUS_ACCOUNT_LOCKED_OUT => Outcome::LockedOut,
        STATUS_PASSWORD_EXPIRED | STATUS_PASSWORD_MUST_CHANGE => Outcome::Expired,
        STATUS_ACCOUNT_DISABLED | STATUS_ACCOUNT_EXPIRED => Outcome::Disabled,
        _ => Outcome::Refused,
    })
}

const STATUS_SUCCESS: u32 = 0;
const STATUS_NO_SUCH_USER: u32 = 0xC000_0064;
const STATUS_WRONG_PASSWORD: u32 = 0xC000_006A;
const STATUS_PASSWORD_EXPIRED: u32 = 0xC000_0071;
const STATUS_ACCOUNT_DISABLED: u32 = 0xC000_0072;
const STATUS_ACCOUNT_EXPIRED: u32 = 0xC000_0193;
const STATUS_PASSWORD_MUST_CHANGE: u32 = 0xC000_0224;
const STATUS_ACCOUNT_LOCKED_OUT: u32 = 0xC000_0234;

const fn of_kerberos(code: u32) -> Option<Outcome> {
    Some(match code {
        KDC_ERR_NONE | KDC_ERR_C_PRINCIPAL_UNKNOWN | KDC_ERR_PREAUTH_REQUIRED => return None,
        KDC_ERR_PREAUTH_FAILED => Outcome::BadPassword,
        KDC_ERR_KEY_EXPIRED => Outcome::Expired,
        // Disabled, expired and locked accounts have one code.
        _ => Outcome::Refused,
    })
}

const KDC_ERR_NONE: u32 = 0;
const KDC_ERR_C_PRINCIPAL_UNKNOWN: u32 = 6;
const KDC_ERR_KEY_EXPIRED: u32 = 23;
const KDC_ERR_PREAUTH_FAILED: u32 = 24;
const KDC_ERR_PREAUTH_REQUIRED: u32 = 25;
