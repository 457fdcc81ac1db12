//! The browser's `fetch`, with requests and answers as the browser has them.

use js_sys::Promise;
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Request, Response};

use crate::json::Json;

#[wasm_bindgen]
extern "C" {
    // A patched `fetch` may throw, and reject with something that is no `Error`.
    #[wasm_bindgen(catch, js_name = fetch)]
    fn browser_fetch(request: &Request) -> Result<Promise, JsValue>;
}

/// A request with these options (`RequestInit`); `None` if the browser refuses the address or an option.
pub(super) fn request(url: &str, options: &Json) -> Option<Request> {
    Request::new_with_str_and_init(url, options.as_js().unchecked_ref()).ok()
}

/// Sends a request; `None` if there is no answer.
pub(super) async fn fetch(request: &Request) -> Option<Response> {
    answer(browser_fetch(request).ok()?).await
}

/// The answer to a request that has been sent.
pub(super) async fn answer(sent: Promise) -> Option<Response> {
    JsFuture::from(sent).await.ok()?.dyn_into().ok()
}

/// The body of an answer, as a text; `None` if it did not come to its end.
pub(super) async fn text(response: &Response) -> Option<String> {
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    text.as_string()
}
