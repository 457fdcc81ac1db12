//! Somebody else changes the nodes, too: translators, extensions, libraries that patch the document.

use dom::html;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Node};

use crate::page::{Page, document, tick};

fn wrap(element: &Element) {
    let wrapper = document().create_element("font").unwrap();
    let parent = element.parent_node().unwrap();
    parent.insert_before(&wrapper, Some(element)).unwrap();
    wrapper.append_child(element).unwrap();
}

fn list(items: RwSignal<Vec<u32>>) -> dom::Element {
    html::div()
        .child(html::b())
        .child(dom::for_each(
            move || items.get(),
            |item| *item,
            |item| html::p().attr("id", format!("row-{item}")).text(item),
        ))
        .child(html::i())
}

fn comments(node: &Node) -> Vec<Node> {
    let children = node.child_nodes();
    (0..children.length())
        .filter_map(|index| children.get(index))
        .filter(|child| child.node_type() == Node::COMMENT_NODE)
        .collect()
}

fn remove(node: &Node) {
    node.parent_node().unwrap().remove_child(node).unwrap();
}

#[wasm_bindgen_test]
async fn foreign_nodes_between_rows_stay() {
    let items = RwSignal::new(vec![1, 2]);
    let page = Page::with(move || list(items));
    let advert = document().create_element("aside").unwrap();
    page.find("div")
        .insert_before(&advert, Some(&page.find("#row-2")))
        .unwrap();
    items.set(vec![2, 3, 1]);
    tick().await;
    assert_eq!(page.texts("p"), ["2", "3", "1"]);
    assert!(advert.is_connected());
}

#[wasm_bindgen_test]
async fn a_row_that_was_wrapped_can_be_followed_preceded_and_removed() {
    let items = RwSignal::new(vec![1, 2, 3]);
    let page = Page::with(move || list(items));
    wrap(&page.find("#row-2"));
    items.set(vec![1, 9, 2, 8, 3]);
    tick().await;
    assert_eq!(page.texts("p"), ["1", "9", "2", "8", "3"]);
    assert_eq!(page.find("#row-9").parent_element(), Some(page.find("div")));
    items.set(vec![3, 1]);
    tick().await;
    assert_eq!(page.texts("p"), ["3", "1"]);
}

#[wasm_bindgen_test]
async fn without_its_end_a_list_goes_on_at_the_end_of_the_parent() {
    let items = RwSignal::new(vec![1]);
    let page = Page::with(move || list(items));
    comments(&page.find("div")).iter().for_each(remove);
    items.set(vec![0, 1, 2]);
    tick().await;
    assert_eq!(page.texts("p"), ["0", "1", "2"]);
    assert_eq!(page.find("#row-2").parent_element(), Some(page.find("div")));
    items.set(vec![2, 3]);
    tick().await;
    assert_eq!(page.texts("p"), ["2", "3"]);
}

#[wasm_bindgen_test]
async fn a_parent_that_was_emptied_is_filled_again() {
    let items = RwSignal::new(vec![1, 2]);
    let is_shown = RwSignal::new(false);
    let page = Page::with(move || {
        html::div()
            .child(dom::show(is_shown, || html::b().text("shown")))
            .child(dom::for_each(
                move || items.get(),
                |item| *item,
                |item| html::p().text(item),
            ))
    });
    page.find("div").set_text_content(None);
    items.set(vec![3, 4]);
    is_shown.set(true);
    tick().await;
    assert_eq!(page.texts("p"), ["3", "4"]);
    assert_eq!(page.texts("b"), ["shown"]);
    is_shown.set(false);
    items.set(vec![]);
    tick().await;
    assert_eq!(page.html(), "<div></div>");
}

#[wasm_bindgen_test]
async fn rows_that_somebody_removed_or_moved_do_no_harm() {
    let items = RwSignal::new(vec![1, 2, 3, 4]);
    let page = Page::with(move || list(items));
    page.find("#row-1").remove();
    let elsewhere = document().create_element("nav").unwrap();
    page.append_child(&elsewhere).unwrap();
    elsewhere.append_child(&page.find("#row-3")).unwrap();
    items.set(vec![5, 1, 3, 4, 6]);
    tick().await;
    let texts = page.texts("div > p");
    assert_eq!(texts, ["5", "4", "6"]);
    items.set(vec![6, 3, 1]);
    tick().await;
    assert!(page.texts("div > p").contains(&"6".to_owned()));
    items.set(vec![]);
    tick().await;
    assert_eq!(page.texts("p"), [""; 0]);
}

#[wasm_bindgen_test]
async fn a_list_that_was_moved_as_a_whole_goes_on_there() {
    let items = RwSignal::new(vec![1, 2]);
    let page = Page::with(move || list(items));
    let wrapper = document().create_element("main").unwrap();
    let children = page.find("div").child_nodes();
    while let Some(child) = children.get(0) {
        wrapper.append_child(&child).unwrap();
    }
    page.find("div").append_child(&wrapper).unwrap();
    items.set(vec![3, 2, 1]);
    tick().await;
    assert_eq!(page.texts("main > p"), ["3", "2", "1"]);
    assert_eq!(page.html().matches("<p").count(), 3);
}

#[wasm_bindgen_test]
async fn a_list_outside_any_document_goes_on() {
    let items = RwSignal::new(vec![1]);
    let page = Page::with(move || list(items));
    let list = page.find("div");
    list.remove();
    items.set(vec![2, 1]);
    tick().await;
    page.append_child(&list).unwrap();
    assert_eq!(page.texts("p"), ["2", "1"]);
}

#[wasm_bindgen_test]
async fn normalizing_the_document_takes_nothing_away_that_is_needed() {
    let items = RwSignal::new(vec![]);
    let page = Page::with(move || list(items));
    page.normalize();
    items.set(vec![1]);
    tick().await;
    assert_eq!(
        page.html(),
        r#"<div><b></b><p id="row-1">1</p><i></i></div>"#
    );
}

#[wasm_bindgen_test]
async fn an_element_that_somebody_removed_can_be_unmounted() {
    let is_shown = RwSignal::new(true);
    let mut page =
        Page::with(move || html::div().child(dom::show(is_shown, || html::p().child(html::b()))));
    page.find("p").remove();
    is_shown.set(false);
    tick().await;
    page.find("div").remove();
    page.unmount();
    assert_eq!(page.html(), "");
}
