//! A device's row.

use mailbox_password_evidence::{KnownClient, Observation, Protocol};
use rusqlite::{Connection, OptionalExtension, Row, params};
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

    pub(super) fn find(
        connection: &Connection,
        mailbox: &str,
        id: &str,
    ) -> rusqlite::Result<Option<Self>> {
        connection
            .prepare_cached("SELECT * FROM devices WHERE mailbox = ?1 AND id = ?2")?
            .query_row([mailbox, id], Self::read)
            .optional()
    }

    /// Those of a mailbox, the one that was seen last first.
    pub(super) fn all(connection: &Connection, mailbox: &str) -> rusqlite::Result<Vec<Self>> {
        connection
            .prepare_cached("SELECT * FROM devices WHERE mailbox = ?1 ORDER BY last_at DESC, id")?
            .query_map([mailbox], Self::read)?
            .collect()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            device: row.get("device")?,
            name: row.get("name")?,
            kind: row.get("kind")?,
            client: row.get("client")?,
            program: row.get("program")?,
            protocol: row.get("protocol")?,
            host: row.get("host")?,
            network: row.get("network")?,
            first_at: row.get("first_at")?,
            last_at: row.get("last_at")?,
            accepted_at: row.get("accepted_at")?,
            password_at: row.get("password_at")?,
            refused_at: row.get("refused_at")?,
            wrong_at: row.get("wrong_at")?,
            wrong_count: row.get("wrong_count")?,
        })
    }

    pub(super) fn write(&self, connection: &Connection, mailbox: &str) -> rusqlite::Result<()> {
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO devices (mailbox, id, device, name, kind, client, program, protocol, host,
                 network, first_at, last_at, accepted_at, password_at, refused_at, wrong_at, wrong_count)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            )?
            .execute(params![
                mailbox,
                self.id,
                self.device,
                self.name,
                self.kind,
                self.client,
                self.program,
                self.protocol,
                self.host,
                self.network,
                self.first_at,
                self.last_at,
                self.accepted_at,
                self.password_at,
                self.refused_at,
                self.wrong_at,
                self.wrong_count
            ])
            .map(drop)
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
