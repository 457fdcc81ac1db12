//! What a PostgreSQL database holds for a batch, and what a batch alters in it: a statement for each table, whatever the
//! number of rows.

use deadpool_postgres::Transaction;
use mailbox_password_evidence::Batch;

use super::fold::Mailboxes;
use super::kept::{Kept, LastBatch, oldest};
use super::lock::Lock;
use super::postgres_rows::{device_columns, read_device, read_lock};
use super::row::DeviceRow;
use crate::clock::Timestamp;
use crate::database::{DatabaseError, Values, without_nul};

const LAST: &str = "SELECT sequence, batch FROM agents WHERE name = $1";

const LOGS: &str = "SELECT log, read_to FROM logs WHERE log = ANY($1)";

const DEVICES: &str = concat!(
    "SELECT mailbox, ",
    device_columns!(),
    " FROM devices WHERE mailbox = ANY($1)"
);

const LOCKS: &str = "
SELECT mailbox, at, seen_until, device, host, wrong_count, NULL::text FROM locks WHERE mailbox = ANY($1)";

const WRITE_LAST: &str = "
INSERT INTO agents (name, sequence, batch) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET sequence = excluded.sequence, batch = excluded.batch";

const DELETE_SOURCES: &str = "DELETE FROM sources WHERE agent = $1";

const WRITE_SOURCE: &str = "
INSERT INTO sources (agent, name, format, problem, is_caught_up, clock_is_off_by, last_line_at, heard_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (agent, name) DO UPDATE SET format = excluded.format, problem = excluded.problem,
is_caught_up = excluded.is_caught_up, clock_is_off_by = excluded.clock_is_off_by,
last_line_at = excluded.last_line_at, heard_at = excluded.heard_at";

const WRITE_LOGS: &str = "
INSERT INTO logs (log, read_to, heard_at) SELECT log, read_to, $3 FROM unnest($1::text[], $2::bigint[]) AS new (log, read_to)
ON CONFLICT (log) DO UPDATE SET read_to = excluded.read_to, heard_at = excluded.heard_at";

const DELETE_DEVICES: &str = "
DELETE FROM devices USING unnest($1::text[], $2::text[]) AS gone (mailbox, id)
WHERE devices.mailbox = gone.mailbox AND devices.id = gone.id";

const WRITE_DEVICES: &str = concat!(
    "INSERT INTO devices (mailbox, ",
    device_columns!(),
    ") SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], \
     $9::text[], $10::text[], $11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[], \
     $17::bigint[]) ON CONFLICT (mailbox, id) DO UPDATE SET device = excluded.device, name = excluded.name, \
     kind = excluded.kind, client = excluded.client, program = excluded.program, protocol = excluded.protocol, \
     host = excluded.host, network = excluded.network, first_at = excluded.first_at, last_at = excluded.last_at, \
     accepted_at = excluded.accepted_at, password_at = excluded.password_at, refused_at = excluded.refused_at, \
     wrong_at = excluded.wrong_at, wrong_count = excluded.wrong_count"
);

const WRITE_LOCK: &str = "
INSERT INTO locks (mailbox, at, seen_until, device, host, wrong_count) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (mailbox) DO UPDATE SET at = excluded.at, seen_until = excluded.seen_until, device = excluded.device,
host = excluded.host, wrong_count = excluded.wrong_count";

const FORGET_OLD: &str = "
WITH old_devices AS (DELETE FROM devices WHERE last_at < $1), old_locks AS (DELETE FROM locks WHERE seen_until < $1),
old_logs AS (DELETE FROM logs WHERE heard_at < $1) DELETE FROM sources WHERE heard_at < $1";

/// What is kept of the batch's agent, logs and mailboxes.
pub(super) async fn load(
    tx: &Transaction<'_>,
    batch: &Batch,
    mailboxes: &Mailboxes,
) -> Result<Kept, DatabaseError> {
    let mut kept = Kept::default();
    for row in query(tx, LAST, &[&batch.agent]).await? {
        kept.last = Some(LastBatch {
            sequence: unsigned(row.try_get(0)?),
            id: row.try_get(1)?,
        });
    }
    let logs: Vec<_> = batch.parts.iter().map(|part| part.log.as_str()).collect();
    for row in query(tx, LOGS, &[&logs]).await? {
        kept.logs.insert(row.try_get(0)?, unsigned(row.try_get(1)?));
    }
    let addresses: Vec<_> = mailboxes.addresses().into_iter().collect();
    if addresses.is_empty() {
        return Ok(kept);
    }
    for row in query(tx, DEVICES, &[&addresses]).await? {
        let mailbox = kept.mailboxes.entry(row.try_get(0)?).or_default();
        mailbox.load(read_device(&row, 1)?);
    }
    for row in query(tx, LOCKS, &[&addresses]).await? {
        let mailbox = kept.mailboxes.entry(row.try_get(0)?).or_default();
        mailbox.load_lock(read_lock(&row, 1)?);
    }
    Ok(kept)
}

/// Writes what the batch has altered, and deletes what is too old.
pub(super) async fn write(
    tx: &Transaction<'_>,
    kept: &Kept,
    batch: &Batch,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let last: Values<'_> = &[&batch.agent, &signed(batch.sequence), &batch.id];
    execute(tx, WRITE_LAST, last).await?;
    write_sources(tx, batch, now).await?;
    let (logs, read_to): (Vec<_>, Vec<_>) = kept
        .logs
        .iter()
        .map(|(log, read_to)| (log.as_str(), signed(*read_to)))
        .unzip();
    execute(tx, WRITE_LOGS, &[&logs, &read_to, &now]).await?;
    let dropped = kept
        .mailboxes
        .iter()
        .flat_map(|(mailbox, found)| found.dropped().map(move |id| (mailbox.as_str(), id)));
    let (mailboxes, ids): (Vec<_>, Vec<_>) = dropped.unzip();
    if !ids.is_empty() {
        execute(tx, DELETE_DEVICES, &[&mailboxes, &ids]).await?;
    }
    let rows: Vec<_> = kept
        .mailboxes
        .iter()
        .flat_map(|(mailbox, found)| found.written().map(move |row| (mailbox.as_str(), row)))
        .collect();
    if !rows.is_empty() {
        write_devices(tx, &rows).await?;
    }
    for (mailbox, found) in &kept.mailboxes {
        if let Some(lock) = found.written_lock() {
            write_lock(tx, mailbox, lock).await?;
        }
    }
    execute(tx, FORGET_OLD, &[&oldest(now)]).await
}

/// Replaces the list of an agent's sources by the one in its batch.
async fn write_sources(
    tx: &Transaction<'_>,
    batch: &Batch,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    execute(tx, DELETE_SOURCES, &[&batch.agent]).await?;
    for source in &batch.sources {
        let last = source.last_line_at.map(|at| at.as_millisecond());
        let (format, problem) = (
            without_nul(&source.format),
            source.problem.as_deref().map(without_nul),
        );
        let values: Values<'_> = &[
            &batch.agent,
            &source.name,
            &format,
            &problem,
            &source.is_caught_up,
            &source.clock_is_off_by,
            &last,
            &now,
        ];
        execute(tx, WRITE_SOURCE, values).await?;
    }
    Ok(())
}

