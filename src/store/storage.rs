//! The browser's storages. A write that fails is reported, a read that fails is as if nothing was there.

use wasm_bindgen::prelude::*;
use web_sys::Storage;

use crate::json::Json;

/// How long a record is kept; milliseconds.
const KEPT_FOR: f64 = 30.0 * 86_400_000.0;

#[wasm_bindgen]
extern "C" {
    /// A storage whose methods a page may have replaced.
    #[wasm_bindgen(js_name = Storage)]
    type Patched;
    #[wasm_bindgen(method, catch, js_name = getItem)]
    fn item(this: &Patched, key: &str) -> Result<JsValue, JsValue>;
}

/// What a storage holds, if it is a text.
pub(super) fn text(storage: &Storage, key: &str) -> Option<String> {
    let item = storage.unchecked_ref::<Patched>().item(key);
    item.ok()?.as_string()
}

/// The storage that outlives the tab.
pub(super) fn local() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The storage that ends with the tab.
pub(super) fn session() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// A record with `savedAt` that is not too old; one that is gets removed.
pub(super) fn record(storage: Option<Storage>, key: &str) -> Option<Json> {
    let storage = storage?;
    let record = Json::parse(&text(&storage, key)?);
    let saved_at = record.get("savedAt").number()?;
    if js_sys::Date::now() - saved_at > KEPT_FOR {
        remove(Some(storage), key);
        return None;
    }
    Some(record)
}

/// Writes a record with the time, unless it is there already: other tabs follow each write. Whether it is kept.
pub(super) fn write_dated(storage: Option<Storage>, key: &str, record: &Json) -> bool {
    let before = storage.as_ref().and_then(|storage| text(storage, key));
    if let Some(before) = before.map(|before| Json::parse(&before))
        && before.is_object()
    {
        before.set("savedAt", JsValue::UNDEFINED);
        if before.stringify() == record.stringify() {
            return true;
        }
    }
    record.set("savedAt", js_sys::Date::now());
    write(storage, key, record)
}

/// Writes a record; whether the browser kept it.
pub(super) fn write(storage: Option<Storage>, key: &str, record: &Json) -> bool {
    let written = |storage: Storage| storage.set_item(key, &record.stringify()?).ok();
    storage.and_then(written).is_some()
}

/// Removes a record.
pub(super) fn remove(storage: Option<Storage>, key: &str) {
    if let Some(storage) = storage {
        // What cannot be removed could not be written either.
        let _ = storage.remove_item(key);
    }
}
