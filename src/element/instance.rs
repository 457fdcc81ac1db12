use std::any::Any;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::{event, host_page, registration::Registration};
use crate::{
    config::{self, Config, ConfigError, Mode, Source},
    i18n::Language,
    json::Json,
    model::HostEvent,
    state::{EventHandler, LocalSignal},
    task::spawn,
    ui::{Drawn, Handle, MailboxPassword, MailboxPasswordProps, configuration_errors},
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn log_error(text: &str);
}

/// What an element shows: the component, or what is wrong with its configuration.
pub(super) struct Instance {
    element: HtmlElement,
    /// The language that the loader has loaded: each component begins with it.
    language: Language,
    component: Option<Component>,
    /// An update that waits until the outcome of a change is known.
    waiting: Option<Json>,
}

struct Component {
    /// Cleaning it up ends every signal at once, also while a request still runs and holds its own share.
    owner: Owner,
    config: LocalSignal<Config>,
    handle: Handle,
    mailbox: String,
    mode: Mode,
    /// Dropping it takes the component out of the page.
    _view: Box<dyn Any>,
}

impl Instance {
    /// Mounts what the page gave: `{attributes, config, headers, lang, secure, prefix, assets, drawn}`.
    pub(super) fn new(
        element: HtmlElement,
        json: &Json,
        language: Language,
        registration: &Registration,
    ) -> Self {
        let source = Source::new(json, language.clone());
        let component = match config::read(&source) {
            Ok(config) => {
                config.help.iter().for_each(host_page::check_help);
                Some(Component::new(
                    &element,
                    config,
                    json,
                    &language,
                    registration,
                ))
            }
            Err(errors) => {
                report(&source, &errors, &element);
                None
            }
        };
        Self {
            element,
            language,
            component,
            waiting: None,
        }
    }

    /// What commands are given to.
    pub(super) fn handle(&self) -> Option<Handle> {
        self.component.as_ref().map(|component| component.handle)
    }

    /// Applies another configuration. It waits for a running request; another mailbox or mode is another component.
    /// While the outcome of a change is unknown, one that would throw it away waits as well.
    pub(super) fn update(mut self, json: Json, registration: &Registration) -> Self {
        self.waiting = None;
        if let Some(component) = &self.component {
            let handle = component.handle;
            let config = config::read(&Source::new(&json, self.language.clone()));
            let before = component.config.get_untracked();
            let config = config.ok().filter(|config| {
                (&config.mailbox, config.mode) == (&component.mailbox, component.mode)
                    && (config.endpoint == before.endpoint || !handle.is_busy())
            });
            if handle.is_sending() || config.is_none() && handle.is_busy() {
                self.waiting = Some(json);
                return self;
            }
            if let Some(config) = config {
                if before.help != config.help {
                    config.help.iter().for_each(host_page::check_help);
                }
                component.config.set(config);
                return self;
            }
        }
        let (element, language) = (self.element.clone(), self.language.clone());
        self.unmount();
        element.set_text_content(None);
        Self::new(element, &json, language, registration)
    }

    /// Applies the update that waited. One that cannot be used does not take the place of the outcome on the screen.
    pub(super) fn apply_waiting(mut self, registration: &Registration) -> Self {
        let Some(json) = self.waiting.take() else {
            return self;
        };
        match config::read(&Source::new(&json, self.language.clone())) {
            Ok(_) => self.update(json, registration),
            Err(errors) => {
                log(&errors);
                self
            }
        }
    }

    /// Takes it off the page.
    pub(super) fn unmount(self) {
        if let Some(component) = self.component {
            component.owner.cleanup();
        }
    }
}

/// Writes what is wrong with a configuration to the console.
fn log(errors: &[ConfigError]) {
    for error in errors {
        log_error(&["mailbox-password: ", &error.sentence()].concat());
    }
}

/// Shows what is wrong with a configuration, and writes it to the console.
fn report(source: &Source, errors: &[ConfigError], element: &HtmlElement) {
    log(errors);
    element.set_text_content(None);
    // Nothing in it changes.
    let notice = configuration_errors(source, errors);
    let _ = element.append_child(notice.node());
}

impl Component {
    fn new(
        element: &HtmlElement,
        config: Config,
        json: &Json,
        language: &Language,
        registration: &Registration,
    ) -> Self {
        let id_prefix = json.get("prefix").text().unwrap_or_default();
        let (mailbox, mode) = (config.mailbox.clone(), config.mode);
        let owner = Owner::new();
        owner.clone().with(|| {
            let config = LocalSignal::new(config);
            let handle = Handle::new();
            let props = MailboxPasswordProps {
                config: move || Config::clone(&config.get()),
                on_event: dispatcher(element.clone(), registration),
                assets: json.get("assets"),
                language: language.clone(),
                drawn: Drawn::from(&json.get("drawn")),
                id_prefix,
                handle,
            };
            let view = mount_to(element.clone(), || MailboxPassword(props));
            Self {
                owner,
                config,
                handle,
                mailbox,
                mode,
                _view: Box::new(view),
            }
        })
    }
}

/// Dispatches events from the element. *Settled* is for the element itself.
fn dispatcher(element: HtmlElement, registration: &Registration) -> EventHandler {
    let (id, settled) = (registration.id, registration.settled);
    EventHandler::from(move |event| {
        if matches!(event, HostEvent::Settled) {
            spawn(async move { settled(id) });
            return true;
        }
        event::dispatch(&element, event)
    })
}
