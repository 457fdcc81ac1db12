//! In the company of Leptos: in a `view!`, with a `view!` inside, and as what a component returns.

use dom::{Element, html};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, tick};

#[component]
fn Built(#[prop(into)] title: Signal<String>) -> impl IntoView {
    html::p().class("built").text(title)
}

#[wasm_bindgen_test]
async fn a_component_can_return_an_element() {
    let title = RwSignal::new("one".to_owned());
    let page = Page::with(move || {
        view! {
            <main>
                <Built title />
                <b>"after"</b>
            </main>
        }
    });
    assert_eq!(
        page.html(),
        "<main><p class=\"built\">one</p><b>after</b></main>"
    );
    title.set("two".to_owned());
    tick().await;
    assert_eq!(page.texts("p"), ["two"]);
}

#[wasm_bindgen_test]
async fn attributes_of_a_component_go_to_its_element() {
    let title = RwSignal::new("tip".to_owned());
    let page = Page::with(move || {
        view! { <Built title="text" attr:id="it" attr:title=move || title.get() /> }
    });
    assert_eq!(
        page.html(),
        r#"<p class="built" id="it" title="tip">text</p>"#
    );
    title.set("other".to_owned());
    tick().await;
    assert_eq!(
        page.find("p").get_attribute("title").as_deref(),
        Some("other")
    );
}

#[wasm_bindgen_test]
async fn a_view_stands_in_an_element() {
    let count = RwSignal::new(1);
    let page = Page::with(move || {
        html::div()
            .child(html::i())
            .child(view! {
                <Show when=move || count.get() % 2 == 1>
                    <b>"odd"</b>
                </Show>
                {move || count.get()}
            })
            .child(view! { <Built title=Signal::derive(move || count.get().to_string()) /> })
            .child("static text")
            .child(move || (count.get() > 1).then_some(view! { <u>"more"</u> }))
            .child((html::q(), html::q()))
    });
    assert_eq!(
        page.html(),
        "<div><i></i><b>odd</b>1<p class=\"built\">1</p>static text<q></q><q></q></div>"
    );
    count.set(2);
    tick().await;
    assert_eq!(
        page.html(),
        "<div><i></i>2<p class=\"built\">2</p>static text<u>more</u><q></q><q></q></div>"
    );
}

#[wasm_bindgen_test]
async fn elements_and_regions_stand_in_a_view() {
    let count = RwSignal::new(1);
    let page = Page::with(move || {
        view! {
            <div>
                {dom::show(move || count.get() > 1, || html::b().text("more"))}
                {dom::for_each(
                    move || 0..count.get(),
                    |item| *item,
                    |item| html::i().text(item),
                )}
                <u></u>
            </div>
        }
    });
    assert_eq!(page.html(), "<div><i>0</i><u></u></div>");
    count.set(2);
    tick().await;
    assert_eq!(page.html(), "<div><b>more</b><i>0</i><i>1</i><u></u></div>");
}

#[wasm_bindgen_test]
async fn leptos_replaces_removes_and_reorders_them() {
    let count = RwSignal::new(1);
    let items = RwSignal::new(vec![1, 2, 3]);
    let page = Page::with(move || {
        view! {
            <div>
                {move || html::b().text(count.get())}
                {move || (count.get() > 1).then(|| html::i().text("more"))}
                {move || dom::show(true, move || html::u().text(count.get()))}
                <For each=move || items.get() key=|item| *item let:item>
                    {html::p().text(item)}
                </For>
                <For each=move || items.get() key=|item| *item let:item>
                    {dom::show(true, move || html::q().text(item))}
                </For>
            </div>
        }
    });
    let rows = page.all("p");
    assert_eq!(
        page.texts("*:not(div)"),
        ["1", "1", "1", "2", "3", "1", "2", "3"]
    );
    count.set(2);
    items.set(vec![3, 1]);
    tick().await;
    assert_eq!(
        page.texts("*:not(div)"),
        ["2", "more", "1", "3", "1", "3", "1"]
    );
    assert_eq!(page.all("p"), [rows[2].clone(), rows[0].clone()]);
    count.set(1);
    items.set(vec![1, 4, 3]);
    tick().await;
    assert_eq!(
        page.texts("*:not(div)"),
        ["1", "1", "1", "4", "3", "1", "4", "3"]
    );
}

#[wasm_bindgen_test]
async fn they_can_be_erased_and_chosen_between() {
    let is_first = RwSignal::new(true);
    let page = Page::with(move || {
        view! {
            {move || {
                if is_first.get() {
                    html::p().text("first").into_any()
                } else {
                    view! { <b>"second"</b> }.into_any()
                }
            }}
        }
    });
    assert_eq!(page.html(), "<p>first</p>");
    is_first.set(false);
    tick().await;
    assert_eq!(page.html(), "<b>second</b>");
    is_first.set(true);
    tick().await;
    assert_eq!(page.html(), "<p>first</p>");
}

#[wasm_bindgen_test]
fn leptos_mounts_an_element() {
    let page = Page::new();
    let parent: web_sys::HtmlElement = wasm_bindgen::JsCast::unchecked_into((*page).clone());
    let handle = mount_to(parent, || html::p().child(html::b()));
    assert_eq!(page.html(), "<p><b></b></p>");
    drop(handle);
    assert_eq!(page.html(), "");
}

#[wasm_bindgen_test]
fn children_come_from_an_iterator_an_option_and_a_vector() {
    let page = Page::with(|| {
        html::ul()
            .children((1..3).map(|item| html::li().text(item)))
            .child(Some(html::li().text("some")))
            .child(None::<Element>)
            .child(vec![html::li().text("a"), html::li().text("b")])
            .children(["x", "y"])
    });
    assert_eq!(page.texts("li"), ["1", "2", "some", "a", "b"]);
    assert!(page.html().ends_with("xy</ul>"));
}
