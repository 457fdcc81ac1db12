//! Mounting and unmounting many times leaves nothing behind.

use std::cell::Cell;
use std::rc::Rc;

use dom::{Element, html};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, tick};

/// Counts the instances of itself.
struct Tracked(Rc<Cell<i32>>);

impl Tracked {
    fn new(alive: &Rc<Cell<i32>>) -> Self {
        alive.set(alive.get() + 1);
        Self(Rc::clone(alive))
    }
}

impl Drop for Tracked {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

#[derive(Clone, Copy)]
struct State {
    is_open: RwSignal<bool>,
    items: RwSignal<Vec<u32>>,
}

/// Something of everything, each with a tracked value in its closure.
///
/// Nothing of Leptos' own views: their effects stay in the lists of signals that live longer.
fn everything(state: State, alive: &Rc<Cell<i32>>) -> Element {
    let tracked = || Tracked::new(alive);
    let (text, on, key, row, shown) = (tracked(), tracked(), tracked(), tracked(), tracked());
    let rows = Rc::clone(alive);
    html::div()
        .keep(tracked())
        .on("click", move |_| {
            let _ = &on;
        })
        .child(html::p().text(move || {
            let _ = &text;
            state.items.with(Vec::len)
        }))
        .child(dom::show(state.is_open, move || {
            let _ = &shown;
            html::input().prop("value", state.is_open)
        }))
        .child(dom::switch(
            move || state.items.with(Vec::len),
            move |_| {
                let _ = &key;
                html::b()
            },
        ))
        .child(dom::for_each(
            move || state.items.get(),
            |item| *item,
            move |item| {
                let _ = &row;
                let inner = Tracked::new(&rows);
                let count = RwSignal::new(item);
                html::p().text(count).on("click", move |_| {
                    let _ = &inner;
                    count.set(1);
                })
            },
        ))
}

#[wasm_bindgen_test]
async fn a_thousand_mounts_leave_nothing() {
    let alive = Rc::new(Cell::new(0));
    let mut page = Page::new();
    let state = State {
        is_open: RwSignal::new(false),
        items: RwSignal::new(vec![1, 2, 3]),
    };
    let mut memory = 0;
    for round in 0..1000 {
        let count = Rc::clone(&alive);
        page.mount(move || everything(state, &count));
        assert_eq!(alive.get(), 9);
        if round % 10 == 0 {
            // Also when something is due.
            state.is_open.set(round % 20 == 0);
            state.items.set(vec![round, 1]);
        }
        if round % 3 == 0 {
            tick().await;
        }
        page.unmount();
        tick().await;
        assert_eq!(alive.get(), 0, "round {round}");
        assert_eq!(page.inner_html(), "");
        state.items.set(vec![1, 2, 3]);
        if round == 100 {
            memory = pages_of_memory();
        }
    }
    assert_eq!(pages_of_memory(), memory, "the memory grows");
}

#[wasm_bindgen_test]
async fn rows_that_come_and_go_leave_nothing() {
    let alive = Rc::new(Cell::new(0));
    let state = State {
        is_open: RwSignal::new(false),
        items: RwSignal::new(vec![0]),
    };
    let count = Rc::clone(&alive);
    let mut page = Page::with(move || everything(state, &count));
    let mut memory = 0;
    for round in 1..2000 {
        // The first row stays all the time.
        state.items.set(vec![0, round]);
        state.is_open.set(round % 2 == 0);
        tick().await;
        assert_eq!(alive.get(), 8, "round {round}");
        if round == 200 {
            memory = pages_of_memory();
        }
    }
    assert_eq!(pages_of_memory(), memory, "the memory grows");
    page.unmount();
    tick().await;
    assert_eq!(alive.get(), 0);
}

/// Each is 64 KiB.
fn pages_of_memory() -> u32 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().into();
    js_sys::Reflect::get(&memory.buffer(), &"byteLength".into())
        .unwrap()
        .as_f64()
        .map_or(0, |length| (length / 65_536.0) as u32)
}
