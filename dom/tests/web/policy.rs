//! What a strict content security policy and enforced Trusted Types refuse is not done.

use dom::{html, svg};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, tick};

/// Counts the calls of everything that makes markup or style from strings, until it is dropped.
struct Forbidden {
    restore: js_sys::Function,
}

impl Forbidden {
    fn watch() -> Self {
        let watch = js_sys::Function::new_no_args(
            r#"
            const calls = [];
            const restore = [];
            const wrap = (object, name) => {
                const before = Object.getOwnPropertyDescriptor(object, name);
                const call = (real) => function (...args) { calls.push(name); return real.apply(this, args); };
                const now = { ...before };
                if (before.set) now.set = call(before.set); else now.value = call(before.value);
                Object.defineProperty(object, name, now);
                restore.push(() => Object.defineProperty(object, name, before));
            };
            wrap(Element.prototype, "innerHTML");
            wrap(Element.prototype, "outerHTML");
            wrap(Element.prototype, "insertAdjacentHTML");
            wrap(Document.prototype, "write");
            wrap(Range.prototype, "createContextualFragment");
            wrap(DOMParser.prototype, "parseFromString");
            const set = Element.prototype.setAttribute;
            Element.prototype.setAttribute = function (name, value) {
                if (name === "style" || name.startsWith("on")) calls.push(name);
                return set.call(this, name, value);
            };
            restore.push(() => { Element.prototype.setAttribute = set; });
            return () => { for (const undo of restore) undo(); return calls.join(); };
            "#,
        );
        Self {
            restore: watch.call0(&wasm_bindgen::JsValue::NULL).unwrap().into(),
        }
    }

    fn calls(self) -> String {
        let calls = self.restore.call0(&wasm_bindgen::JsValue::NULL).unwrap();
        calls.as_string().unwrap()
    }
}

#[wasm_bindgen_test]
async fn no_markup_and_no_style_is_made_from_strings() {
    let forbidden = Forbidden::watch();
    let items = RwSignal::new(vec![1, 2]);
    let page = Page::with(move || {
        html::div()
            .class("card")
            .attr("title", "<b>")
            .child(svg::svg().child(svg::path().attr("d", "M0 0")))
            .child(html::p().text("<i>"))
            .child(html::p().text_or_hidden(move || items.with(Vec::len)))
            .child(html::input().prop("value", "x").on("input", |_| ()))
            .child(dom::show(move || items.with(Vec::len) > 1, html::b))
            .child(dom::for_each(
                move || items.get(),
                |item| *item,
                |item| html::p().text(item),
            ))
    });
    items.set(vec![2, 1, 3]);
    tick().await;
    items.set(vec![]);
    tick().await;
    assert_eq!(forbidden.calls(), "");
    assert_eq!(page.all("b").len(), 0);
}
