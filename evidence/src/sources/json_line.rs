//! A line of JSON, as any script can write it: what feeds the panel from a server whose log has no reader here.
//!
//! `{"mailbox":"ann@example.com","at":"2026-11-27T10:44:00Z","outcome":"bad-password","protocol":"imap","client":"…",
//! "device":"…","host":"…","address":"192.0.2.1"}`. The first three are needed. `outcome` is `accepted`, `bad-password`,
//! `locked-out`, `locks`, `expired`, `disabled`, `refused`, or `accepted-without-password`. Other members are ignored.

use serde::Deserialize;

use crate::names::Names;
use crate::network::network;
use crate::observation::{Observation, Outcome, Protocol};
use crate::text::one_line;
use crate::time::Clock;

#[derive(Deserialize)]
struct Line {
    mailbox: String,
    at: String,
    outcome: Outcome,
    #[serde(default)]
    protocol: String,
    #[serde(default)]
    client: String,
    #[serde(default)]
    device: String,
    #[serde(default)]
    host: String,
    #[serde(default)]
    address: String,
}

pub(super) fn read(line: &str, clock: &Clock<'_>, names: &Names) -> Option<Observation> {
    let line: Line = serde_json::from_str(line).ok()?;
    Some(Observation {
        mailbox: names.address(&line.mailbox)?,
        at: clock.iso(&line.at)?,
        outcome: line.outcome,
        protocol: Protocol::from_id(&line.protocol).unwrap_or(Protocol::Unknown),
        client: one_line(&line.client),
        device: one_line(&line.device),
        device_type: String::new(),
        host: one_line(&line.host),
        network: network(&line.address),
        count: 1,
    })
}
