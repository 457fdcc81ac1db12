//! A device's row.

use mailbox_password_evidence::{KnownClient, Observation, Protocol};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::clock::Timestamp;

/// What is kept of a device.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DeviceRow {
    /// Made of what tells it from others; opaque.
    pub(super) id: String,
    /// The device's own id.
    pub(super) device: String,
    pub(super) name: String,
    pub(super) kind: String,
    /// The mail client's id, as in `steps/`.
    pub(super) client: String,
    /// What the program says of itself.
    pub(super) program: String,
    pub(super) protocol: String,
    pub(super) host: String,
    pub(super) network: String,
    pub(super) first_at: Timestamp,
    pub(super) last_at: Timestamp,
    /// The last time it was let in.
    pub(super) accepted_at: Option<Timestamp>,
    /// The last time it was let in with a password that was checked then.
    pub(super) password_at: Option<Timestamp>,
    /// The last time it was refused.
    pub(super) refused_at: Option<Timestamp>,
    /// The last time it was refused for a wrong password, for certain.
    pub(super) wrong_at: Option<Timestamp>,
    /// How many such refusals there were in a row, none further from the next than half an hour.
    pub(super) wrong_count: u32,
}

impl DeviceRow {
    /// A device that was not seen before.
    pub(super) fn new(mailbox: &str, observation: &Observation, at: Timestamp) -> Self {
        let known = KnownClient::of(observation);
        let Observation {
            device,
            client,
            host,
            network,
            ..
        } = observation;
        Self {
            id: id(mailbox, observation, &known.name),
            device: device.clone(),
            name: known.name,
            kind: known.kind.to_owned(),
            client: known.client.to_owned(),
            program: client.clone(),
            protocol: observation.protocol.id().to_owned(),
            host: host.clone(),
            network: network.clone(),
            first_at: at,
            last_at: at,
            accepted_at: None,
            password_at: None,
            refused_at: None,
            wrong_at: None,
            wrong_count: 0,
        }
    }
}

/// The device's own id counts first, then the computer's name, else its program, protocol and network together.
fn id(mailbox: &str, observation: &Observation, name: &str) -> String {
    let protocol = observation.protocol;
    let parts: [&str; 4] = match (observation.device.as_str(), observation.host.as_str()) {
        ("", "") => ["network", name, protocol.id(), &observation.network],
        ("", host) if protocol == Protocol::Windows => ["computer", host, "", ""],
        ("", host) => ["program", name, protocol.id(), host],
        (device, _) => ["device", device, "", ""],
    };
    let mut hash = Sha256::new();
    for part in [mailbox].iter().chain(&parts) {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let hash = hash.finalize();
    hash.iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
