//! Taking over what a script has drawn.

use dom::{Claims, html};
use js_sys::Map;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::page::{Changes, Page, focused, tick};
use crate::skeleton::{draw, skeleton};

fn form(claims: &Claims, text: RwSignal<&'static str>) -> dom::Element {
    html::form()
        .claim(claims, "form")
        .class("form")
        .child(
            html::label()
                .claim(claims, "label")
                .attr("for", "name")
                .text("Name"),
        )
        .child(
            html::input()
                .claim(claims, "field")
                .attr("id", "name")
                .attr("type", move || "text")
                .attr("aria-invalid", None::<&str>),
        )
        .child(html::p().claim(claims, "hint").text(text))
        .child(
            html::button()
                .claim(claims, "button")
                .attr("type", "submit")
                .text("Send"),
        )
}

#[wasm_bindgen_test]
async fn drawn_nodes_are_taken_over_untouched() {
    let mut page = Page::new();
    let map = skeleton(&page);
    let drawn = page.all("*");
    let field = page.input("input");
    page.focus("input");
    field.set_value("Ann B");
    field.set_selection_range(1, 3).unwrap();
    let changes = Changes::of(&page);
    let hint = RwSignal::new("First and last");

    let claims = Claims::new(map);
    page.mount({
        let claims = claims.clone();
        move || form(&claims, hint)
    });
    tick().await;

    assert_eq!(changes.take(), [""; 0]);
    assert_eq!(page.all("*"), drawn);
    assert_eq!(claims.unclaimed(), [""; 0]);
    assert_eq!(focused(), Some(page.find("input")));
    assert_eq!(field.value(), "Ann B");
    assert_eq!(field.selection_start().unwrap(), Some(1));
    assert_eq!(field.selection_end().unwrap(), Some(3));

    // From now on they are as any others.
    hint.set("As in your passport");
    tick().await;
    assert_eq!(changes.take(), ["+1 -1 in p"]);
    page.unmount();
    assert_eq!(page.html(), "");
}

#[wasm_bindgen_test]
fn what_differs_is_set() {
    let mut page = Page::new();
    let map = skeleton(&page);
    page.find("form").set_class_name("skeleton");
    let changes = Changes::of(&page);
    page.mount(move || form(&Claims::new(map), RwSignal::new("Other words")));
    assert_eq!(changes.take(), ["class of form", "+1 -1 in p"]);
}

#[wasm_bindgen_test]
async fn what_was_not_drawn_is_inserted_where_it_belongs() {
    let mut page = Page::new();
    let map = draw(
        &page,
        &[
            ("root", "", "div", &[], ""),
            ("a", "root", "p", &[], "a"),
            ("b", "root", "p", &[], "b"),
            ("c", "root", "p", &[], "c"),
        ],
    );
    let changes = Changes::of(&page);
    let is_shown = RwSignal::new(true);
    let items = RwSignal::new(vec!["b", "c"]);
    page.mount(move || {
        let claims = Claims::new(map);
        html::div()
            .claim(&claims, "root")
            .child(html::i().text("first"))
            .child({
                let claims = claims.clone();
                dom::show(is_shown, move || html::p().claim(&claims, "a").text("a"))
            })
            .child(html::i().text("second"))
            .child(dom::for_each(
                move || items.get(),
                |item| *item,
                move |item| html::p().claim(&claims, item).text(item),
            ))
            .child(html::i().text("third"))
    });
    let texts = page.texts("div > *");
    assert_eq!(texts, ["first", "a", "second", "b", "c", "third"]);
    let all = changes.take();
    assert!(all.iter().all(|change| change == "+1 -0 in div"), "{all:?}");
    assert_eq!(all.len(), 5, "three elements and two ends: {all:?}");

    items.set(vec!["b", "x", "c", "d"]);
    is_shown.set(false);
    tick().await;
    let texts = page.texts("div > *");
    assert_eq!(texts, ["first", "second", "b", "x", "c", "d", "third"]);
    is_shown.set(true);
    tick().await;
    assert_eq!(page.texts("div > *")[..3], ["first", "a", "second"]);
}

