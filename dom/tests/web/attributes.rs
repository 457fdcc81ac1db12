//! Attributes, classes and properties.

use dom::{html, svg};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Changes, Page, tick};

#[wasm_bindgen_test]
fn fixed_values_are_set_and_missing_ones_are_not() {
    let name = "field".to_owned();
    let page = Page::with(move || {
        html::input()
            .attr("id", name.as_str())
            .attr("title", name)
            .attr("maxlength", 12)
            .attr("required", true)
            .attr("disabled", false)
            .attr("pattern", None::<&str>)
            .attr("list", Some("names"))
            .class("wide")
    });
    let input = page.input("input");
    let names: Vec<_> = input.get_attribute_names().iter().collect();
    assert_eq!(names.len(), 6, "{names:?}");
    assert_eq!(input.get_attribute("id").as_deref(), Some("field"));
    assert_eq!(input.get_attribute("title").as_deref(), Some("field"));
    assert_eq!(input.get_attribute("maxlength").as_deref(), Some("12"));
    assert_eq!(input.get_attribute("required").as_deref(), Some(""));
    assert_eq!(input.get_attribute("list").as_deref(), Some("names"));
    assert_eq!(input.class_name(), "wide");
}

#[wasm_bindgen_test]
async fn closures_and_signals_are_followed() {
    let title = RwSignal::new("one".to_owned());
    let is_busy = RwSignal::new(false);
    let count = RwSignal::new(1);
    let page = Page::with(move || {
        html::p()
            .attr("title", title)
            .attr("hidden", is_busy)
            .attr("data-count", move || count.get())
            .attr("lang", move || (count.get() > 1).then_some("de"))
            .class(move || if is_busy.get() { "busy" } else { "idle" })
    });
    assert_eq!(
        page.html(),
        r#"<p title="one" data-count="1" class="idle"></p>"#
    );

    title.set("two".to_owned());
    is_busy.set(true);
    count.set(2);
    tick().await;
    assert_eq!(
        page.html(),
        r#"<p title="two" data-count="2" class="busy" hidden="" lang="de"></p>"#
    );

    is_busy.set(false);
    count.set(1);
    tick().await;
    assert_eq!(
        page.html(),
        r#"<p title="two" data-count="1" class="idle"></p>"#
    );
}

#[wasm_bindgen_test]
async fn only_what_differs_is_changed() {
    let count = RwSignal::new(1);
    let page = Page::with(move || {
        html::div()
            .attr("data-parity", move || count.get() % 2)
            .class(("odd", move || count.get() % 2 == 1))
            .child(html::p().text(move || count.get() / 2))
            .child(html::b().attr("hidden", move || count.get() > 100))
            .child(html::i().text_or_hidden(move || (count.get() > 9).then_some("many")))
    });
    let changes = Changes::of(&page);

    count.set(1);
    tick().await;
    assert_eq!(changes.take(), [""; 0]);

    count.set(3);
    tick().await;
    assert_eq!(changes.take(), ["characterData of #text"]);

    count.set(2);
    tick().await;
    assert_eq!(changes.take(), ["data-parity of div", "class of div"]);
}

#[wasm_bindgen_test]
async fn a_class_among_others_leaves_the_others_alone() {
    let is_open = RwSignal::new(false);
    let page = Page::with(move || {
        html::div()
            .class("card")
            .class(("open", is_open))
            .class(("wide", true))
            .class(("tall", false))
    });
    assert_eq!(page.html(), r#"<div class="card wide"></div>"#);

    page.find("div").class_list().add_1("theirs").unwrap();
    is_open.set(true);
    tick().await;
    assert_eq!(page.html(), r#"<div class="card wide theirs open"></div>"#);

    is_open.set(false);
    tick().await;
    assert_eq!(page.html(), r#"<div class="card wide theirs"></div>"#);
}

#[wasm_bindgen_test]
async fn a_property_is_compared_with_what_it_is() {
    let value = RwSignal::new("a".to_owned());
    let is_on = RwSignal::new(true);
    let page = Page::with(move || {
        html::div().child(html::input().prop("value", value)).child(
            html::input()
                .attr("type", "checkbox")
                .prop("checked", is_on)
                .prop("tabIndex", -1),
        )
    });
    let (text, box_) = (page.input("input"), page.input("[type=checkbox]"));
    assert_eq!((text.value().as_str(), box_.checked()), ("a", true));
    assert_eq!(box_.tab_index(), -1);

    // What somebody has typed is the value already: setting it again would move the caret.
    text.set_value("abc");
    text.set_selection_range(1, 1).unwrap();
    value.set("abc".to_owned());
    tick().await;
    assert_eq!(text.selection_start().unwrap(), Some(1));

    // What somebody has changed is set back.
    box_.set_checked(false);
    is_on.set(true);
    tick().await;
    assert!(box_.checked());
}

#[wasm_bindgen_test]
async fn a_property_that_refuses_its_value_does_no_harm() {
    let start = RwSignal::new(0);
    let page = Page::with(move || {
        html::input()
            .attr("type", "checkbox")
            .prop("selectionStart", start)
            .prop("form", "read-only")
    });
    start.set(1);
    tick().await;
    assert_eq!(page.all("input").len(), 1);
}

#[wasm_bindgen_test]
async fn a_signal_that_is_gone_leaves_what_is_shown() {
    let owner = Owner::new();
    let (title, count) = owner.with(|| (RwSignal::new("kept".to_owned()), RwSignal::new(1)));
    let other = RwSignal::new(0);
    let page = Page::with(move || {
        html::p()
            .attr("title", title)
            .text(move || Some(count.try_get()? + other.get()))
    });
    assert_eq!(page.html(), r#"<p title="kept">1</p>"#);

    title.set("too late".to_owned());
    owner.cleanup();
    tick().await;
    assert_eq!(page.html(), r#"<p title="kept">1</p>"#);
}

#[wasm_bindgen_test]
fn svg_elements_are_in_their_namespace() {
    let page = Page::with(|| {
        svg::svg()
            .attr("viewBox", "0 0 8 8")
            .class("icon")
            .child(svg::use_().attr("href", "#tick"))
            .child(svg::custom("linearGradient"))
            .child(svg::path().class(("thin", true)).attr("d", "M0 0h8"))
    });
    for element in page.all("svg, svg *") {
        assert_eq!(
            element.namespace_uri().as_deref(),
            Some("http://www.w3.org/2000/svg")
        );
    }
    assert_eq!(
        page.html(),
        "<svg viewBox=\"0 0 8 8\" class=\"icon\"><use href=\"#tick\"></use>\
         <linearGradient></linearGradient><path class=\"thin\" d=\"M0 0h8\"></path></svg>"
    );
}

#[wasm_bindgen_test]
fn an_element_can_have_any_name() {
    let page = Page::with(|| html::custom("my-card").child(html::main()));
    assert_eq!(page.html(), "<my-card><main></main></my-card>");
}

#[wasm_bindgen_test]
fn a_node_ref_is_filled() {
    let page = Page::with(|| {
        let field = NodeRef::<leptos::html::Input>::new();
        let view = html::input().attr("id", "it").node_ref(field);
        assert_eq!(
            field.get_untracked().map(|node| node.id()),
            Some("it".to_owned())
        );
        view
    });
    assert_eq!(page.all("input").len(), 1);
}

#[wasm_bindgen_test]
fn debug_output_names_the_tag() {
    let page = Page::with(|| {
        let view = html::p().child(html::b());
        assert!(format!("{view:?}").to_lowercase().contains("\"p\""));
        view
    });
    assert_eq!(page.html(), "<p><b></b></p>");
}
