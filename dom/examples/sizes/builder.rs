//! A small form and a list, written with the builder.

mod model;

use dom::{Element, html, svg};
use leptos::prelude::*;
use model::{Book, Entry};
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlInputElement};

/// Shows it in the page's body.
#[wasm_bindgen(start)]
pub fn start() {
    if let Some(body) = web_sys::window().and_then(|window| window.document()?.body()) {
        dom::mount(&body, || app(Book::new())).forget();
    }
}

fn app(book: Book) -> Element {
    html::main()
        .child(html::h1().text("Address book"))
        .child(
            html::form()
                .class("form")
                .attr("novalidate", true)
                .on("submit", move |event| {
                    event.prevent_default();
                    book.add();
                })
                .child(field(
                    "Name",
                    "text",
                    "First and last name",
                    book.name,
                    move || book.name_error(),
                ))
                .child(field(
                    "E-mail",
                    "email",
                    "Like ann@example.com",
                    book.mail,
                    move || book.mail_error(),
                ))
                .child(field("Note", "text", "Only you see it", book.note, || None))
                .child(favourite(book))
                .child(
                    html::button()
                        .class("button")
                        .class(("ready", move || book.can_add()))
                        .attr("type", "submit")
                        .child(plus())
                        .child(html::span().text("Add")),
                ),
        )
        .child(dom::show(
            move || book.was_sent.get() && !book.can_add(),
            || {
                html::p()
                    .class("notice")
                    .attr("role", "alert")
                    .text("Something is missing.")
            },
        ))
        .child(html::h2().text(move || book.count()))
        .child(html::ul().class("list").child(dom::for_each(
            move || book.entries.get(),
            |entry| entry.id,
            move |entry| row(book, entry),
        )))
}

fn field(
    label: &'static str,
    kind: &'static str,
    hint: &'static str,
    value: RwSignal<String>,
    error: impl Fn() -> Option<&'static str> + Copy + 'static,
) -> Element {
    html::div()
        .class("field")
        .class(("wrong", move || error().is_some()))
        .child(html::label().attr("for", label).text(label))
        .child(
            html::input()
                .attr("id", label)
                .attr("type", kind)
                .attr("aria-invalid", move || error().map(|_| "true"))
                .prop("value", value)
                .on("input", move |event| value.set(typed(&event))),
        )
        .child(html::p().class("hint").text(hint))
        .child(html::p().class("error").text_or_hidden(error))
}

fn favourite(book: Book) -> Element {
    html::label()
        .class("choice")
        .child(
            html::input()
                .attr("type", "checkbox")
                .prop("checked", book.is_favourite)
                .on("change", move |_| {
                    book.is_favourite.update(|is| *is = !*is);
                }),
        )
        .child(html::span().text("A favourite"))
        .child(
            html::strong()
                .attr("hidden", move || !book.is_favourite.get())
                .text("Comes first"),
        )
}

fn row(book: Book, entry: Entry) -> Element {
    let is_open = RwSignal::new(false);
    html::li()
        .class("row")
        .class(("open", is_open))
        .child(html::strong().text(entry.name))
        .child(
            html::a()
                .attr("href", "mailto:".to_owned() + &entry.mail)
                .text(entry.mail),
        )
        .child(
            html::button()
                .attr("type", "button")
                .attr("aria-expanded", move || {
                    if is_open.get() { "true" } else { "false" }
                })
                .on("click", move |_| is_open.update(|is| *is = !*is))
                .text("Note"),
        )
        .child(dom::show(is_open, move || {
            html::p().class("note").text(entry.note.clone())
        }))
        .child(
            html::button()
                .attr("type", "button")
                .on("click", move |_| book.remove(entry.id))
                .text("Remove"),
        )
}

fn plus() -> Element {
    svg::svg()
        .attr("viewBox", "0 0 16 16")
        .attr("aria-hidden", "true")
        .child(svg::path().attr("d", "M8 2v12M2 8h12"))
}

fn typed(event: &Event) -> String {
    event
        .target()
        .map(|target| target.unchecked_into::<HtmlInputElement>().value())
        .unwrap_or_default()
}
