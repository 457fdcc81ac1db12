use gloo_net::http::{RequestBuilder, Response};
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::request::fetch;
use crate::json::Json;

/// The files that are loaded after the first load: languages, steps, the list of common passwords.
///
/// The element hands over where they are, as `{locales: {de: {url, integrity}}, steps: {…}, common: {…}}`, and how to
/// show a part that is in another module: `show(node, part)`, a promise, and `leave(node)`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Assets(Json);

impl Assets {
    pub(crate) fn new(files: Json) -> Self {
        Self(files)
    }

    /// As the element handed them over.
    #[cfg(feature = "full")]
    pub(crate) fn as_json(&self) -> Json {
        self.0.clone()
    }

    /// Whether there is a file for this language.
    pub(crate) fn has_language(&self, language: &str) -> bool {
        !self.0.get("locales").get(language).is_none()
    }

    /// A language file.
    pub(crate) async fn language(&self, language: &str) -> Option<Json> {
        let text = load(self.0.get("locales").get(language)).await?;
        Some(Json::parse(&text)).filter(Json::is_object)
    }

    /// A mail client's steps; `None` if there are none of our own.
    #[cfg(feature = "full")]
    pub(crate) async fn steps(&self, client: &str) -> Option<Json> {
        let text = load(self.0.get("steps").get(client)).await?;
        Some(Json::parse(&text)).filter(Json::is_object)
    }

    /// Lets the page's script show a part in a node; `None` where there is no such script. What comes of it ends the part.
    #[allow(clippy::type_complexity, reason = "it is named nowhere else")]
    pub(crate) fn show_part(
        &self,
        node: &web_sys::Element,
        part: &Json,
    ) -> Option<impl Future<Output = Result<Box<dyn FnOnce()>, ()>> + use<>> {
        let function = |name| self.0.get(name).as_js().dyn_ref::<Function>().cloned();
        let (show, leave) = (function("show")?, function("leave")?);
        let node = node.clone();
        let shown = show.call2(&JsValue::UNDEFINED, &node, part.as_js());
        Some(async move {
            let shown = shown
                .ok()
                .and_then(|shown| shown.dyn_into::<Promise>().ok());
            JsFuture::from(shown.ok_or(())?).await.map_err(|_| ())?;
            let end: Box<dyn FnOnce()> = Box::new(move || {
                // What it throws is the script's own affair.
                let _ = leave.call1(&JsValue::UNDEFINED, &node);
            });
            Ok(end)
        })
    }

    /// The packed list of common passwords.
    pub(crate) async fn common(&self) -> Option<String> {
        load(self.0.get("common")).await
    }
}

async fn load(file: Json) -> Option<String> {
    let builder = RequestBuilder::new(&file.get("url").text()?);
    let request = match file.get("integrity").text() {
        Some(integrity) => builder.integrity(&integrity),
        None => builder,
    }
    .build()
    .ok()?;
    let response = JsFuture::from(fetch(&request.into()).ok()?).await.ok()?;
    let response = Response::from(response.dyn_into::<web_sys::Response>().ok()?);
    if response.ok() {
        response.text().await.ok()
    } else {
        None
    }
}
