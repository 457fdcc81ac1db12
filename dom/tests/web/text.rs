//! Text, also where somebody else has replaced it.

use dom::html;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Changes, Page, document, tick};

#[wasm_bindgen_test]
async fn text_follows_its_value() {
    let name = RwSignal::new("Ann".to_owned());
    let page = Page::with(move || {
        html::div()
            .child(html::p().text("fixed"))
            .child(html::p().text(3))
            .child(html::p().text(name))
            .child(html::p().text(move || (name.get() == "Bob").then(|| "It is Bob".to_owned())))
    });
    assert_eq!(page.texts("p"), ["fixed", "3", "Ann", ""]);

    name.set("Bob".to_owned());
    tick().await;
    assert_eq!(page.texts("p"), ["fixed", "3", "Bob", "It is Bob"]);

    name.set("Cleo".to_owned());
    tick().await;
    assert_eq!(page.texts("p"), ["fixed", "3", "Cleo", ""]);
}

#[wasm_bindgen_test]
async fn a_text_of_the_same_length_is_written_into_its_node() {
    let missing = RwSignal::new("9 more");
    let page = Page::with(move || html::p().text(missing));
    let node = page.find("p").first_child();

    missing.set("8 more");
    tick().await;
    assert_eq!(page.texts("p"), ["8 more"]);
    assert_eq!(page.find("p").first_child(), node);

    missing.set("10 more");
    tick().await;
    assert_eq!(page.texts("p"), ["10 more"]);
    assert_ne!(page.find("p").first_child(), node);
}

#[wasm_bindgen_test]
async fn markup_in_a_text_is_text() {
    let page = Page::with(|| html::p().text("<b>bold</b> & more"));
    assert_eq!(page.texts("p"), ["<b>bold</b> & more"]);
    assert!(page.all("b").is_empty());
}

#[wasm_bindgen_test]
async fn an_element_without_text_is_hidden() {
    let error = RwSignal::new(None::<&'static str>);
    let page = Page::with(move || {
        html::div()
            .child(html::p().text_or_hidden(error))
            .child(html::b().text_or_hidden("fixed"))
            .child(html::i().text_or_hidden(""))
    });
    let html = |p: &str| format!("<div>{p}<b>fixed</b><i hidden=\"\"></i></div>");
    assert_eq!(page.html(), html("<p hidden=\"\"></p>"));

    error.set(Some("Too short"));
    tick().await;
    assert_eq!(page.html(), html("<p>Too short</p>"));

    error.set(None);
    tick().await;
    assert_eq!(page.html(), html("<p hidden=\"\"></p>"));
}

/// As the translators of Chrome and Edge do it.
fn translate(page: &Page, selector: &str, words: &str) {
    let element = page.find(selector);
    let outer = document().create_element("font").unwrap();
    let inner = document().create_element("font").unwrap();
    inner.set_text_content(Some(words));
    outer.append_child(&inner).unwrap();
    element
        .replace_child(&outer, &element.first_child().unwrap())
        .unwrap();
}

#[wasm_bindgen_test]
async fn a_translated_text_stays_until_there_is_a_new_one() {
    let state = RwSignal::new("Sending");
    let unrelated = RwSignal::new(0);
    let page = Page::with(move || {
        html::p().text(move || {
            unrelated.track();
            state.get()
        })
    });
    translate(&page, "p", "Wird gesendet");

    let changes = Changes::of(&page);
    unrelated.set(1);
    tick().await;
    assert_eq!(page.texts("p"), ["Wird gesendet"]);
    assert_eq!(changes.take(), [""; 0]);

    state.set("Sent");
    tick().await;
    assert_eq!(page.html(), "<p>Sent</p>");

    translate(&page, "p", "Gesendet");
    state.set("Sending");
    tick().await;
    assert_eq!(page.html(), "<p>Sending</p>");
}

#[wasm_bindgen_test]
async fn text_that_an_extension_split_or_took_away_comes_back() {
    let state = RwSignal::new("one");
    let page = Page::with(move || html::p().text_or_hidden(state));
    page.find("p").set_inner_html("<mark>o</mark>n<!-- -->e");
    state.set("two");
    tick().await;
    assert_eq!(page.html(), "<p>two</p>");

    page.find("p").first_child().unwrap().unchecked_remove();
    state.set("three");
    tick().await;
    assert_eq!(page.html(), "<p>three</p>");

    // The same with a new text that is as long as the old one.
    page.find("p").set_inner_html("<mark>th</mark>ree");
    state.set("seven");
    tick().await;
    assert_eq!(page.html(), "<p>seven</p>");

    page.find("p").set_inner_html("se<!-- -->ven");
    state.set("eight");
    tick().await;
    assert_eq!(page.html(), "<p>eight</p>");

    page.find("p").normalize();
    state.set("");
    tick().await;
    assert_eq!(page.html(), "<p hidden=\"\"></p>");
}

trait Remove {
    fn unchecked_remove(&self);
}

impl Remove for web_sys::Node {
    fn unchecked_remove(&self) {
        self.parent_node().unwrap().remove_child(self).unwrap();
    }
}
