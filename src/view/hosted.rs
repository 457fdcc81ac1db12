use leptos::prelude::*;

use super::{
    app::{Handle, MailboxPassword},
    event::Events,
};
use crate::{
    config::{self, Config, ConfigError, Source},
    i18n::{Key, Texts},
    json::Json,
};

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
                leptos::logging::error!("mailbox-password: {}", error.sentence());
            }
            good.set(None);
            bad.set(errors);
        }
    };
    source.with_untracked(apply);
    Effect::new(move |before: Option<()>| {
        source.track();
        if !handle.is_busy() && before.is_some() {
            source.with_untracked(apply);
        }
    });

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
        _ => view! { <Misconfigured source bad/> }.into_any(),
    }
}

/// A configuration that does not work is shown; it never half-works.
#[component]
fn Misconfigured(
    source: RwSignal<Source, LocalStorage>,
    bad: RwSignal<Vec<ConfigError>, LocalStorage>,
) -> impl IntoView {
    let texts = Signal::derive_local(move || {
        source.with(|source| {
            let lang = source.attributes.get("lang").text();
            Texts::new(
                &lang.unwrap_or_else(|| source.page_lang.clone()),
                source.config.get("texts"),
                Json::object(),
            )
        })
    });
    let heading = Signal::derive(move || texts.with(|texts| texts.get(Key::ConfigHeading)));
    view! {
        <div class="mbp" data-mailbox-password="misconfigured">
            <div class="mbp-notice mbp-bad" role="alert">
                <p class="mbp-notice-heading">{heading}</p>
                <ul>
                    {move || {
                        bad.get()
                            .iter()
                            .map(|error| view! { <li lang="en" dir="ltr">{error.sentence()}</li> })
                            .collect_view()
                    }}
                </ul>
            </div>
        </div>
    }
}
