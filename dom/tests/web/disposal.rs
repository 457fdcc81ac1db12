//! When things go.

use std::cell::Cell;
use std::rc::Rc;

use dom::html;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, tick};

/// Tells when it was dropped.
struct Drops(Rc<Cell<u32>>);

impl Drop for Drops {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

fn counter() -> (Rc<Cell<u32>>, impl Fn() -> Drops + Clone + 'static) {
    let count = Rc::new(Cell::new(0));
    let make = {
        let count = Rc::clone(&count);
        move || Drops(Rc::clone(&count))
    };
    (count, make)
}

#[wasm_bindgen_test]
async fn closures_listeners_and_values_go_with_the_element() {
    let (dropped, drops) = counter();
    let signal = RwSignal::new(0);
    let mut page = Page::with(move || {
        let (text, attr, class, prop, on) = (drops(), drops(), drops(), drops(), drops());
        html::div()
            .keep(drops())
            .attr("title", move || {
                let _ = &attr;
                signal.get()
            })
            .class(("odd", move || {
                let _ = &class;
                signal.get() % 2 == 1
            }))
            .prop("tabIndex", move || {
                let _ = &prop;
                signal.get()
            })
            .on("click", move |_| {
                let _ = &on;
            })
            .child(html::p().text(move || {
                let _ = &text;
                signal.get()
            }))
            .child(html::p().child(html::b().keep(drops())))
    });
    signal.set(1);
    tick().await;
    assert_eq!(dropped.get(), 0);
    page.unmount();
    tick().await;
    assert_eq!(dropped.get(), 7);
    signal.set(2);
    tick().await;
}

#[wasm_bindgen_test]
async fn content_goes_when_it_leaves_and_not_before() {
    let (dropped, drops) = counter();
    let is_shown = RwSignal::new(true);
    let items = RwSignal::new(vec![1, 2, 3]);
    let mut page = Page::with(move || {
        let more = drops.clone();
        html::div()
            .child(dom::show(is_shown, move || html::p().keep(drops())))
            .child(dom::for_each(
                move || items.get(),
                |item| *item,
                move |_| html::p().keep(more()),
            ))
    });
    is_shown.set(false);
    tick().await;
    assert_eq!(dropped.get(), 1);
    items.set(vec![3, 1]);
    tick().await;
    assert_eq!(dropped.get(), 2);
    page.unmount();
    assert_eq!(dropped.get(), 4);
}

#[wasm_bindgen_test]
async fn what_is_due_when_the_view_goes_is_not_done() {
    let runs = Rc::new(Cell::new(0));
    let mut page = Page::new();
    let signal = RwSignal::new(0);
    page.mount({
        let runs = Rc::clone(&runs);
        move || {
            let local = RwSignal::new(0);
            html::div()
                .text(move || {
                    runs.set(runs.get() + 1);
                    // It would panic: the local signal is gone.
                    local.get() + signal.get()
                })
                .on("click", move |_| local.set(1))
        }
    });
    page.click("div");
    signal.set(1);
    page.unmount();
    tick().await;
    assert_eq!(runs.get(), 1);
}

#[wasm_bindgen_test]
async fn unmounting_cleans_up_though_somebody_holds_the_owner() {
    let is_cleaned_up = Rc::new(Cell::new(false));
    let owner = Rc::new(Cell::new(None));
    let mut page = Page::new();
    page.mount({
        let (is_cleaned_up, owner) = (Rc::clone(&is_cleaned_up), Rc::clone(&owner));
        move || {
            // As a future does that has not ended.
            owner.set(Owner::current());
            let is_cleaned_up = fragile::Fragile::new(is_cleaned_up);
            on_cleanup(move || is_cleaned_up.get().set(true));
            html::p()
        }
    });
    page.unmount();
    assert!(is_cleaned_up.get());
    assert_eq!(page.html(), "");
}

#[wasm_bindgen_test]
async fn a_view_that_is_forgotten_stays() {
    let page = Page::new();
    let count = RwSignal::new(0);
    dom::mount(&page, move || html::p().text(count)).forget();
    count.set(1);
    tick().await;
    assert_eq!(page.html(), "<p>1</p>");
}

#[wasm_bindgen_test]
async fn a_view_may_unmount_what_it_stands_in() {
    let slot = Rc::new(Cell::new(None));
    let page = Page::new();
    let is_shown = RwSignal::new(false);
    let mounted = dom::mount(&page, {
        let slot = Rc::clone(&slot);
        move || {
            html::div().child(dom::show(is_shown, move || {
                drop(slot.take());
                html::p()
            }))
        }
    });
    slot.set(Some(mounted));
    is_shown.set(true);
    tick().await;
    assert_eq!(page.html(), "");
}
