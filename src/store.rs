//! What stays in the browser: the checklist (local storage) and an open attempt (session storage). Never a secret.

#[cfg(feature = "full")]
use crate::flow::{Checklist, DeviceAnswer, Recovery, RecoveryDevice, Row, Seen};
use crate::{
    flow::{Attempt, Changed, Wishes},
    json::Json,
};

/// How long a checklist is kept; milliseconds.
const KEPT_FOR: f64 = 30.0 * 86_400_000.0;

/// Where one mailbox's records are: its key does not show the address.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// Of the endpoint and the mailbox.
    own: String,
    /// Of the mailbox alone: a recovery is the same on a page that has no endpoint. Nothing for one without a mailbox:
    /// it may be anybody's, so it ends with the tab.
    #[cfg(feature = "full")]
    recovery: Option<String>,
}

impl Place {
    /// The place of a mailbox at an endpoint.
    pub(crate) fn new(endpoint: &str, mailbox: &str) -> Self {
        Self {
            own: hash(&[endpoint, "\n", mailbox].concat()),
            #[cfg(feature = "full")]
            recovery: (!mailbox.is_empty()).then(|| hash(mailbox)),
        }
    }

    /// The checklist's key in local storage.
    pub(crate) fn checklist_key(&self) -> String {
        ["mailbox-password:v1:", &self.own].concat()
    }

    fn attempt_key(&self) -> String {
        ["mailbox-password:attempt:v1:", &self.own].concat()
    }

    /// Whether a checklist is kept that is neither finished nor too old.
    pub(crate) fn has_unfinished_list(&self) -> bool {
        record(local(), &self.checklist_key())
            .is_some_and(|record| record.get("open").flag() == Some(true))
    }

    /// Keeps the checklist; whether the browser did.
    #[cfg(feature = "full")]
    pub(crate) fn save_checklist(&self, list: &Checklist) -> bool {
        let record = Json::object();
        record.set("savedAt", js_sys::Date::now());
        record.set("changedAt", list.changed_at);
        record.set("change", change_as_json(&list.change).as_js().clone());
        record.set("open", list.is_unfinished());
        let rows = js_sys::Array::new();
        for row in &list.rows {
            let entry = Json::object();
            entry.set("id", row.id.as_str());
            entry.set("name", row.name.as_str());
            entry.set("client", row.client.as_str());
            entry.set("listed", row.listed);
            if let Some(answer) = row.answer {
                entry.set("answer", answer.id());
            }
            rows.push(entry.as_js());
        }
        record.set("rows", wasm_bindgen::JsValue::from(rows));
        let text = record.stringify();
        text.is_some_and(|text| write(local(), &self.checklist_key(), &text))
    }

    /// The checklist that was kept, if it is not too old.
    #[cfg(feature = "full")]
    pub(crate) fn load_checklist(&self) -> Option<Checklist> {
        let record = record(local(), &self.checklist_key())?;
        let rows = record.get("rows").items();
        Some(Checklist {
            changed_at: record.get("changedAt").number()?,
            change: change_from_json(&record.get("change")),
            rows: rows
                .iter()
                .filter_map(|row| {
                    Some(Row {
                        id: row.get("id").text()?,
                        name: row.get("name").text()?,
                        client: row.get("client").text()?,
                        listed: row.get("listed").flag()?,
                        answer: row
                            .get("answer")
                            .text()
                            .and_then(|id| DeviceAnswer::from_id(&id)),
                        seen: Seen::Nothing,
                    })
                })
                .collect(),
        })
    }

    /// Forgets the checklist.
    #[cfg(feature = "full")]
    pub(crate) fn forget_checklist(&self) {
        remove(local(), &self.checklist_key());
    }

    /// The key of what was reported of a recovery.
    #[cfg(feature = "full")]
    pub(crate) fn recovery_key(&self) -> String {
        let own = self.recovery.as_deref().unwrap_or_default();
        ["mailbox-password:recovery:v1:", own].concat()
    }

    /// Where that is kept.
    #[cfg(feature = "full")]
    fn recovery_storage(&self) -> Option<web_sys::Storage> {
        if self.recovery.is_some() {
            local()
        } else {
            session()
        }
    }

    /// Keeps what was reported of a recovery; whether the browser did.
    #[cfg(feature = "full")]
    pub(crate) fn save_recovery(&self, recovery: &Recovery) -> bool {
        let record = Json::object();
        record.set("savedAt", js_sys::Date::now());
        record.set("refused", recovery.was_refused);
        let done = js_sys::Array::new();
        for at in recovery.done {
            done.push(&wasm_bindgen::JsValue::from_f64(at.unwrap_or_default()));
        }
        record.set("done", wasm_bindgen::JsValue::from(done));
        let devices = js_sys::Array::new();
        for device in &recovery.devices {
            let entry = Json::object();
            entry.set("id", device.id.as_str());
            entry.set("name", device.name.as_str());
            entry.set("client", device.client.as_str());
            entry.set("listed", device.listed);
            entry.set("off", device.is_off);
            entry.set("back", device.is_back);
            devices.push(entry.as_js());
        }
        record.set("devices", wasm_bindgen::JsValue::from(devices));
        let text = record.stringify();
        text.is_some_and(|text| write(self.recovery_storage(), &self.recovery_key(), &text))
    }

