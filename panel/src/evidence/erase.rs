//! What is kept of one mailbox's devices: printed, and deleted.

use std::error;
use std::fmt;

use rusqlite::Connection;
use serde_json::{Value, json};

use super::lock;
use super::row::DeviceRow;
use super::store::prepare;
use crate::clock::Timestamp;
use crate::directory::canonical_address;
use crate::options::EvidenceOptions;

/// The store of evidence cannot be used.
#[derive(Debug)]
pub struct EraseError(String);

impl fmt::Display for EraseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the evidence store cannot be used ({})", self.0)
    }
}

impl error::Error for EraseError {}

impl From<rusqlite::Error> for EraseError {
    fn from(error: rusqlite::Error) -> Self {
        Self(error.to_string())
    }
}

/// Everything that is kept of a mailbox's devices, as JSON.
///
/// # Errors
/// The store cannot be read.
pub fn export(options: &EvidenceOptions, mailbox: &str) -> Result<Value, EraseError> {
    let connection = open(options)?;
    let mailbox = canonical_address(mailbox);
    let devices = DeviceRow::all(&connection, &mailbox)?;
    let mut document = json!({
        "mailbox": mailbox,
        "devices": devices,
        "lastLock": lock::read(&connection, &mailbox)?,
    });
    with_instants(&mut document);
    Ok(document)
}

/// Deletes it; says how many devices there were.
///
/// # Errors
/// The store cannot be written.
pub fn erase(options: &EvidenceOptions, mailbox: &str) -> Result<usize, EraseError> {
    let mut connection = open(options)?;
    let mailbox = canonical_address(mailbox);
    let transaction = connection.transaction()?;
    transaction.execute("DELETE FROM locks WHERE mailbox = ?1", [&mailbox])?;
    let devices = transaction.execute("DELETE FROM devices WHERE mailbox = ?1", [&mailbox])?;
    transaction.commit()?;
    // What the log of writes holds of it goes too.
    connection.pragma_update(None, "wal_checkpoint", "TRUNCATE")?;
    Ok(devices)
}

fn open(options: &EvidenceOptions) -> Result<Connection, EraseError> {
    if !options.store.is_file() {
        return Err(EraseError(format!(
            "{} is not there",
            options.store.display()
        )));
    }
    Ok(prepare(&options.store)?.0)
}

/// Writes instants as people and programs read them, and not as milliseconds.
fn with_instants(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(with_instants),
        Value::Object(members) => {
            for (name, member) in members {
                match member.as_i64() {
                    Some(millis) if name == "at" || name.ends_with("At") || name == "seenUntil" => {
                        *member = Timestamp::from_millis(millis).rfc3339().into();
                    }
                    _ => with_instants(member),
                }
            }
        }
        Value::Bool(_) | Value::Null | Value::Number(_) | Value::String(_) => {}
    }
}
