use wasm_bindgen::JsValue;

use super::{
    Records,
    storage::{local, record, remove, session, write_dated},
};
use crate::{
    json::Json,
    model::{Recovery, RecoveryDevice, Step},
};

impl Records {
    /// The recovery's key in its storage.
    pub(crate) fn recovery_key(&self) -> String {
        let id = self.recovery_id.as_deref().unwrap_or_default();
        ["mailbox-password:recovery:v1:", id].concat()
    }

    fn recovery_storage(&self) -> Option<web_sys::Storage> {
        if self.recovery_id.is_some() {
            local()
        } else {
            session()
        }
    }

    /// Keeps what was reported of a recovery; whether the browser did.
    pub(crate) fn save_recovery(&self, recovery: &Recovery) -> bool {
        let json = Json::object();
        json.set("refused", recovery.was_refused);
        let done = recovery.done.iter();
        let done = done.map(|at| JsValue::from_f64(at.unwrap_or_default()));
        json.set("done", Json::array(done));
        let devices = recovery.devices.iter();
        let devices = devices.map(|device| JsValue::from(device_as_json(device)));
        json.set("devices", Json::array(devices));
        write_dated(self.recovery_storage(), &self.recovery_key(), &json)
    }

    /// What was reported of a recovery, if it is not too old.
    pub(crate) fn load_recovery(&self) -> Option<Recovery> {
        let json = record(self.recovery_storage(), &self.recovery_key())?;
        let devices = json.get("devices").items();
        let mut recovery = Recovery {
            was_refused: json.get("refused").flag().unwrap_or(false),
            devices: devices.iter().filter_map(device_from_json).collect(),
            ..Recovery::default()
        };
        for (done, at) in recovery.done.iter_mut().zip(json.get("done").items()) {
            *done = at.number().filter(|at| *at > 0.0);
        }
        Some(recovery)
    }

    /// When the last step was reported done, if that was after this time (milliseconds since 1970).
    pub(super) fn recovered_since(&self, time: f64) -> Option<f64> {
        let json = record(self.recovery_storage(), &self.recovery_key())?;
        let saved_at = json.get("savedAt").number()?;
        let done = json.get("done").items();
        let at = done.get(Step::Enter as usize)?.number()?;
        (saved_at > time && at > 0.0).then_some(at)
    }

    /// Forgets what was reported of a recovery.
    pub(crate) fn forget_recovery(&self) {
        remove(self.recovery_storage(), &self.recovery_key());
    }
}

fn device_as_json(device: &RecoveryDevice) -> Json {
    let json = Json::object();
    json.set("id", device.id.as_str());
    json.set("name", device.name.as_str());
    json.set("client", device.client.as_str());
    json.set("listed", device.listed);
    json.set("off", device.off_at.is_some());
    json.set("offAt", device.off_at.unwrap_or_default());
    json.set("back", device.is_back);
    json
}

fn device_from_json(json: &Json) -> Option<RecoveryDevice> {
    Some(RecoveryDevice {
        id: json.get("id").text()?,
        name: json.get("name").text()?,
        client: json.get("client").text()?,
        listed: json.get("listed").flag()?,
        // Earlier versions stored only that it is off.
        off_at: json
            .get("off")
            .flag()?
            .then(|| json.get("offAt").number().unwrap_or_default()),
        is_back: json.get("back").flag()?,
        ..RecoveryDevice::default()
    })
}
