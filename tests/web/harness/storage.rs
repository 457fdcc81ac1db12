//! The browser's two storages.

use web_sys::Storage;

/// For thirty days.
pub(crate) fn local() -> Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

/// For as long as the tab is open.
pub(crate) fn session() -> Storage {
    web_sys::window()
        .unwrap()
        .session_storage()
        .unwrap()
        .unwrap()
}

/// Clears both.
pub(crate) fn clear_storage() {
    for storage in [local(), session()] {
        storage.clear().unwrap();
    }
}
