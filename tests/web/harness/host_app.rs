//! A plain Leptos app that holds the widget among its own things, and what a person does in it.

use std::{any::Any, cell::RefCell, rc::Rc};

use leptos::{callback::UnsyncCallback, prelude::*};
use mailbox_password::{
    Command, Handle, HostEvent, MailboxPassword,
    config::{self, Config, Source},
    json::Json,
};
use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use web_sys::{CustomEvent, CustomEventInit, Element, HtmlElement, HtmlInputElement};

use super::wait::{settle, until};

pub(crate) const CURRENT: &str = "Autumn-Harbour-71";
pub(crate) const NEW: &str = "Copper-Lantern-28";

/// The host app on the page; it leaves with this.
pub(crate) struct Host {
    root: Element,
    told: Rc<RefCell<Vec<HostEvent>>>,
    config: RwSignal<Config, LocalStorage>,
    is_shown: RwSignal<bool>,
    handle: Handle,
    _view: Box<dyn Any>,
}

/// What the host decides before it shows the widget.
pub(crate) struct Wishes {
    pub(crate) config: Config,
    pub(crate) assets: Json,
    /// Whether to send when asked.
    pub(crate) goes_on: bool,
    pub(crate) prefix: &'static str,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            config: configured(json!({})),
            assets: Json::default(),
            goes_on: true,
            prefix: "mailbox-password",
        }
    }
}

/// A checked configuration: the least there can be, and these members of `config`.
pub(crate) fn configured(members: Value) -> Config {
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

/// A JavaScript value.
pub(crate) fn read(value: &Value) -> Json {
    Json::parse(&value.to_string())
}

/// A host app with signals of its own; only some of what it holds is the widget's.
#[component]
fn App(
    config: RwSignal<Config, LocalStorage>,
    is_shown: RwSignal<bool>,
    last: RwSignal<String>,
    handle: Handle,
    props: StoredValue<(UnsyncCallback<HostEvent, bool>, Json, &'static str), LocalStorage>,
) -> impl IntoView {
    let widget = move || {
        is_shown.get().then(|| {
            let (on_event, assets, id_prefix) = props.get_value();
            view! { <MailboxPassword config on_event assets id_prefix handle/> }
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
    /// Shows the widget with these members of `config`, in a browser that has kept nothing.
    pub(crate) async fn with(members: Value) -> Self {
        forget();
        Self::again(members).await
    }

    /// Shows it in a browser that has kept whatever it has kept.
    pub(crate) async fn again(members: Value) -> Self {
        Self::open(Wishes {
            config: configured(members),
            ..Wishes::default()
        })
        .await
    }

    /// Shows the widget in a browser that has kept nothing.
    pub(crate) async fn show(wishes: Wishes) -> Self {
        forget();
        Self::open(wishes).await
    }

    /// Shows the widget, and waits until it can be used.
    async fn open(wishes: Wishes) -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let root = document.create_element("div").unwrap();
        document.body().unwrap().append_child(&root).unwrap();
        let told: Rc<RefCell<Vec<HostEvent>>> = Rc::default();
        let owner = Owner::new();
        let host = owner.with(|| {
            let config = RwSignal::new_local(wishes.config);
            let is_shown = RwSignal::new(true);
            let last = RwSignal::new(String::new());
            let handle = Handle::new();
            let on_event = UnsyncCallback::new({
                let told = told.clone();
                move |event| {
                    let _ = last.try_set(format!("{event:?}"));
                    told.borrow_mut().push(event);
                    wishes.goes_on
                }
            });
            let props = StoredValue::new_local((on_event, wishes.assets, wishes.prefix));
            let view = mount_to(root.clone().unchecked_into(), move || {
                view! { <App config is_shown last handle props/> }
            });
            Self {
                root,
                told,
                config,
                is_shown,
                handle,
                _view: Box::new((view, owner.clone())),
            }
        });
        let is_ready = || host.told().contains(&HostEvent::Ready);
        until("the widget is ready", is_ready).await;
        settle().await;
        host
    }

    /// The widget leaves; the host stays.
    pub(crate) async fn take_away(&self) {
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

    /// Everything that the widget has told so far.
    pub(crate) fn told(&self) -> Vec<HostEvent> {
        self.told.borrow().clone()
    }

    /// How often it told something.
    pub(crate) fn times_told(&self, is_meant: impl Fn(&HostEvent) -> bool) -> usize {
        self.told
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

    /// What can be read on the screen, hidden parts left out.
    pub(crate) fn text(&self) -> String {
        self.root
            .clone()
            .unchecked_into::<HtmlElement>()
            .inner_text()
    }

    pub(crate) fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    pub(crate) async fn until_says(&self, words: &str) {
        until(&format!("it says \"{words}\""), || self.says(words)).await;
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

    /// Fills in everything as it should be.
    pub(crate) fn fill(&self) {
        self.type_into("current", CURRENT);
        self.type_into("new", NEW);
        self.type_into("confirm", NEW);
    }

    /// Presses the button of this name.
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

/// Empties what a browser keeps.
pub(crate) fn forget() {
    let window = web_sys::window().unwrap();
    for storage in [window.local_storage(), window.session_storage()] {
        storage.unwrap().unwrap().clear().unwrap();
    }
}

/// Dispatches an event as the browser makes it: of this kind, with these members.
pub(crate) fn fire(target: &web_sys::EventTarget, kind: &str, name: &str, members: &Value) {
    let kind = js_sys::Reflect::get(&js_sys::global(), &kind.into()).unwrap();
    let arguments = js_sys::Array::of2(&name.into(), read(members).as_js());
    let kind: js_sys::Function = kind.unchecked_into();
    let event = js_sys::Reflect::construct(&kind, &arguments).unwrap();
    target.dispatch_event(event.unchecked_ref()).unwrap();
}

/// Dispatches an event on an element itself.
pub(crate) fn dispatch(element: &Element, name: &str) {
    // As in a browser: leaving a field is told to the field alone, all else bubbles.
    let init = CustomEventInit::new();
    init.set_bubbles(name != "blur");
    let event = CustomEvent::new_with_event_init_dict(name, &init).unwrap();
    element.dispatch_event(&event).unwrap();
}
