use js_sys::{JsString, Reflect};
use wasm_bindgen::{JsValue, prelude::*};

use crate::config::CsrfSource;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = decodeURIComponent)]
    fn decode(text: &str) -> Result<JsString, JsValue>;

    #[wasm_bindgen(js_namespace = CSS)]
    fn escape(text: &str) -> String;
}

/// The CSRF token as it is now.
pub(super) fn token(source: &CsrfSource) -> Option<String> {
    let document = web_sys::window()?.document()?;
    match source {
        CsrfSource::Meta(name) => {
            let selector = ["meta[name=\"", &escape(name), "\"]"].concat();
            document
                .query_selector(&selector)
                .ok()??
                .get_attribute("content")
        }
        CsrfSource::Cookie(name) => {
            let cookies = Reflect::get(&document, &"cookie".into())
                .ok()?
                .as_string()?;
            let value = cookies.split(';').find_map(|cookie| {
                let (key, value) = cookie.split_once('=')?;
                (key.trim_ascii() == name).then_some(value.trim_ascii())
            })?;
            Some(decode(value).map_or_else(|_| value.into(), String::from))
        }
    }
}
