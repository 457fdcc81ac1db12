//! Lists: a row for each item.

use dom::{Element, html};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlDetailsElement;

use crate::page::{Changes, Page, focused, tick};

fn list(items: RwSignal<Vec<u32>>) -> Element {
    html::ul().child(dom::for_each(
        move || items.get(),
        |item| *item,
        |item| html::li().attr("id", format!("row-{item}")).text(item),
    ))
}

#[wasm_bindgen_test]
async fn rows_follow_the_items() {
    let items = RwSignal::new(vec![1, 2, 3]);
    let page = Page::with(move || list(items));
    for now in [
        vec![1, 2, 3, 4],
        vec![0, 1, 2, 3, 4],
        vec![0, 1, 4],
        vec![],
        vec![7],
        vec![8, 9],
        vec![9, 8],
        vec![8, 10, 9, 11],
    ] {
        items.set(now.clone());
        tick().await;
        let expected: Vec<_> = now.iter().map(ToString::to_string).collect();
        assert_eq!(page.texts("li"), expected);
    }
}

#[wasm_bindgen_test]
async fn equal_items_change_nothing() {
    let items = RwSignal::new(vec![1, 2]);
    let page = Page::with(move || list(items));
    let changes = Changes::of(&page);
    items.set(vec![1, 2]);
    tick().await;
    assert_eq!(changes.take(), [""; 0]);
}

#[wasm_bindgen_test]
async fn taking_out_a_middle_row_leaves_the_others_as_they_are() {
    let items = RwSignal::new(vec![1, 2, 3]);
    let page = Page::with(move || {
        html::ul().child(dom::for_each(
            move || items.get(),
            |item| *item,
            |item| {
                html::li().attr("id", format!("row-{item}")).child(
                    html::details()
                        .child(html::summary().text("Steps"))
                        .child(html::input()),
                )
            },
        ))
    });
    let before = page.all("li");
    let details = |row: &str| {
        page.find(&format!("#{row} details"))
            .unchecked_into::<HtmlDetailsElement>()
    };
    details("row-3").set_open(true);
    page.input("#row-3 input").set_value("typed");
    page.input("#row-1 input").set_value("too");
    page.focus("#row-3 input");
    let changes = Changes::of(&page);

    items.set(vec![1, 3]);
    tick().await;

    assert_eq!(changes.take(), ["+0 -1 in ul"]);
    assert_eq!(page.all("li"), [before[0].clone(), before[2].clone()]);
    assert!(details("row-3").open() && !details("row-1").open());
    assert_eq!(page.input("#row-3 input").value(), "typed");
    assert_eq!(page.input("#row-1 input").value(), "too");
    assert_eq!(focused(), Some(page.find("#row-3 input")));
}

#[wasm_bindgen_test]
async fn keys_that_occur_twice_do_no_harm() {
    let items = RwSignal::new(vec![1, 1, 2]);
    let page = Page::with(move || list(items));
    let before = page.all("li");
    items.set(vec![2, 1, 1, 1]);
    tick().await;
    assert_eq!(page.texts("li"), ["2", "1", "1", "1"]);
    let after = page.all("li");
    assert_eq!(
        after[..3],
        [before[2].clone(), before[0].clone(), before[1].clone()]
    );
    items.set(vec![1]);
    tick().await;
    assert_eq!(page.all("li"), [before[0].clone()]);
}

#[wasm_bindgen_test]
async fn each_row_has_its_own_owner() {
    let items = RwSignal::new(vec!["a", "b", "c"]);
    let log = RwSignal::new(Vec::new());
    let page = Page::with(move || {
        provide_context("context");
        dom::for_each(
            move || items.get(),
            |item| *item,
            move |item| {
                assert_eq!(expect_context::<&str>(), "context");
                let count = RwSignal::new(0);
                on_cleanup(move || log.write_untracked().push(item));
                html::button()
                    .on("click", move |_| count.update(|count| *count += 1))
                    .text(move || format!("{item}{}", count.get()))
            },
        )
    });
    page.click("button:last-of-type");
    items.set(vec!["c", "a"]);
    tick().await;
    assert_eq!(log.get_untracked(), ["b"]);
    page.click("button");
    tick().await;
    assert_eq!(page.texts("button"), ["c2", "a0"]);
    items.set(vec![]);
    tick().await;
    assert_eq!(log.get_untracked(), ["b", "c", "a"]);
}