async fn write_devices(
    tx: &Transaction<'_>,
    rows: &[(&str, &DeviceRow)],
) -> Result<(), DatabaseError> {
    let texts = |of: fn(&DeviceRow) -> &String| -> Vec<_> {
        rows.iter().map(|(_, row)| without_nul(of(row))).collect()
    };
    let instants = |of: fn(&DeviceRow) -> Option<Timestamp>| -> Vec<_> {
        rows.iter().map(|(_, row)| of(row)).collect()
    };
    let mailboxes: Vec<_> = rows.iter().map(|(mailbox, _)| *mailbox).collect();
    let counts: Vec<_> = rows
        .iter()
        .map(|(_, row)| i64::from(row.wrong_count))
        .collect();
    let values: Values<'_> = &[
        &mailboxes,
        &texts(|row| &row.id),
        &texts(|row| &row.device),
        &texts(|row| &row.name),
        &texts(|row| &row.kind),
        &texts(|row| &row.client),
        &texts(|row| &row.program),
        &texts(|row| &row.protocol),
        &texts(|row| &row.host),
        &texts(|row| &row.network),
        &instants(|row| Some(row.first_at)),
        &instants(|row| Some(row.last_at)),
        &instants(|row| row.accepted_at),
        &instants(|row| row.password_at),
        &instants(|row| row.refused_at),
        &instants(|row| row.wrong_at),
        &counts,
    ];
    execute(tx, WRITE_DEVICES, values).await
}

async fn write_lock(tx: &Transaction<'_>, mailbox: &str, lock: &Lock) -> Result<(), DatabaseError> {
    let host = without_nul(&lock.host);
    let values: Values<'_> = &[
        &mailbox,
        &lock.at,
        &lock.seen_until,
        &lock.device,
        &host,
        &i64::from(lock.wrong_count),
    ];
    execute(tx, WRITE_LOCK, values).await
}

async fn query(
    tx: &Transaction<'_>,
    statement: &str,
    values: Values<'_>,
) -> Result<Vec<tokio_postgres::Row>, DatabaseError> {
    let statement = tx.prepare_cached(statement).await?;
    tx.query(&statement, values).await
}

async fn execute(
    tx: &Transaction<'_>,
    statement: &str,
    values: Values<'_>,
) -> Result<(), DatabaseError> {
    let statement = tx.prepare_cached(statement).await?;
    tx.execute(&statement, values).await.map(drop)
}

/// A number as SQL has them. Larger ones were refused before.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
