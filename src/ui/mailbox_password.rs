use std::cell::{Cell, RefCell};

use dom::{Element, html};
use leptos::prelude::*;

use super::{
    admin::admin, drawn::Drawn, elements::warning_line, handle::Handle, own_mailbox::own_mailbox,
    page_events::listen_to_page, recovery::recovery,
};
use crate::{
    actions,
    api::{Abort, Assets},
    config::{Config, Mode},
    i18n::Language,
    json::Json,
    model::HostEvent,
    state::{Context, ElementSignals, Environment, EventHandler, effect},
    words,
};

/// A form with which a person changes their mailbox password, and the list that then brings every device along; for an
/// administrator the form that sets somebody's password; or the recovery of a locked mailbox, as the configuration's
/// [`Mode`] says.
///
/// Passwords are in its fields only. When it is disposed of while a request runs, the request is aborted and
/// [`HostEvent::Unknown`] is reported.
#[component]
pub fn MailboxPassword(
    /// The configuration: a closure that reads a signal, or returns what never changes. It may change while the
    /// component is shown, but for `mailbox` and `mode`: another mailbox is another component.
    config: impl Fn() -> Config + 'static,
    /// Called with each event. The answer counts for [`HostEvent::BeforeSubmit`] only: whether to send.
    #[prop(optional, into)]
    on_event: EventHandler,
    /// The addresses of languages, instructions for mail clients and common passwords, as the loader hands them over:
    /// `{locales, steps, common, words}`. Without them the words stay in `language` and the instructions general.
    #[prop(optional)]
    assets: Json,
    /// The texts until the file of the configuration's language has come, and where there is none.
    #[prop(default = Language::english())]
    language: Language,
    /// In front of every id; unique in the page.
    #[prop(into, default = "mailbox-password".into())]
    id_prefix: String,
    /// What a script has drawn before this component was there, to be taken over as it is.
    #[prop(optional)]
    drawn: Drawn,
    /// A handle for commands.
    #[prop(optional)]
    handle: Handle,
) -> impl IntoView {
    let root = html::div()
        .claim(&drawn.nodes, "root")
        .attr("data-mailbox-password", "form");
    let environment = Environment {
        on_event,
        assets: Assets::new(assets),
        language,
        abort: Abort::new(),
        id_prefix,
        root: root.node().clone(),
        inputs: RefCell::default(),
        drawn: drawn.nodes.clone(),
        policy_answer: Cell::new(drawn.policy),
    };
    let config: Box<dyn Fn() -> Config> = Box::new(config);
    let first = untrack(&config);
    let cx = Context::new(first.clone(), environment);
    let signals = ElementSignals { cx };
    actions::configure(signals, first, true);
    signals
        .form()
        .form()
        .update(|form| form.revealed = drawn.revealed);
    let content = content(signals);
    drawn.nodes.discard_unclaimed();
    let mut is_first = true;
    effect(Box::new(move || {
        let config = config();
        untrack(|| begin_or_configure(signals, config, std::mem::take(&mut is_first)));
    }));
    // It was pressed before the module was there.
    if drawn.is_submitted {
        actions::submit(signals.form());
    }
    actions::react(signals);
    handle.connect(signals);
    listen_to_page(signals);
    on_cleanup(move || {
        actions::leave(signals);
        cx.dispose();
    });
    root.child(content)
}

fn begin_or_configure(s: ElementSignals, config: Config, is_first: bool) {
    if is_first {
        actions::start(s);
        s.cx.emit(HostEvent::Ready);
    } else {
        s.cx.keep_focus();
        actions::configure(s, config, false);
    }
}

/// Everything on the screen, from top to bottom, and the live region at the end.
fn content(s: ElementSignals) -> Element {
    let content = html::div()
        .claim(&s.cx.drawn(), "content")
        .class("mbp")
        .attr("lang", move || s.cx.texts().words_lang().to_owned())
        .attr("dir", move || s.cx.texts().dir())
        .child(session_notice(s));
    match s.cx.mode() {
        Mode::Administrator => content.children(admin(s)),
        Mode::Recovery => content.child(recovery(s)),
        Mode::User => content.children(own_mailbox(s)),
    }
    .child(
        html::p()
            .class("mbp-hidden")
            .attr("role", "status")
            .text(move || String::clone(&s.cx.announcement())),
    )
}

/// That the session has ended, where nothing else says so.
fn session_notice(s: ElementSignals) -> Element {
    warning_line(move || {
        let (session, change) = (s.cx.session(), s.form().change().get());
        let is_said = change.is_unknown() || session.has_refused;
        let end = session.end.filter(|_| !is_said);
        let mode = s.cx.config().mode;
        end.map(|end| {
            s.cx.text(words::session_end(end, mode, change.is_changed()))
        })
        .unwrap_or_default()
    })
}
