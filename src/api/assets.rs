use gloo_net::http::{RequestBuilder, Response};
use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::request::fetch;
use crate::json::Json;

/// The files that are loaded after the first load: languages, steps, the list of common passwords, the words that
/// passwords are made of.
///
/// The loader hands over their addresses as `{locales: {de: {url, integrity}}, steps: {…}, common: {…}, words: {…}}`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Assets(Json);

impl Assets {
    pub(crate) fn new(files: Json) -> Self {
        Self(files)
    }

    /// Whether there is a file for this language.
    pub(crate) fn has_language(&self, language: &str) -> bool {
        !self.0.get("locales").get(language).is_none()
    }

    /// The texts of a language file.
    pub(crate) async fn language(&self, tag: &str) -> Option<Json> {
        let text = load(self.0.get("locales").get(tag)).await?;
        Some(Json::parse(&text))
    }

    /// A mail client's steps; `None` if there are none of our own.
    pub(crate) async fn steps(&self, client: &str) -> Option<Json> {
        let text = load(self.0.get("steps").get(client)).await?;
        Some(Json::parse(&text)).filter(Json::is_object)
    }

    /// The packed list of common passwords.
    pub(crate) async fn common(&self) -> Option<String> {
        load(self.0.get("common")).await
    }

    /// The words that passwords are made of.
    pub(crate) async fn words(&self) -> Option<String> {
        load(self.0.get("words")).await
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
    let sent = Promise::resolve(&fetch(&request.into()).ok()?);
    let response = JsFuture::from(sent).await.ok()?;
    let response = Response::from(response.dyn_into::<web_sys::Response>().ok()?);
    if response.ok() {
        response.text().await.ok()
    } else {
        None
    }
}
