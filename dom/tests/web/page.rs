//! A place in the page for each test, and waiting for what the reactive system does later.

use std::ops::Deref;

use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

/// An element in the page, taken out when it is dropped.
pub(crate) struct Page(Element);

impl Page {
    pub(crate) fn new() -> Self {
        let body = document().body().unwrap();
        let section = document().create_element("section").unwrap();
        body.append_child(&section).unwrap();
        Self(section)
    }

    /// The markup in it.
    pub(crate) fn html(&self) -> String {
        self.0.inner_html()
    }
}

impl Deref for Page {
    type Target = Element;

    fn deref(&self) -> &Element {
        &self.0
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.0.remove();
    }
}

pub(crate) fn document() -> web_sys::Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Lets the effects run that are due.
pub(crate) async fn tick() {
    for _ in 0..4 {
        JsFuture::from(js_sys::Promise::resolve(&wasm_bindgen::JsValue::NULL))
            .await
            .unwrap();
    }
}
