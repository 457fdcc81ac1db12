use wasm_bindgen_futures::JsFuture;

use crate::{
    i18n::Key,
    state::{Context, LocalSignal},
    task::spawn,
};

/// Copies a text, and says whether the browser did, in the live region and in `result`.
pub(crate) fn copy(
    cx: Context,
    text: &str,
    copied: Key,
    failed: Key,
    result: LocalSignal<Option<Key>>,
) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let written = window.navigator().clipboard().write_text(text);
    spawn(async move {
        let key = match JsFuture::from(written).await {
            Ok(_) => copied,
            Err(_) => failed,
        };
        result.set(Some(key));
        cx.announce_key(key);
    });
}
