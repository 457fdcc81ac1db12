//! A Leptos app that contains the widget beside its own content, and what a person does in it.

use std::{any::Any, cell::RefCell, rc::Rc};

use leptos::prelude::*;
use mailbox_password::{
    Command, EventHandler, Handle, HostEvent, MailboxPassword,
    config::{self, Config, Source},
    json::Json,
};
use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use web_sys::{CustomEvent, CustomEventInit, Element, HtmlElement, HtmlInputElement};

use super::storage::clear_storage;
use super::wait::{settle, until};

pub(crate) const CURRENT: &str = "Autumn-Harbour-71";
pub(crate) const NEW: &str = "Copper-Lantern-28";

/// The host app, mounted until this is dropped.
pub(crate) struct Host {
    root: Element,
    events: Rc<RefCell<Vec<HostEvent>>>,
    config: RwSignal<Config, LocalStorage>,
    is_shown: RwSignal<bool>,
    handle: Handle,
    _view: Box<dyn Any>,
}

/// The options of a host app.
pub(crate) struct Options {
    pub(crate) config: Config,
    pub(crate) assets: Json,
    /// Whether `before-submit` lets the request be sent.
    pub(crate) allows_submit: bool,
    pub(crate) prefix: &'static str,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            config: valid_config(json!({})),
            assets: Json::default(),
            allows_submit: true,
            prefix: "mailbox-password",
        }
    }
}

/// A valid configuration: the required members, and these.
pub(crate) fn valid_config(members: Value) -> Config {
    let mut all = json!({ "endpoint": "/password", "mailbox": "ann@example.com", "lang": "en" });
    if let Value::Object(members) = members {
        for (name, value) in members {
            all[name] = value;
        }
    }
    let source = Source {
        config: read(&all),
        secure: true,
        ..Source::default()
    };
    config::read(&source).unwrap()
}

/// Converts to a JavaScript value.
pub(crate) fn read(value: &Value) -> Json {
    Json::parse(&value.to_string())
}

