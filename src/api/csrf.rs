use js_sys::{JsString, Reflect};
use wasm_bindgen::{JsValue, prelude::*};

use crate::config::CsrfSource;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = decodeURIComponent)]
    fn decode(text: &str) -> Result<JsString, JsValue>;
}

/// The CSRF token as it stands now.
pub(super) fn token(source: &CsrfSource) -> Option<String> {
    let document = web_sys::window()?.document()?;
    match source {
        CsrfSource::Meta(name) => {
            let metas = document.get_elements_by_tag_name("meta");
            (0..metas.length())
                .filter_map(|index| metas.item(index))
                .find(|meta| meta.get_attribute("name").as_deref() == Some(name))?
                .get_attribute("content")
        }
        CsrfSource::Cookie(name) => {
            let cookies = Reflect::get(&document, &"cookie".into()).ok()?.as_string()?;
            let value = cookies.split(';').find_map(|cookie| {
                let (key, value) = cookie.split_once('=')?;
                (key.trim() == name).then_some(value.trim())
            })?;
            Some(decode(value).map_or_else(|_| value.into(), String::from))
        }
    }
}
