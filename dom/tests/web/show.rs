//! Content that is there while a condition holds.

use dom::html;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Changes, Page, tick};

#[wasm_bindgen_test]
async fn content_is_there_while_the_condition_holds_and_in_its_place() {
    let is_shown = RwSignal::new(false);
    let page = Page::with(move || {
        html::div()
            .child(html::b())
            .child(dom::show(is_shown, || html::p().text("here")))
            .child(html::i())
    });
    assert_eq!(page.html(), "<div><b></b><i></i></div>");
    is_shown.set(true);
    tick().await;
    assert_eq!(page.html(), "<div><b></b><p>here</p><i></i></div>");
    is_shown.set(false);
    tick().await;
    assert_eq!(page.html(), "<div><b></b><i></i></div>");
    is_shown.set(true);
    tick().await;
    assert_eq!(page.html(), "<div><b></b><p>here</p><i></i></div>");
}

#[wasm_bindgen_test]
async fn a_condition_that_says_the_same_changes_nothing() {
    let count = RwSignal::new(1);
    let made = RwSignal::new(0);
    let page = Page::with(move || {
        dom::show(
            move || count.get() > 0,
            move || {
                made.update_untracked(|made| *made += 1);
                // Reading here is not following.
                html::p().text(count.get())
            },
        )
    });
    let changes = Changes::of(&page);
    count.set(2);
    count.set(3);
    tick().await;
    assert_eq!(changes.take(), [""; 0]);
    assert_eq!(made.get_untracked(), 1);
    assert_eq!(page.html(), "<p>1</p>");
}

#[wasm_bindgen_test]
async fn content_has_an_owner_that_is_cleaned_up_when_it_leaves() {
    let is_shown = RwSignal::new(true);
    let log = RwSignal::new(Vec::new());
    let _page = Page::with(move || {
        provide_context("from outside");
        dom::show(is_shown, move || {
            log.write_untracked().push(expect_context::<&str>());
            let local = RwSignal::new(0);
            on_cleanup(move || log.write_untracked().push("cleaned up"));
            html::p().text(local)
        })
    });
    is_shown.set(false);
    tick().await;
    is_shown.set(true);
    tick().await;
    assert_eq!(
        log.get_untracked(),
        ["from outside", "cleaned up", "from outside"]
    );
}

#[wasm_bindgen_test]
async fn content_is_in_the_document_while_it_is_cleaned_up() {
    let is_shown = RwSignal::new(true);
    let was_connected = RwSignal::new(false);
    let _page = Page::with(move || {
        dom::show(is_shown, move || {
            let view = html::p();
            let node = view.node().clone();
            on_cleanup(move || was_connected.set(node.is_connected()));
            view
        })
    });
    is_shown.set(false);
    tick().await;
    assert!(was_connected.get_untracked());
}

#[wasm_bindgen_test]
async fn content_may_rely_on_the_condition() {
    let name = RwSignal::new(None::<&'static str>);
    let other = RwSignal::new(0);
    let page = Page::with(move || {
        dom::show(
            move || name.get().is_some(),
            move || {
                html::p()
                    .attr("title", move || name.get().unwrap())
                    .text(move || format!("{} {}", name.get().unwrap(), other.get()))
            },
        )
    });
    for round in 0..4 {
        name.set(Some("Ann"));
        tick().await;
        other.set(round);
        name.set(Some("Bob"));
        tick().await;
        assert_eq!(page.html(), format!("<p title=\"Bob\">Bob {round}</p>"));
        other.set(100);
        name.set(None);
        tick().await;
        assert_eq!(page.html(), "");
    }
}

#[wasm_bindgen_test]
async fn regions_stand_in_regions() {
    let outer = RwSignal::new(true);
    let inner = RwSignal::new(false);
    let page = Page::with(move || {
        html::div()
            .child(dom::show(outer, move || {
                dom::show(inner, || html::p().text("in"))
            }))
            .child(html::b())
    });
    assert_eq!(page.html(), "<div><b></b></div>");
    inner.set(true);
    tick().await;
    assert_eq!(page.html(), "<div><p>in</p><b></b></div>");
    outer.set(false);
    tick().await;
    assert_eq!(page.html(), "<div><b></b></div>");
    assert_eq!(page.inner_html().matches("<!---->").count(), 1);
    outer.set(true);
    tick().await;
    assert_eq!(page.html(), "<div><p>in</p><b></b></div>");
}

#[wasm_bindgen_test]
async fn content_can_be_several_elements_or_none() {
    let is_shown = RwSignal::new(true);
    let page = Page::with(move || {
        html::div()
            .child(dom::show(is_shown, || vec![html::p(), html::b()]))
            .child(dom::show(is_shown, || None::<dom::Element>))
            .child(dom::show(is_shown, || Some(html::i())))
            .child(dom::show(true, || "text"))
            .child(dom::show(false, || "never"))
    });
    assert_eq!(page.html(), "<div><p></p><b></b><i></i>text</div>");
    is_shown.set(false);
    tick().await;
    assert_eq!(page.html(), "<div>text</div>");
    is_shown.set(true);
    tick().await;
    assert_eq!(page.html(), "<div><p></p><b></b><i></i>text</div>");
}

#[wasm_bindgen_test]
async fn content_may_rely_on_outer_conditions_too() {
    let name = RwSignal::new(Some("Ann"));
    let other = RwSignal::new(0);
    let page = Page::with(move || {
        dom::show(
            move || name.get().is_some(),
            move || {
                let items = move || vec![name.get().unwrap(); other.get() % 3];
                html::div().child(dom::for_each(
                    move || items().into_iter().enumerate(),
                    |(index, _)| *index,
                    move |_| {
                        html::p().text(move || format!("{} {}", name.get().unwrap(), other.get()))
                    },
                ))
            },
        )
    });
    for round in 1..8 {
        other.set(round);
        name.set(Some("Bob"));
        tick().await;
        assert_eq!(page.all("p").len(), round % 3);
        other.set(round + 1);
        name.set(None);
        tick().await;
        assert_eq!(page.html(), "");
        name.set(Some("Cleo"));
        tick().await;
        other.set(round + 2);
        tick().await;
        let expected = format!("Cleo {}", round + 2);
        assert!(page.texts("p").iter().all(|text| *text == expected));
    }
}
