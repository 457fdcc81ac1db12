//! A place in the page for each test, and what happens to the nodes in it.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

use dom::Mounted;
use js_sys::Array;
use leptos::prelude::IntoView;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, HtmlElement, HtmlInputElement, MutationObserver, MutationObserverInit,
    MutationRecord, Node,
};

/// An element in the page, removed when this is dropped.
pub(crate) struct Page {
    element: Element,
    mounted: Option<Mounted>,
}

impl Page {
    /// An empty element.
    pub(crate) fn new() -> Self {
        let element = document().create_element("section").unwrap();
        document().body().unwrap().append_child(&element).unwrap();
        Self {
            element,
            mounted: None,
        }
    }

    /// An element with a view in it.
    pub(crate) fn with<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self {
        let mut page = Self::new();
        page.mount(view);
        page
    }

    /// Mounts a view in it.
    pub(crate) fn mount<V: IntoView + 'static>(&mut self, view: impl FnOnce() -> V + 'static) {
        self.mounted = Some(dom::mount(&self.element, view));
    }

    /// Unmounts the view.
    pub(crate) fn unmount(&mut self) {
        self.mounted.take().unwrap().unmount();
    }

    /// The markup in it, without the comments that end regions.
    pub(crate) fn html(&self) -> String {
        self.inner_html().replace("<!---->", "")
    }

    /// The first element that fits.
    pub(crate) fn find(&self, selector: &str) -> Element {
        self.query_selector(selector)
            .unwrap()
            .unwrap_or_else(|| panic!("there is no {selector} in {}", self.inner_html()))
    }

    /// The first input field that fits.
    pub(crate) fn input(&self, selector: &str) -> HtmlInputElement {
        self.find(selector).unchecked_into()
    }

    /// The texts of all elements that fit.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector)
            .iter()
            .map(|element| element.text_content().unwrap())
            .collect()
    }

    /// All elements that fit.
    pub(crate) fn all(&self, selector: &str) -> Vec<Element> {
        let list = self.query_selector_all(selector).unwrap();
        (0..list.length())
            .map(|index| list.get(index).unwrap().unchecked_into())
            .collect()
    }

    /// Clicks on the first element that fits.
    pub(crate) fn click(&self, selector: &str) {
        self.find(selector).unchecked_into::<HtmlElement>().click();
    }

    /// Puts the focus on the first element that fits.
    pub(crate) fn focus(&self, selector: &str) {
        self.find(selector)
            .unchecked_into::<HtmlElement>()
            .focus()
            .unwrap();
    }
}

impl Deref for Page {
    type Target = Element;

    fn deref(&self) -> &Element {
        &self.element
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.element.remove();
    }
}

/// The document of the tests.
pub(crate) fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// The element that has the focus.
pub(crate) fn focused() -> Option<Element> {
    document().active_element()
}

/// Lets the effects run that are due.
pub(crate) async fn tick() {
    for _ in 0..4 {
        JsFuture::from(js_sys::Promise::resolve(&wasm_bindgen::JsValue::NULL))
            .await
            .unwrap();
    }
}

/// The changes of a node and all in it, from when this was made.
pub(crate) struct Changes {
    observer: MutationObserver,
    seen: Rc<RefCell<Vec<String>>>,
    _callback: Closure<dyn FnMut(Array)>,
}

impl Changes {
    pub(crate) fn of(node: &Node) -> Self {
        let seen = Rc::new(RefCell::new(Vec::new()));
        let callback: Box<dyn FnMut(Array)> = Box::new({
            let seen = Rc::clone(&seen);
            move |records| seen.borrow_mut().extend(describe(&records))
        });
        let callback = Closure::wrap(callback);
        let observer = MutationObserver::new(callback.as_ref().unchecked_ref()).unwrap();
        let options = MutationObserverInit::new();
        options.set_attributes(true);
        options.set_character_data(true);
        options.set_child_list(true);
        options.set_subtree(true);
        observer.observe_with_options(node, &options).unwrap();
        Self {
            observer,
            seen,
            _callback: callback,
        }
    }

    /// What has changed since the last time: the attribute and where, or how many nodes came and went, and where.
    pub(crate) fn take(&self) -> Vec<String> {
        let mut seen = self.seen.take();
        seen.extend(describe(&self.observer.take_records()));
        seen
    }
}

impl Drop for Changes {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn describe(records: &Array) -> Vec<String> {
    let records = records.iter().map(JsCast::unchecked_into::<MutationRecord>);
    records
        .map(|record| {
            let target = record.target().unwrap().node_name().to_lowercase();
            match record.type_().as_str() {
                "attributes" => format!("{} of {target}", record.attribute_name().unwrap()),
                "childList" => format!(
                    "+{} -{} in {target}",
                    record.added_nodes().length(),
                    record.removed_nodes().length()
                ),
                other => format!("{other} of {target}"),
            }
        })
        .collect()
}
