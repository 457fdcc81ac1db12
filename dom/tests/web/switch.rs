//! Content that is made anew when a key changes.

use dom::html;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Changes, Page, tick};

#[wasm_bindgen_test]
async fn content_is_made_anew_when_the_key_changes_and_only_then() {
    let mailbox = RwSignal::new("ann");
    let page = Page::with(move || {
        html::div()
            .child(dom::switch(
                move || mailbox.get(),
                |mailbox| html::input().attr("title", *mailbox),
            ))
            .child(html::b())
    });
    let first = page.input("input");
    first.set_value("typed");
    let changes = Changes::of(&page);
    mailbox.set("ann");
    tick().await;
    assert_eq!(changes.take(), [""; 0]);

    mailbox.set("bob");
    tick().await;
    assert_eq!(page.html(), r#"<div><input title="bob"><b></b></div>"#);
    assert_eq!(page.input("input").value(), "");
    assert!(!first.is_connected());
}

#[wasm_bindgen_test]
async fn old_content_is_cleaned_up_before_the_new_is_made() {
    let step = RwSignal::new(1);
    let log = RwSignal::new(Vec::new());
    let _page = Page::with(move || {
        dom::switch(
            move || step.get(),
            move |step| {
                let step = *step;
                log.write_untracked().push(format!("make {step}"));
                on_cleanup(move || log.write_untracked().push(format!("clean up {step}")));
                html::p()
            },
        )
    });
    step.set(2);
    tick().await;
    assert_eq!(log.get_untracked(), ["make 1", "clean up 1", "make 2"]);
}

#[wasm_bindgen_test]
async fn a_key_can_mean_nothing() {
    let step = RwSignal::new(None);
    let page = Page::with(move || {
        dom::switch(
            move || step.get(),
            |step| step.map(|step: u32| html::p().text(step)),
        )
    });
    assert_eq!(page.html(), "");
    step.set(Some(1));
    tick().await;
    assert_eq!(page.html(), "<p>1</p>");
    step.set(None);
    tick().await;
    assert_eq!(page.html(), "");
}
