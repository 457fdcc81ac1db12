use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{
    action,
    changed::changed,
    el::{El, el},
    event::{Events, WidgetEvent},
    form::form,
    handle::Handle,
    locked::locked_and_recovery,
    part::{folded, heading, line_if_any, stack, t},
    slot::{Part, slot},
    state::State,
    unknown::unknown,
    widget::{Widget, effect},
};
#[cfg(feature = "full")]
use super::{
    admin::admin,
    checklist::{after, unfinished},
    prepare::prepare,
    recovery::recovery,
    widget::Ties,
};
#[cfg(feature = "full")]
use crate::config::Mode;
use crate::{config::Config, i18n::Key, json::Json};

/// A form with which a person changes their mailbox password, and then the list that brings every device along.
///
/// Its passwords live in its fields. When it is disposed of during a request, the request is aborted and
/// [`WidgetEvent::Unknown`] is told.
#[component]
pub fn MailboxPassword(
    /// What to change and how; it may change while the widget is shown, but for the mailbox.
    config: RwSignal<Config, LocalStorage>,
    /// Who is told what happens.
    #[prop(optional)]
    events: Events,
    /// Where the files are that are loaded later: `{locales, steps, common}`, as the element hands them over.
    #[prop(optional)]
    assets: Json,
    /// In front of every id; unique in the page.
    #[prop(into, default = "mailbox-password".into())]
    prefix: String,
    /// A host's hand.
    #[prop(optional)]
    handle: Handle,
    /// What of the widget is shown.
    #[prop(optional)]
    part: Part,
) -> impl IntoView {
    let is_whole = part == Part::Whole;
    let w = Widget::new(config, events, assets, prefix, part, handle);

    effect(Box::new(move |is_first| {
        let config = config.get();
        untrack(|| {
            action::configure(w, config);
            if is_first {
                action::start(w);
                #[cfg(feature = "full")]
                action::watch(w);
                if is_whole {
                    w.tell(WidgetEvent::Ready);
                }
            }
        });
    }));
    handle.join(w);
    listen(w);
    on_cleanup(move || leave(w));

    let content = content(w);
    let node = content.node().clone();
    effect(Box::new(move |_| {
        if let Some(root) = w.root.get() {
            // It fails only for a node that cannot stand there.
            let _ = root.append_child(&node);
        }
    }));
    w.show(content);
    view! { <div data-mailbox-password="form" node_ref=w.root></div> }
}

/// Everything on the screen, from top to bottom, and the live region at the end.
fn content(w: Widget) -> El {
    let content = el("div", "mbp")
        .follow("lang", |state| state.texts.words_lang().into())
        .follow("dir", |state| state.texts.dir().into());
    let content = content.hold(line_if_any("mbp-notice mbp-warn", expired));
    let part = w.ties().map(|ties| ties.part.clone()).unwrap_or_default();
    match part {
        #[cfg(feature = "full")]
        Part::Checklist(_) => after(w, content),
        #[cfg(feature = "full")]
        Part::Unfinished => unfinished(w, content),
        #[cfg(feature = "full")]
        Part::Prepare => prepare(w, content),
        #[cfg(feature = "full")]
        Part::Recovery => recovery(w, content),
        #[cfg(feature = "full")]
        Part::Whole if w.is_admin() => admin(w, content),
        #[cfg(feature = "full")]
        Part::Whole if w.read(|state| state.config.mode == Mode::Recovery) == Some(true) => {
            recovery(w, content)
        }
        _ => own(w, content),
    }
    .hold(
        el("p", "mbp-hidden")
            .set("role", "status")
            .say(|state| state.announcement.clone()),
    )
}