/// A host app with its own signals and content around the widget.
#[component]
fn App(
    config: RwSignal<Config, LocalStorage>,
    is_shown: RwSignal<bool>,
    last: RwSignal<String>,
    handle: Handle,
    props: StoredValue<(EventHandler, Json, &'static str), LocalStorage>,
) -> impl IntoView {
    let widget = move || {
        is_shown.get().then(|| {
            let (on_event, assets, id_prefix) = props.get_value();
            view! { <MailboxPassword config=move || config.get() on_event assets id_prefix handle/> }
        })
    };
    view! {
        <main>
            <h1>"Settings"</h1>
            <p class="last">{move || last.get()}</p>
            {widget}
        </main>
    }
}

impl Host {
    /// Mounts the widget with these members of `config`, with empty storage.
    pub(crate) async fn with(members: Value) -> Self {
        clear_storage();
        Self::with_old_storage(members).await
    }

    /// Mounts the widget with the storage that an earlier one left.
    pub(crate) async fn with_old_storage(members: Value) -> Self {
        Self::open(Options {
            config: valid_config(members),
            ..Options::default()
        })
        .await
    }

    /// Mounts the widget with empty storage.
    pub(crate) async fn show(options: Options) -> Self {
        clear_storage();
        Self::open(options).await
    }

    /// Mounts the widget, and waits until it is ready.
    async fn open(options: Options) -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let root = document.create_element("div").unwrap();
        document.body().unwrap().append_child(&root).unwrap();
        let recorded: Rc<RefCell<Vec<HostEvent>>> = Rc::default();
        let owner = Owner::new();
        let host = owner.with(|| {
            let config = RwSignal::new_local(options.config);
            let is_shown = RwSignal::new(true);
            let last = RwSignal::new(String::new());
            let handle = Handle::new();
            let on_event = EventHandler::from({
                let recorded = recorded.clone();
                move |event| {
                    let _ = last.try_set(format!("{event:?}"));
                    recorded.borrow_mut().push(event);
                    options.allows_submit
                }
            });
            let props = StoredValue::new_local((on_event, options.assets, options.prefix));
            let view = mount_to(root.clone().unchecked_into(), move || {
                view! { <App config is_shown last handle props/> }
            });
            Self {
                root,
                events: recorded,
                config,
                is_shown,
                handle,
                _view: Box::new((view, owner.clone())),
            }
        });
        let is_ready = || host.events().contains(&HostEvent::Ready);
        until("the widget is ready", is_ready).await;
        settle().await;
        host
    }

    /// Unmounts the widget; the host app stays.
    pub(crate) async fn unmount(&self) {
        self.is_shown.set(false);
        settle().await;
    }

    pub(crate) fn configure(&self, config: Config) {
        self.config.set(config);
    }

    pub(crate) fn ask(&self, command: Command) {
        self.handle.send(command);
    }

    pub(crate) fn is_busy(&self) -> bool {
        self.handle.is_busy()
    }

    /// All events of the widget so far.
    pub(crate) fn events(&self) -> Vec<HostEvent> {
        self.events.borrow().clone()
    }

    /// The number of events that match.
    pub(crate) fn count_events(&self, is_meant: impl Fn(&HostEvent) -> bool) -> usize {
        self.events
            .borrow()
            .iter()
            .filter(|event| is_meant(event))
            .count()
    }

    pub(crate) fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.root
            .query_selector(selector)
            .unwrap()
            .map(JsCast::unchecked_into)
    }

    pub(crate) fn get(&self, selector: &str) -> HtmlElement {
        self.find(selector)
            .unwrap_or_else(|| panic!("{selector} is not there"))
    }

    /// A password field: `current`, `new` or `confirm`.
    pub(crate) fn field(&self, part: &str) -> HtmlInputElement {
        self.get(&format!("[id$=\"-{part}\"]")).unchecked_into()
    }

    /// The visible text.
    pub(crate) fn text(&self) -> String {
        self.root
            .clone()
            .unchecked_into::<HtmlElement>()
            .inner_text()
    }

    pub(crate) fn shows(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    pub(crate) async fn wait_for_text(&self, words: &str) {
        until(&format!("the text \"{words}\""), || self.shows(words)).await;
    }

    /// Types into a field.
    pub(crate) fn type_into(&self, part: &str, value: &str) {
        let field = self.field(part);
        field.set_value(value);
        dispatch(&field, "input");
    }

    pub(crate) fn leave(&self, part: &str) {
        dispatch(&self.field(part), "blur");
    }

    /// Fills in all fields correctly.
    pub(crate) fn fill(&self) {
        self.type_into("current", CURRENT);
        self.type_into("new", NEW);
        self.type_into("confirm", NEW);
    }

    /// Clicks the button with this name.
    pub(crate) fn press(&self, name: &str) {
        let buttons = self.root.query_selector_all("button").unwrap();
        let found = (0..buttons.length())
            .filter_map(|index| buttons.get(index))
            .map(JsCast::unchecked_into::<HtmlElement>)
            .find(|button| {
                let label = button
                    .get_attribute("aria-label")
                    .unwrap_or_else(|| button.inner_text());
                label == name
            });
        found
            .unwrap_or_else(|| panic!("there is no button {name}"))
            .click();
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.root.remove();
    }
}

/// Dispatches an event with this interface, name and members.
pub(crate) fn fire(target: &web_sys::EventTarget, kind: &str, name: &str, members: &Value) {
    let kind = js_sys::Reflect::get(&js_sys::global(), &kind.into()).unwrap();
    let arguments = js_sys::Array::of2(&name.into(), read(members).as_js());
    let kind: js_sys::Function = kind.unchecked_into();
    let event = js_sys::Reflect::construct(&kind, &arguments).unwrap();
    target.dispatch_event(event.unchecked_ref()).unwrap();
}

/// Dispatches an event on an element.
pub(crate) fn dispatch(element: &Element, name: &str) {
    // As in a browser, `blur` does not bubble, and other events do.
    let init = CustomEventInit::new();
    init.set_bubbles(name != "blur");
    let event = CustomEvent::new_with_event_init_dict(name, &init).unwrap();
    element.dispatch_event(&event).unwrap();
}
