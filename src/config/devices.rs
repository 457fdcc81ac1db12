use crate::{json::Json, model::Device};

/// Reads a list of devices (`GET devices`, or `config.devices`). An entry without an id is left out.
#[must_use]
pub fn read_devices(json: &Json) -> Vec<Device> {
    let device = |device: &Json| {
        Some(Device {
            id: device.get("id").text()?,
            name: device.get("name").label().unwrap_or_default(),
            client: device.get("client").text().unwrap_or_default(),
            last_success_at: device.get("lastSuccessAt").instant(),
            last_failure_at: device.get("lastFailureAt").instant(),
            uses_new_password: device.get("usesNewPassword").flag(),
        })
    };
    json.items().iter().filter_map(device).collect()
}