/// One's own mailbox: the form, and what stands beside it or in its place.
fn own(w: Widget, content: El) -> El {
    let the_form = move || {
        let heading = heading("mbp-heading", &w.id("heading"), 0, Key::Heading);
        stack("mbp-stack", [heading, prepare_first(w), form(w)])
    };
    let content = content
        .hold_while(
            |state| state.has_list && !state.is_changed(),
            move || slot(w, || Part::Unfinished, vec![]),
        )
        .hold_while(State::is_unknown, move || unknown(w));
    locked_and_recovery(w, content)
        .hold_while(|state| !state.is_changed(), the_form)
        .hold_while(State::is_changed, move || changed(w))
}

/// What to do before the change: folded, and never in the way.
fn prepare_first(w: Widget) -> El {
    folded("mbp-prepare", t(Key::PrepareHeading))
        .set_while("open", "", |state| state.prepares)
        .on("toggle", move |event| {
            // Folded again it stays as it is; begun anew, it is folded.
            if event.target().is_some_and(|target| is_open(&target)) {
                w.change(|state| state.prepares = true);
            }
        })
        .hold_while(
            |state| state.prepares,
            move || slot(w, || Part::Prepare, vec![]),
        )
}

/// That the session has ended, where nothing else says so.
fn expired(state: &State) -> String {
    let is_said = state.is_unknown() || state.is_signed_out();
    let key = state.expired.filter(|_| !is_said);
    key.map(|key| state.texts.get(key)).unwrap_or_default()
}

fn is_open(details: &web_sys::EventTarget) -> bool {
    let details = details.dyn_ref::<web_sys::Element>();
    details.is_some_and(|details| details.has_attribute("open"))
}

/// Shows a part in a node, with the same configuration and for the same host; the answer ends it.
#[cfg(feature = "full")]
pub(super) fn mount_part(ties: &Ties, node: web_sys::Element, part: Part) -> Box<dyn FnOnce()> {
    let owner = Owner::new();
    let view = owner.with(|| {
        let props = MailboxPasswordProps {
            config: ties.config,
            events: ties.events.clone(),
            assets: ties.assets.as_json(),
            prefix: ties.prefix.clone(),
            handle: ties.handle,
            part,
        };
        mount_to(node.unchecked_into(), || MailboxPassword(props))
    });
    Box::new(move || {
        owner.cleanup();
        drop(view);
    })
}

/// What the window tells every widget.
fn listen(w: Widget) {
    let on = |name: &'static str, what: fn(Widget, &web_sys::Event)| {
        let listener: Box<dyn Fn(web_sys::Event)> = Box::new(move |event| what(w, &event));
        window_event_listener_untyped(name, listener)
    };
    let listeners = [
        #[cfg(feature = "full")]
        on("visibilitychange", |w, _| action::seen_again(w)),
        #[cfg(feature = "full")]
        on("storage", |w, event| {
            let key = event.unchecked_ref::<web_sys::StorageEvent>().key();
            action::store_changed(w, key.as_deref());
            action::reported_elsewhere(w, key.as_deref());
        }),
        on("pageshow", |w, event| {
            if event
                .unchecked_ref::<web_sys::PageTransitionEvent>()
                .persisted()
            {
                action::mask(w);
            }
        }),
        // A press may end outside the form in which it began.
        on("pointerup", |w, _| action::press(w, false)),
        on("pointercancel", |w, _| action::press(w, false)),
        on("beforeunload", |w, event| {
            if w.read(|state| state.is_sending() || state.is_unknown()) == Some(true) {
                event.prevent_default();
            }
        }),
    ];
    on_cleanup(move || {
        for listener in listeners {
            listener.remove();
        }
    });
}

/// The widget goes away. A request that runs is aborted, and nobody knows what becomes of it.
fn leave(w: Widget) {
    let sent = w.read(|state| state.flow.attempt.clone().filter(|_| state.is_sending()));
    if let Some(ties) = w.ties() {
        ties.abort.abort();
        if let Some(Some(attempt)) = sent {
            ties.events.tell(WidgetEvent::unknown(&attempt));
        }
    }
}
