use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::fetch::fetch;
use crate::json::Json;

/// The files that are loaded after the first load: languages, steps, the list of common passwords, the words that
/// passwords are made of.
///
/// Their addresses are `{locales: {de: {url, integrity}}, steps: {…}, common: {…}, words: {…}}`. The loader hands over
/// `later` in place of all but the first, `async () => {steps, common, words}`: they are in a file of their own.
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
        let text = load(self.later().await.get("steps").get(client)).await?;
        Some(Json::parse(&text)).filter(Json::is_object)
    }

    /// The packed list of common passwords.
    pub(crate) async fn common(&self) -> Option<String> {
        load(self.later().await.get("common")).await
    }

    /// The words that passwords are made of.
    pub(crate) async fn words(&self) -> Option<String> {
        load(self.later().await.get("words")).await
    }

    /// What has the addresses of steps and lists.
    async fn later(&self) -> Json {
        let files = self.0.get("later");
        let Some(function) = files.as_js().dyn_ref::<Function>() else {
            return self.0.clone();
        };
        let files = function.call0(&JsValue::UNDEFINED).unwrap_or_default();
        JsFuture::from(Promise::resolve(&files))
            .await
            .map(Json::from)
            .unwrap_or_default()
    }
}

async fn load(file: Json) -> Option<String> {
    // The file's entry has `integrity` where it is known, as the second argument of `fetch` has.
    let promise = fetch(&file.get("url").text()?, file.as_js()).ok()?;
    let response = JsFuture::from(Promise::resolve(&promise)).await.ok()?;
    let response: web_sys::Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let text = response.text().ok()?;
    JsFuture::from(text).await.ok()?.as_string()
}
