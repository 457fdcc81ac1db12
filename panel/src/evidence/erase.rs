//! What is kept of one mailbox's devices: printed, and deleted.

use std::error;
use std::fmt;
use std::sync::Arc;

use serde_json::{Value, json};

use super::open_store;
use super::store::Store;
use crate::clock::Timestamp;
use crate::database::Database;
use crate::directory::{DirectoryError, canonical_address};
use crate::options::Options;

/// The store of evidence cannot be used.
#[derive(Debug)]
pub struct EraseError(String);

impl fmt::Display for EraseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the evidence store cannot be used ({})", self.0)
    }
}

impl error::Error for EraseError {}

impl From<DirectoryError> for EraseError {
    fn from(error: DirectoryError) -> Self {
        Self(error.reason().to_owned())
    }
}

/// Everything that is kept of a mailbox's devices, as JSON.
///
/// # Errors
/// The store cannot be read.
pub async fn export(options: &Options, mailbox: &str) -> Result<Value, EraseError> {
    let (store, _) = open(options).await?;
    let mailbox = canonical_address(mailbox);
    let mut document = json!({
        "mailbox": mailbox,
        "devices": store.devices(&mailbox).await?,
        "lastLock": store.lock(&mailbox).await?,
    });
    with_instants(&mut document);
    Ok(document)
}

/// Deletes it; says how many devices there were.
///
/// # Errors
/// The store cannot be written.
pub async fn erase(options: &Options, mailbox: &str) -> Result<u64, EraseError> {
    let (store, _) = open(options).await?;
    Ok(store.erase(&canonical_address(mailbox)).await?)
}

/// Opens the evidence store, and the PostgreSQL database if the options name one.
pub(super) async fn open(
    options: &Options,
) -> Result<(Arc<dyn Store>, Option<Database>), EraseError> {
    let Some(evidence) = &options.evidence else {
        return Err(EraseError("none was named".to_owned()));
    };
    if let Some(file) = evidence.store.as_ref().filter(|file| !file.is_file()) {
        return Err(EraseError(format!("{} is not there", file.display())));
    }
    let database = match &options.database {
        Some(database) => Some(Database::open(database).await?),
        None => None,
    };
    Ok((open_store(evidence, database.as_ref())?, database))
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
