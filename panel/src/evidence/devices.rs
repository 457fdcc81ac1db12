//! A directory's devices, and those that were seen.

use mailbox_password_rules::wire::{Device, Refused};

use super::proof::uses_new_password;
use super::row::DeviceRow;
use crate::clock::Timestamp;

/// The directory's devices with what was seen of them, and then the others that were seen. `set_at`: when the password
/// was set.
pub(super) fn merge(
    known: Vec<Device>,
    rows: &[DeviceRow],
    set_at: Option<Timestamp>,
    grace: u64,
) -> Vec<Device> {
    let is_device = |row: &DeviceRow, device: &Device| {
        !row.device.is_empty() && row.device.eq_ignore_ascii_case(&device.id)
    };
    let (listed, others): (Vec<_>, Vec<_>) = rows
        .iter()
        .partition(|row| known.iter().any(|device| is_device(row, device)));
    let text = |at: Option<Timestamp>| at.map(Timestamp::rfc3339);
    let mut devices: Vec<Device> = known
        .into_iter()
        .map(
            |device| match listed.iter().find(|row| is_device(row, &device)) {
                Some(row) => Device {
                    last_success_at: text(row.accepted_at).max(device.last_success_at),
                    last_failure_at: text(row.refused_at).max(device.last_failure_at),
                    uses_new_password: uses_new_password(row, set_at, grace),
                    ..device
                },
                None => device,
            },
        )
        .collect();
    devices.extend(others.into_iter().map(|row| Device {
        id: row.id.clone(),
        name: row.name.clone(),
        kind: row.kind.clone(),
        client: row.client.clone(),
        protocol: row.protocol.clone(),
        last_success_at: text(row.accepted_at),
        last_failure_at: text(row.refused_at),
        uses_new_password: uses_new_password(row, set_at, grace),
    }));
    devices
}

/// The last refused sign-in of the directory and of the devices. Of one that both know of, the logs know the device.
pub(super) fn last_refused(known: Option<Refused>, rows: &[DeviceRow]) -> Option<Refused> {
    let seen = rows
        .iter()
        .filter_map(|row| Some((row.refused_at?, row)))
        .max_by_key(|(at, _)| *at);
    let Some((at, row)) = seen else {
        return known;
    };
    let known_at = known
        .as_ref()
        .and_then(|refused| Timestamp::parse(&refused.at));
    if known_at.is_some_and(|known| known > at.plus_seconds(SAME_SECONDS)) {
        return known;
    }
    Some(Refused {
        at: known_at.map_or(at, |known| known.max(at)).rfc3339(),
        client: row.name.clone(),
    })
}

/// Logs write whole seconds, and a directory its own instants.
const SAME_SECONDS: u64 = 2;
