use wasm_bindgen_futures::JsFuture;

use crate::{i18n::Key, state::Context, task::spawn};

/// Copies a text, and says whether the browser did, in the live region and to `show`.
pub(crate) fn copy(cx: Context, text: &str, copied: Key, failed: Key, show: Box<dyn Fn(Key)>) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let written = window.navigator().clipboard().write_text(text);
    spawn(async move {
        let key = match JsFuture::from(written).await {
            Ok(_) => copied,
            Err(_) => failed,
        };
        show(key);
        cx.announce_key(key);
    });
}