#[wasm_bindgen_test]
fn a_node_with_another_tag_is_not_taken() {
    let mut page = Page::new();
    let map = draw(
        &page,
        &[
            ("root", "", "div", &[], ""),
            ("heading", "root", "h2", &[], "Title"),
        ],
    );
    let claims = Claims::new(map);
    let kept = claims.clone();
    page.mount(move || {
        html::div()
            .claim(&claims, "root")
            .child(html::h3().claim(&claims, "heading").text("Title"))
    });
    assert_eq!(kept.unclaimed(), ["heading"]);
    assert_eq!(page.html(), "<div><h3>Title</h3><h2>Title</h2></div>");
    kept.discard_unclaimed();
    assert_eq!(page.html(), "<div><h3>Title</h3></div>");
    assert_eq!(kept.unclaimed(), [""; 0]);
}

#[wasm_bindgen_test]
fn a_key_is_claimed_once() {
    let mut page = Page::new();
    let map = draw(
        &page,
        &[("root", "", "div", &[], ""), ("a", "root", "p", &[], "a")],
    );
    page.mount(move || {
        let claims = Claims::new(map);
        html::div()
            .claim(&claims, "root")
            .child(html::p().claim(&claims, "a").text("a"))
            .child(html::p().claim(&claims, "a").text("again"))
    });
    assert_eq!(page.html(), "<div><p>a</p><p>again</p></div>");
}

#[wasm_bindgen_test]
fn without_drawn_nodes_everything_is_new() {
    let page = Page::with(|| form(&Claims::none(), RwSignal::new("First and last")));
    let drawn = Page::new();
    skeleton(&drawn);
    assert_eq!(page.html(), drawn.html());
    assert_eq!(Claims::default().unclaimed(), [""; 0]);
    Claims::none().discard_unclaimed();
}

#[wasm_bindgen_test]
fn a_script_sees_what_was_claimed() {
    let mut page = Page::new();
    let map = skeleton(&page);
    map.set(&"number".into(), &JsValue::from_f64(1.0));
    let claims = Claims::from(map.clone());
    page.mount(move || {
        html::form()
            .claim(&claims, "form")
            .child(html::p().claim(&claims, "number"))
    });
    assert!(!map.has(&"form".into()));
    assert!(map.has(&"label".into()) && map.has(&"number".into()));
}

#[wasm_bindgen_test]
fn foreign_nodes_and_white_space_between_drawn_ones_are_no_obstacle() {
    let mut page = Page::new();
    page.set_inner_html(
        "\n <div data-key=root>\n  <p data-key=a>a</p>\n  <aside></aside><!-- note -->\n  <p data-key=b>b</p>\n </div>\n",
    );
    let map = Map::new();
    for node in page.all("[data-key]") {
        map.set(&node.get_attribute("data-key").unwrap().into(), &node);
    }
    let changes = Changes::of(&page);
    page.mount(move || {
        let claims = Claims::new(map);
        html::div()
            .claim(&claims, "root")
            .child(html::p().claim(&claims, "a").text("a"))
            .child(html::i().text("new"))
            .child(html::p().claim(&claims, "b").text("b"))
            .child(html::i().text("last"))
    });
    assert_eq!(page.texts("div > :not(aside)"), ["a", "new", "b", "last"]);
    assert_eq!(changes.take(), ["+1 -0 in div", "+1 -0 in div"]);
}

#[wasm_bindgen_test]
fn nodes_in_another_order_are_put_in_order() {
    let mut page = Page::new();
    let map = draw(
        &page,
        &[
            ("root", "", "div", &[], ""),
            ("b", "root", "p", &[], "b"),
            ("a", "root", "p", &[], "a"),
        ],
    );
    page.mount(move || {
        let claims = Claims::new(map);
        // The order in which they are claimed does not matter.
        let b = html::p().claim(&claims, "b").text("b");
        let a = html::p().claim(&claims, "a").text("a");
        html::div().claim(&claims, "root").child(a).child(b)
    });
    assert_eq!(page.html(), "<div><p>a</p><p>b</p></div>");
}

#[wasm_bindgen_test]
fn nodes_are_claimed_through_a_context_and_in_a_view() {
    let mut page = Page::new();
    let map = skeleton(&page);
    let field: HtmlInputElement = page.input("input");
    let changes = Changes::of(&page);
    page.mount(move || {
        let claims = Claims::new(map);
        provide_context(claims.clone());
        html::form()
            .claim(&claims, "form")
            .child(view! { <Labelled /> })
            .child(html::p().claim(&claims, "hint"))
    });
    assert_eq!(changes.take(), [""; 0]);
    assert_eq!(page.input("input"), field);
}

#[component]
fn Labelled() -> impl IntoView {
    let claims = expect_context::<Claims>();
    view! {
        {html::label().claim(&claims, "label")}
        {html::input().claim(&claims, "field")}
    }
}
