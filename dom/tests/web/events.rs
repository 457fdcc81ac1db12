//! Event listeners.

use dom::html;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlElement, KeyboardEvent, KeyboardEventInit};

use crate::page::{Page, tick};

#[wasm_bindgen_test]
async fn a_listener_runs_at_each_event() {
    let count = RwSignal::new(0);
    let page = Page::with(move || {
        html::button()
            .on("click", move |event| {
                assert_eq!(event.type_(), "click");
                count.update(|count| *count += 1);
            })
            .text(count)
    });
    page.click("button");
    page.click("button");
    tick().await;
    assert_eq!(page.texts("button"), ["2"]);
}

#[wasm_bindgen_test]
fn events_of_leptos_have_their_type() {
    let key = RwSignal::new(String::new());
    let page = Page::with(move || html::input().on(ev::keydown, move |event| key.set(event.key())));
    let init = KeyboardEventInit::new();
    init.set_key("Escape");
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    page.find("input").dispatch_event(&event).unwrap();
    assert_eq!(key.get_untracked(), "Escape");
}

#[wasm_bindgen_test]
fn a_listener_finds_contexts() {
    let found = RwSignal::new(None);
    let page = Page::with(move || {
        provide_context(7_u32);
        html::button().on("click", move |_| found.set(use_context::<u32>()))
    });
    page.click("button");
    assert_eq!(found.get_untracked(), Some(7));
}

#[wasm_bindgen_test]
fn a_listener_goes_with_its_element() {
    let count = RwSignal::new(0);
    let mut page =
        Page::with(move || html::button().on("click", move |_| count.update(|count| *count += 1)));
    let button: HtmlElement = page.find("button").unchecked_into();
    button.click();
    page.unmount();
    button.click();
    button
        .dispatch_event(&Event::new("click").unwrap())
        .unwrap();
    assert_eq!(count.get_untracked(), 1);
}

#[wasm_bindgen_test]
async fn a_listener_may_take_away_its_own_element() {
    let is_shown = RwSignal::new(true);
    let page = Page::with(move || {
        dom::show(is_shown, move || {
            html::button()
                .on("click", move |_| is_shown.set(false))
                .text("Close")
        })
    });
    page.click("button");
    tick().await;
    assert_eq!(page.html(), "");
}

/// As some browsers do with `blur` when an element that has the focus is removed.
fn define_an_element_with_an_event_at_its_removal() {
    let script = r#"
        customElements.get("test-leaving") ?? customElements.define("test-leaving", class extends HTMLElement {
            disconnectedCallback() { this.dispatchEvent(new Event("leaving")); }
        });
    "#;
    js_sys::Function::new_no_args(script)
        .call0(&JsValue::NULL)
        .unwrap();
}

#[wasm_bindgen_test]
async fn an_event_at_the_removal_of_an_element_is_ignored() {
    define_an_element_with_an_event_at_its_removal();
    let is_shown = RwSignal::new(true);
    let count = RwSignal::new(0);
    let mut page = Page::with(move || {
        let leaving = move || {
            let local = RwSignal::new(1);
            html::custom("test-leaving").on("leaving", move |_| {
                // By now this signal is gone, and reading it would panic.
                count.update(|count| *count += local.get_untracked());
            })
        };
        html::div()
            .child(dom::show(is_shown, move || {
                html::p().child(dom::show(true, leaving))
            }))
            .child(leaving())
    });
    is_shown.set(false);
    tick().await;
    assert!(page.all("p").is_empty());
    page.unmount();
    assert_eq!(count.get_untracked(), 0);
}

#[wasm_bindgen_test]
async fn several_listeners_of_one_event_all_run() {
    let seen = RwSignal::new(Vec::new());
    let page = Page::with(move || {
        html::div()
            .on("click", move |_| seen.write().push("outer"))
            .child(
                html::button()
                    .on("click", move |_| seen.write().push("first"))
                    .on(ev::click, move |_| seen.write().push("second")),
            )
    });
    page.click("button");
    assert_eq!(seen.get_untracked(), ["first", "second", "outer"]);
}
