//! What moves when the order of a list changes.

use dom::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, ShadowRootInit, ShadowRootMode};

use crate::page::{Changes, Page, focused, tick};

fn list(items: RwSignal<Vec<u32>>) -> dom::Element {
    html::ul().child(dom::for_each(
        move || items.get(),
        |item| *item,
        |item| {
            html::li()
                .attr("id", format!("row-{item}"))
                .child(html::input())
        },
    ))
}

/// How many rows were inserted.
fn moves(changes: &Changes) -> usize {
    changes
        .take()
        .iter()
        .filter(|change| change.starts_with("+1"))
        .count()
}

#[wasm_bindgen_test]
async fn as_few_rows_are_moved_as_possible() {
    let items = RwSignal::new(vec![1, 2, 3, 4, 5]);
    let page = Page::with(move || list(items));
    let changes = Changes::of(&page);
    for (now, expected) in [
        (vec![5, 1, 2, 3, 4], 1),
        (vec![1, 2, 3, 4, 5], 1),
        (vec![1, 4, 3, 2, 5], 2),
        (vec![5, 2, 3, 4, 1], 4),
        (vec![2, 3, 4], 0),
        (vec![1, 2, 3, 4], 1),
    ] {
        items.set(now.clone());
        tick().await;
        assert_eq!(moves(&changes), expected, "{now:?}");
    }
}

#[wasm_bindgen_test]
async fn the_row_with_the_focus_is_never_moved() {
    let items = RwSignal::new(vec![1, 2, 3, 4]);
    let page = Page::with(move || list(items));
    page.focus("#row-4 input");
    let field = page.input("#row-4 input");
    field.set_value("typed");
    field.set_selection_range(2, 4).unwrap();
    for now in [
        vec![4, 1, 2, 3],
        vec![1, 2, 3, 4],
        vec![3, 4, 2, 1],
        vec![2, 9, 4, 8, 1, 3],
        vec![4],
        vec![1, 4],
    ] {
        items.set(now.clone());
        tick().await;
        assert_eq!(focused().as_ref(), Some(field.as_ref()), "{now:?}");
        assert_eq!(field.selection_start().unwrap(), Some(2));
        assert_eq!(field.selection_end().unwrap(), Some(4));
        let order: Vec<_> = page.all("li").iter().map(Element::id).collect();
        let expected: Vec<_> = now.iter().map(|item| format!("row-{item}")).collect();
        assert_eq!(order, expected);
    }
}

#[wasm_bindgen_test]
async fn the_focus_is_found_in_a_shadow_tree() {
    let page = Page::new();
    let root = page
        .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
        .unwrap();
    let items = RwSignal::new(vec![1, 2]);
    let mounted = dom::mount(root.unchecked_ref(), move || list(items));
    let second: web_sys::HtmlElement = root
        .query_selector("#row-2 input")
        .unwrap()
        .unwrap()
        .unchecked_into();
    second.focus().unwrap();
    items.set(vec![2, 1]);
    tick().await;
    assert_eq!(root.active_element().as_ref(), Some(second.as_ref()));
    items.set(vec![1, 2]);
    tick().await;
    assert_eq!(root.active_element().as_ref(), Some(second.as_ref()));
    mounted.unmount();
    assert!(root.first_child().is_none());
}

/// A small generator of numbers that look random, the same ones in each run.
struct Numbers(u32);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as usize % limit
    }
}

#[wasm_bindgen_test]
async fn any_row_of_changes_ends_as_a_list_made_anew_would_be() {
    let items = RwSignal::new(Vec::<u32>::new());
    let page = Page::with(move || {
        html::ul()
            .child(html::li().attr("id", "row-first"))
            .child(dom::for_each(
                move || items.get(),
                |item| item % 40,
                |item| html::li().attr("id", format!("row-{}", item % 40)),
            ))
            .child(html::li().attr("id", "row-last"))
    });
    let mut numbers = Numbers(20_260_101);
    let mut model: Vec<u32> = Vec::new();
    let mut nodes: Vec<(u32, Element)> = Vec::new();
    for _ in 0..300 {
        for _ in 0..=numbers.below(6) {
            match numbers.below(5) {
                0 | 1 => {
                    let at = numbers.below(model.len() + 1);
                    model.insert(at, u32::try_from(numbers.below(40)).unwrap());
                }
                2 if !model.is_empty() => {
                    model.remove(numbers.below(model.len()));
                }
                3 if !model.is_empty() => {
                    let (from, to) = (numbers.below(model.len()), numbers.below(model.len()));
                    let item = model.remove(from);
                    model.insert(to, item);
                }
                4 if model.len() > 12 => model.reverse(),
                _ => {}
            }
        }
        if model.len() > 30 {
            model.truncate(numbers.below(20));
        }
        items.set(model.clone());
        tick().await;
        let rows = page.all("li");
        let ids: Vec<_> = rows.iter().map(Element::id).collect();
        let mut expected = vec!["row-first".to_owned()];
        expected.extend(model.iter().map(|item| format!("row-{item}")));
        expected.push("row-last".to_owned());
        assert_eq!(ids, expected);
        // The nth row of a key is the same node as before.
        let now: Vec<_> = model
            .iter()
            .copied()
            .zip(rows.into_iter().skip(1))
            .collect();
        for key in 0..40 {
            let of_key = |all: &[(u32, Element)]| -> Vec<Element> {
                all.iter()
                    .filter(|(k, _)| *k == key)
                    .map(|(_, node)| node.clone())
                    .collect()
            };
            let (before, after) = (of_key(&nodes), of_key(&now));
            let both = before.len().min(after.len());
            assert_eq!(before[..both], after[..both]);
        }
        nodes = now;
    }
}
