use dom::html;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, tick};

#[wasm_bindgen_test]
async fn it_works() {
    let page = Page::new();
    let count = RwSignal::new(0);
    let items = RwSignal::new(vec![1, 2, 3]);
    let mounted = dom::mount(&page, move || {
        html::div()
            .class("a")
            .attr("hidden", move || count.get() == 1)
            .child(html::p().text(move || count.get()))
            .child(dom::show(
                move || count.get() > 0,
                || html::b().text("more"),
            ))
            .child(html::ul().child(dom::for_each(
                move || items.get(),
                |item| *item,
                |item| html::li().text(item),
            )))
            .child(view! { <i>{move || count.get()}</i> })
    });
    assert_eq!(
        page.html(),
        "<div class=\"a\"><p>0</p><!----><ul><li>1</li><li>2</li><li>3</li><!----></ul><i>0</i></div>"
    );
    count.set(1);
    items.set(vec![3, 1, 4]);
    tick().await;
    assert_eq!(
        page.html(),
        "<div class=\"a\" hidden=\"\"><p>1</p><b>more</b><!----><ul><li>3</li><li>1</li><li>4</li><!----></ul><i>1</i></div>"
    );
    mounted.unmount();
    assert_eq!(page.html(), "");
}
