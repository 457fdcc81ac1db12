//! A Leptos app with the component [`MailboxPassword`] inside `view!`: without the custom element, and without
//! `element.js`.

mod settings;

use leptos::prelude::*;
use mailbox_password::{Command, Handle, HostEvent, MailboxPassword, config};

fn main() {
    mount_to_body(App);
}

/// A page with the form among elements of its own.
#[component]
fn App() -> impl IntoView {
    let lang = RwSignal::new(String::from("en"));
    let is_allowed = RwSignal::new(true);
    let events = RwSignal::new(Vec::<String>::new());
    let handle = Handle::new();

    // The component follows this closure, so the words change with the signal.
    let config = move || config::read(&settings::source(&lang.get()));

    // No event holds a password. The answer counts for `BeforeSubmit` only: whether to send.
    let on_event = move |event: HostEvent| {
        events.update(|events| events.push(format!("{event:?}")));
        is_allowed.get_untracked()
    };

    let form = match untrack(config) {
        Ok(_) => view! {
            <MailboxPassword
                // Only the language changes, so a configuration that was valid remains so.
                config=move || config().unwrap_or_default()
                on_event=on_event
                assets=settings::assets()
                id_prefix="settings-password"
                handle=handle
            />
        }
        .into_any(),
        Err(errors) => errors
            .iter()
            .map(|error| view! { <p role="alert">{error.sentence()}</p> })
            .collect_view()
            .into_any(),
    };

    view! {
        <main>
            <h1>"Settings"</h1>
            <p>
                <label>
                    "Language "
                    <select on:change:target=move |event| lang.set(event.target().value())>
                        <option value="en">"English"</option>
                        <option value="de">"Deutsch"</option>
                    </select>
                </label>
            </p>
            <p>
                <label>
                    <input type="checkbox" bind:checked=is_allowed/>
                    " Allow changes to be sent"
                </label>
            </p>
            <p>
                <button type="button" on:click=move |_| handle.send(Command::Focus)>
                    "Go to the form"
                </button>
                <button type="button" on:click=move |_| handle.send(Command::Reset)>
                    "Start over"
                </button>
            </p>
            {form}
            <h2>"Events"</h2>
            <ol>
                <For each=move || events.get().into_iter().enumerate() key=|(index, _)| *index let((_, event))>
                    <li>{event}</li>
                </For>
            </ol>
        </main>
    }
}
