use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::{
    app::{Handle, MailboxPassword},
    event::Events,
    el::el,
    state::effect,
};
use crate::{
    config::{self, Config, ConfigError, Source},
    i18n::{Key, Texts},
    json::Json,
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn log_error(text: &str);
}

/// The widget as the element shows it: what the page gave, checked, or what is wrong with it.
///
/// Changes wait for a running request. Another mailbox is another form: a fresh one.
#[component]
pub fn Hosted(
    /// What the page gave.
    source: RwSignal<Source, LocalStorage>,
    /// Who is told what happens.
    events: Events,
    /// Where the files are that are loaded later.
    assets: Json,
    /// In front of every id.
    prefix: String,
    /// The host's hand.
    handle: Handle,
) -> impl IntoView {
    let good = RwSignal::new_local(None::<Config>);
    let bad = RwSignal::new_local(Vec::<ConfigError>::new());
    let apply = move |source: &Source| match config::read(source) {
        Ok(config) => {
            bad.set(Vec::new());
            good.set(Some(config));
        }
        Err(errors) => {
            for error in &errors {
                log_error(&["mailbox-password: ", &error.sentence()].concat());
            }
            good.set(None);
            bad.set(errors);
        }
    };
    source.with_untracked(apply);
    effect(Box::new(move |is_first| {
        source.track();
        if !handle.is_busy() && !is_first {
            source.with_untracked(apply);
        }
    }));

    let mailbox = Memo::new(move |_| good.with(|config| Some(config.as_ref()?.mailbox.clone())));
    let assets = StoredValue::new_local(assets);
    let events = StoredValue::new_local(events);
    move || match (mailbox.get(), untrack(|| good.get())) {
        (Some(_), Some(first)) => {
            // The last good one stays while a bad one takes the form away.
            let config = Signal::derive_local(move || good.get().unwrap_or_else(|| first.clone()));
            view! {
                <MailboxPassword
                    config
                    events=events.get_value()
                    assets=assets.get_value()
                    prefix=prefix.clone()
                    handle
                />
            }
            .into_any()
        }
        _ => {
            // Every other set of errors is shown anew.
            bad.track();
            misconfigured(source, bad)
        }
    }
}

/// A configuration that does not work is shown; it never half-works.
fn misconfigured(
    source: RwSignal<Source, LocalStorage>,
    bad: RwSignal<Vec<ConfigError>, LocalStorage>,
) -> AnyView {
    let source = source.get_untracked();
    let lang = source.attributes.get("lang").text();
    let lang = lang.unwrap_or(source.page_lang);
    let texts = Texts::new(&lang, source.config.get("texts"), Json::object());
    let errors = bad.get_untracked();
    let errors = errors.iter().map(|error| el("li", "").write(&error.sentence()));
    let errors = el("ul", "mbp-links").set("lang", "en").set("dir", "ltr").hold_all(errors);
    let notice = el("div", "mbp mbp-notice mbp-bad")
        .set("role", "alert")
        .hold(el("p", "mbp-notice-heading").write(&texts.get(Key::ConfigHeading)))
        .hold(errors);
    let root = NodeRef::<leptos::html::Div>::new();
    root.on_load(move |root| {
        // It fails only for a node that cannot stand there.
        let _ = root.append_child(notice.node());
    });
    view! { <div data-mailbox-password="misconfigured" node_ref=root></div> }.into_any()
}