    /// What was reported of a recovery, if it is not too old.
    #[cfg(feature = "full")]
    pub(crate) fn load_recovery(&self) -> Option<Recovery> {
        let record = record(self.recovery_storage(), &self.recovery_key())?;
        let device = |device: &Json| {
            Some(RecoveryDevice {
                id: device.get("id").text()?,
                name: device.get("name").text()?,
                client: device.get("client").text()?,
                listed: device.get("listed").flag()?,
                is_off: device.get("off").flag()?,
                is_back: device.get("back").flag()?,
                ..RecoveryDevice::default()
            })
        };
        let mut recovery = Recovery {
            was_refused: record.get("refused").flag().unwrap_or(false),
            devices: record
                .get("devices")
                .items()
                .iter()
                .filter_map(device)
                .collect(),
            ..Recovery::default()
        };
        for (done, at) in recovery.done.iter_mut().zip(record.get("done").items()) {
            *done = at.number().filter(|at| *at > 0.0);
        }
        Some(recovery)
    }

    /// Forgets what was reported of a recovery.
    #[cfg(feature = "full")]
    pub(crate) fn forget_recovery(&self) {
        remove(self.recovery_storage(), &self.recovery_key());
    }

    /// Keeps an attempt until it is known what became of it.
    pub(crate) fn save_attempt(&self, attempt: &Attempt) {
        let record = Json::object();
        record.set("key", attempt.key.as_str());
        record.set("sentAt", attempt.sent_at);
        if let Some(baseline) = &attempt.baseline {
            record.set("baseline", baseline.as_str());
        }
        #[cfg(feature = "full")]
        {
            record.set("mustChange", attempt.wishes.must_change);
            record.set("signOut", attempt.wishes.sign_out);
        }
        if let Some(text) = record.stringify() {
            // Without session storage a reload forgets the attempt; nothing else changes.
            write(session(), &self.attempt_key(), &text);
        }
    }

    /// An attempt of an earlier page that is still open. Its values are gone, so its key is never used again.
    pub(crate) fn load_attempt(&self) -> Option<Attempt> {
        let record = Json::parse(&session()?.get_item(&self.attempt_key()).ok()??);
        Some(Attempt {
            key: record.get("key").text()?,
            baseline: record.get("baseline").text(),
            sent_at: record.get("sentAt").number()?,
            edits: u32::MAX,
            #[cfg(feature = "full")]
            wishes: Wishes {
                must_change: record.get("mustChange").flag().unwrap_or(false),
                sign_out: record.get("signOut").flag().unwrap_or(false),
            },
            #[cfg(not(feature = "full"))]
            wishes: Wishes::default(),
        })
    }

    /// It is known what became of the attempt.
    pub(crate) fn forget_attempt(&self) {
        remove(session(), &self.attempt_key());
    }
}

/// A change as it is kept, and as it is handed over to the other module.
pub(crate) fn change_as_json(change: &Changed) -> Json {
    let json = Json::object();
    for (name, at) in [
        ("at", change.at),
        ("oldWorksUntil", change.old_works_until),
        ("worksFrom", change.works_from),
    ] {
        if let Some(at) = at {
            json.set(name, at);
        }
    }
    json
}

/// The same, read.
pub(crate) fn change_from_json(json: &Json) -> Changed {
    Changed {
        at: json.get("at").number(),
        old_works_until: json.get("oldWorksUntil").number(),
        works_from: json.get("worksFrom").number(),
    }
}

fn local() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn session() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// A record that is not too old.
fn record(storage: Option<web_sys::Storage>, key: &str) -> Option<Json> {
    let storage = storage?;
    let record = Json::parse(&storage.get_item(key).ok()??);
    let saved_at = record.get("savedAt").number()?;
    if js_sys::Date::now() - saved_at > KEPT_FOR {
        remove(Some(storage), key);
        return None;
    }
    Some(record)
}

fn write(storage: Option<web_sys::Storage>, key: &str, text: &str) -> bool {
    storage.is_some_and(|storage| storage.set_item(key, text).is_ok())
}

fn remove(storage: Option<web_sys::Storage>, key: &str) {
    if let Some(storage) = storage {
        // What cannot be removed could not be written either.
        let _ = storage.remove_item(key);
    }
}

/// FNV-1a, 64 bits, in hexadecimal: tells mailboxes apart, and is no secret.
fn hash(text: &str) -> String {
    let value = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (0..16)
        .rev()
        .filter_map(|nibble| char::from_digit(((value >> (nibble * 4)) & 15) as u32, 16))
        .collect()
}
