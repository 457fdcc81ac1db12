use std::any::Any;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::{event, host, prefixes, settled};
use crate::{
    config::{self, Config, Source},
    json::Json,
    task::spawn,
    view::{Events, Handle, MailboxPassword, MailboxPasswordProps, WidgetEvent, misconfigured},
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn log_error(text: &str);
}

/// What an element shows: a form, or what is wrong with its configuration.
pub(super) struct Shown {
    element: HtmlElement,
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
    /// In front of every id.
    prefix: String,
    /// Dropping it takes the view off the page.
    _view: Box<dyn Any>,
}

impl Shown {
    /// Shows what the page gave: `{attributes, config, headers, lang, secure, assets}`.
    pub(super) fn new(id: usize, element: HtmlElement, parts: &Json) -> Self {
        let source = Source::from(parts);
        let form = match config::read(&source) {
            Ok(config) => Some(Form::new(id, &element, config, parts.get("assets"))),
            Err(errors) => {
                for error in &errors {
                    log_error(&["mailbox-password: ", &error.sentence()].concat());
                }
                // Nothing in it follows anything.
                let notice = misconfigured(&source, &errors);
                let _ = element.append_child(notice.node());
                None
            }
        };
        Self {
            element,
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
                && config.mailbox == form.mailbox
            {
                form.config.set(config);
                return self;
            }
        }
        let element = self.element.clone();
        self.end();
        element.set_text_content(None);
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

impl Form {
    fn new(id: usize, element: &HtmlElement, config: Config, assets: Json) -> Self {
        let prefix = host::prefix(element, &prefixes());
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
        let mailbox = config.mailbox.clone();
        let owner = Owner::new();
        owner.clone().with(|| {
            let config = RwSignal::new_local(config);
            let handle = Handle::new();
            let props = MailboxPasswordProps {
                config,
                events,
                assets,
                prefix: prefix.clone(),
                handle,
            };
            let view = mount_to(element.clone(), || MailboxPassword(props));
            Self {
                owner,
                config,
                handle,
                mailbox,
                prefix,
                _view: Box::new(view),
            }
        })
    }
}
