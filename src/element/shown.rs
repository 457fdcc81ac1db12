use std::any::Any;

use js_sys::Function;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::{event, host, prefixes, settled};
#[cfg(feature = "full")]
use crate::view::misconfigured;
use crate::{
    config::{self, Config, ConfigError, Mode, Source},
    json::Json,
    task::spawn,
    view::{Events, Handle, MailboxPassword, MailboxPasswordProps, Part, WidgetEvent},
};

#[cfg(feature = "full")]
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn log_error(text: &str);
}

/// What an element shows: a form, or what is wrong with its configuration. Or a part that another module asked for.
pub(super) struct Shown {
    element: HtmlElement,
    /// Where it stands: the element itself, or a part's place in it.
    place: HtmlElement,
    form: Option<Form>,
    /// A change that waits for a running request.
    waiting: Option<Json>,
}

struct Form {
    /// Disposing of it ends every signal at once, also while a request still runs and holds its own share.
    owner: Owner,
    config: RwSignal<Config, LocalStorage>,
    handle: Handle,
    mailbox: String,
    mode: Mode,
    /// In front of every id.
    prefix: String,
    /// Dropping it takes the view off the page.
    _view: Box<dyn Any>,
}

impl Shown {
    /// Shows what the page gave: `{attributes, config, headers, lang, secure, assets}`; for a part, `{node, part}` too.
    pub(super) fn new(id: usize, element: HtmlElement, parts: &Json) -> Self {
        let source = Source::from(parts);
        let node = parts.get("node").as_js().dyn_ref::<HtmlElement>().cloned();
        let place = node.clone().unwrap_or_else(|| element.clone());
        let form = match config::read(&source) {
            Ok(config) if !cfg!(feature = "full") && config.mode != Mode::User => {
                // The other modes are in the other module.
                again(parts);
                None
            }
            Ok(config) => {
                if node.is_none() {
                    config.help.iter().for_each(host::look_at_help);
                }
                Some(Form::new(id, &element, &place, config, parts))
            }
            Err(errors) => {
                refuse(&source, &errors, &place, parts);
                None
            }
        };
        Self {
            element,
            place,
            form,
            waiting: None,
        }
    }

    /// What commands are given to.
    pub(super) fn handle(&self) -> Option<Handle> {
        self.form.as_ref().map(|form| form.handle)
    }

    /// Another configuration. It waits for a running request; another mailbox is another form.
    pub(super) fn update(mut self, id: usize, parts: Json) -> Self {
        if let Some(form) = &self.form {
            if form.handle.is_busy() {
                self.waiting = Some(parts);
                return self;
            }
            if let Ok(config) = config::read(&Source::from(&parts))
                && (&config.mailbox, config.mode) == (&form.mailbox, form.mode)
            {
                if form.config.with_untracked(|now| now.help != config.help) {
                    config.help.iter().for_each(host::look_at_help);
                }
                form.config.set(config);
                return self;
            }
        }
        let (element, place) = (self.element.clone(), self.place.clone());
        self.end();
        place.set_text_content(None);
        Self::new(id, element, &parts)
    }

    /// Makes the change that waited.
    pub(super) fn catch_up(mut self, id: usize) -> Self {
        match self.waiting.take() {
            Some(parts) => self.update(id, parts),
            None => self,
        }
    }

    /// What is in front of every id.
    pub(super) fn prefix(&self) -> Option<String> {
        self.form.as_ref().map(|form| form.prefix.clone())
    }

    /// Takes it off the page.
    pub(super) fn end(self) {
        if let Some(form) = self.form {
            form.owner.cleanup();
        }
    }
}

/// Says what is wrong with a configuration. The words are in the larger module.
fn refuse(source: &Source, errors: &[ConfigError], place: &HtmlElement, parts: &Json) {
    #[cfg(feature = "full")]
    {
        for error in errors {
            log_error(&["mailbox-password: ", &error.sentence()].concat());
        }
        // Nothing in it follows anything.
        let notice = misconfigured(source, errors);
        let _ = place.append_child(notice.node());
        let _ = parts;
    }
    #[cfg(not(feature = "full"))]
    {
        let _ = (source, errors, place);
        again(parts);
    }
}

/// Asks the page's script to begin again, with the larger module.
fn again(parts: &Json) {
    if let Some(again) = parts.get("again").as_js().dyn_ref::<Function>() {
        // What it throws is the script's own affair.
        let _ = again.call0(&JsValue::UNDEFINED);
    }
}

impl Form {
    fn new(
        id: usize,
        element: &HtmlElement,
        place: &HtmlElement,
        config: Config,
        parts: &Json,
    ) -> Self {
        // A part continues the ids of what it is a part of.
        let part = parts.get("part");
        let prefix = part.get("prefix").text();
        let prefix = prefix.unwrap_or_else(|| host::prefix(element, &prefixes()));
        let events = Events::new({
            let element = element.clone();
            move |told| {
                if matches!(told, WidgetEvent::Settled) {
                    spawn(async move { settled(id) });
                    return true;
                }
                event::dispatch(&element, told)
            }
        });
        let (mailbox, mode) = (config.mailbox.clone(), config.mode);
        let owner = Owner::new();
        owner.clone().with(|| {
            let config = RwSignal::new_local(config);
            let handle = Handle::new();
            let props = MailboxPasswordProps {
                config,
                events,
                assets: parts.get("assets"),
                prefix: prefix.clone(),
                handle,
                part: Part::from(&part),
            };
            let view = mount_to(place.clone(), || MailboxPassword(props));
            Self {
                owner,
                config,
                handle,
                mailbox,
                mode,
                prefix,
                _view: Box::new(view),
            }
        })
    }
}
