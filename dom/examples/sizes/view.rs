//! A small form and a list, written with `view!`.

mod model;

use leptos::prelude::*;
use model::{Book, Entry};
use wasm_bindgen::prelude::*;

/// Shows it in the page's body.
#[wasm_bindgen(start)]
pub fn start() {
    mount_to_body(|| view! { <App book=Book::new() /> });
}

#[component]
fn App(book: Book) -> impl IntoView {
    view! {
        <main>
            <h1>"Address book"</h1>
            <form
                class="form"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    book.add();
                }
            >
                <Field
                    label="Name"
                    kind="text"
                    hint="First and last name"
                    value=book.name
                    error=Signal::derive(move || book.name_error())
                />
                <Field
                    label="E-mail"
                    kind="email"
                    hint="Like ann@example.com"
                    value=book.mail
                    error=Signal::derive(move || book.mail_error())
                />
                <Field
                    label="Note"
                    kind="text"
                    hint="Only you see it"
                    value=book.note
                    error=Signal::derive(|| None)
                />
                <Favourite book />
                <button class="button" class:ready=move || book.can_add() type="submit">
                    <svg viewBox="0 0 16 16" aria-hidden="true">
                        <path d="M8 2v12M2 8h12" />
                    </svg>
                    <span>"Add"</span>
                </button>
            </form>
            <Show when=move || book.was_sent.get() && !book.can_add()>
                <p class="notice" role="alert">
                    "Something is missing."
                </p>
            </Show>
            <h2>{move || book.count()}</h2>
            <ul class="list">
                <For each=move || book.entries.get() key=|entry| entry.id let:entry>
                    <Row book entry />
                </For>
            </ul>
        </main>
    }
}

#[component]
fn Field(
    label: &'static str,
    kind: &'static str,
    hint: &'static str,
    value: RwSignal<String>,
    error: Signal<Option<&'static str>>,
) -> impl IntoView {
    view! {
        <div class="field" class:wrong=move || error.get().is_some()>
            <label for=label>{label}</label>
            <input
                id=label
                type=kind
                aria-invalid=move || error.get().map(|_| "true")
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
            />
            <p class="hint">{hint}</p>
            <p class="error" hidden=move || error.get().is_none()>
                {error}
            </p>
        </div>
    }
}

#[component]
fn Favourite(book: Book) -> impl IntoView {
    view! {
        <label class="choice">
            <input
                type="checkbox"
                prop:checked=book.is_favourite
                on:change=move |_| book.is_favourite.update(|is| *is = !*is)
            />
            <span>"A favourite"</span>
            <strong hidden=move || !book.is_favourite.get()>"Comes first"</strong>
        </label>
    }
}

#[component]
fn Row(book: Book, entry: Entry) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let note = StoredValue::new(entry.note);
    view! {
        <li class="row" class:open=is_open>
            <strong>{entry.name}</strong>
            <a href=format!("mailto:{}", entry.mail)>{entry.mail.clone()}</a>
            <button
                type="button"
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                on:click=move |_| is_open.update(|is| *is = !*is)
            >
                "Note"
            </button>
            <Show when=move || is_open.get()>
                <p class="note">{note.get_value()}</p>
            </Show>
            <button type="button" on:click=move |_| book.remove(entry.id)>
                "Remove"
            </button>
        </li>
    }
}