#[wasm_bindgen_test]
async fn rows_stand_where_the_list_was_asked_for() {
    let items = RwSignal::new(vec![]);
    let page = Page::with(move || {
        html::div()
            .child(html::b())
            .child(dom::for_each(
                move || items.get(),
                |item| *item,
                |item: u32| html::p().text(item),
            ))
            .child(dom::for_each(
                move || items.get(),
                |item| *item,
                |item: u32| html::q().text(item),
            ))
            .child(html::i())
    });
    items.set(vec![1, 2]);
    tick().await;
    assert_eq!(
        page.html(),
        "<div><b></b><p>1</p><p>2</p><q>1</q><q>2</q><i></i></div>"
    );
}

#[wasm_bindgen_test]
async fn rows_can_be_anything() {
    let items = RwSignal::new(vec![1, 2, 3]);
    let is_shown = RwSignal::new(true);
    let page = Page::with(move || {
        html::div()
            .child(dom::for_each(
                move || items.get(),
                |item| *item,
                |item| format!("{item} "),
            ))
            .child(dom::for_each(
                move || items.get(),
                |item| *item,
                move |item| dom::show(is_shown, move || html::b().text(item)),
            ))
            .child(dom::for_each(
                move || items.get(),
                |item| *item,
                |item| vec![html::dt().text(item), html::dd()],
            ))
            .child(dom::for_each(
                move || items.get(),
                |item| *item,
                |item| view! { "-" <i>{item}</i> },
            ))
            .child(dom::for_each(
                move || items.get(),
                |item| *item,
                |item| (item != 2).then(|| html::u().text(item)),
            ))
    });
    let expected = |items: &[u32], is_shown: bool| {
        let each =
            |row: &dyn Fn(u32) -> String| items.iter().map(|item| row(*item)).collect::<String>();
        [
            "<div>".to_owned(),
            each(&|item| format!("{item} ")),
            if is_shown {
                each(&|item| format!("<b>{item}</b>"))
            } else {
                String::new()
            },
            each(&|item| format!("<dt>{item}</dt><dd></dd>")),
            each(&|item| format!("-<i>{item}</i>")),
            each(&|item| {
                if item == 2 {
                    String::new()
                } else {
                    format!("<u>{item}</u>")
                }
            }),
            "</div>".to_owned(),
        ]
        .concat()
    };
    assert_eq!(page.html(), expected(&[1, 2, 3], true));
    for (now, shown) in [
        (vec![3, 1, 2], true),
        (vec![2, 4, 1], false),
        (vec![1, 2, 4, 5], false),
        (vec![5, 2, 1], true),
        (vec![], true),
        (vec![2, 1], true),
    ] {
        items.set(now.clone());
        is_shown.set(shown);
        tick().await;
        assert_eq!(page.html(), expected(&now, shown));
    }
}

#[wasm_bindgen_test]
async fn a_list_in_a_list_moves_with_its_row() {
    let groups = RwSignal::new(vec![1, 2]);
    let members = RwSignal::new(vec![1]);
    let page = Page::with(move || {
        dom::for_each(
            move || groups.get(),
            |group| *group,
            move |group| {
                dom::for_each(
                    move || members.get(),
                    |member| *member,
                    move |member| html::p().text(format!("{group}.{member}")),
                )
            },
        )
    });
    members.set(vec![1, 2]);
    groups.set(vec![2, 3, 1]);
    tick().await;
    assert_eq!(page.texts("p"), ["2.1", "2.2", "3.1", "3.2", "1.1", "1.2"]);
    members.set(vec![2]);
    tick().await;
    assert_eq!(page.texts("p"), ["2.2", "3.2", "1.2"]);
}

#[wasm_bindgen_test]
async fn bindings_of_a_row_may_rely_on_its_item() {
    let items = RwSignal::new(vec!["a", "b", "c"]);
    let other = RwSignal::new(0);
    let page = Page::with(move || {
        dom::for_each(
            move || 0..items.with(Vec::len),
            |index| *index,
            move |index| html::p().text(move || format!("{}{}", items.get()[index], other.get())),
        )
    });
    for round in 1..4 {
        // The bindings are notified before the list.
        other.set(round);
        items.set(vec!["x"]);
        tick().await;
        assert_eq!(page.texts("p"), [format!("x{round}")]);
        items.set(vec!["a", "b"]);
        tick().await;
        assert_eq!(page.texts("p"), [format!("a{round}"), format!("b{round}")]);
    }
}
