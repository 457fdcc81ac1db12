//! The element and its builder methods.

use fragile::Fragile;
use leptos::html::ElementType;
use leptos::tachys::html::node_ref::NodeRefContainer;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, Node};

use crate::attribute::{self, Target};
use crate::binding::{AttrBinding, Binding, IntoAttr, IntoBinding, IntoClass, Read};
use crate::claim::Claims;
use crate::content::Content;
use crate::event::EventName;
use crate::kept::Kept;
use crate::listener::{Act, Listener};
use crate::place::{Cursor, child_with};
use crate::value::Attr;

/// An element with its bindings, event listeners and children.
///
/// Create it with a function of [`html`](crate::html) or [`svg`](crate::svg). The [crate](crate)'s
/// documentation says when it is disposed of.
#[must_use = "an element that is in no document shows nothing"]
pub struct Element(Box<Fragile<Parts>>);

struct Parts {
    node: web_sys::Element,
    /// The position of the next child.
    cursor: Cursor,
    /// Whether it was taken over from a script, and may already be where it belongs.
    is_claimed: bool,
    has_changing_text: bool,
    has_children: bool,
    /// Effects, event listeners, children and values that are dropped with the element.
    kept: Vec<Box<dyn Kept>>,
}

impl Element {
    /// An element around a node.
    pub(crate) fn new(node: web_sys::Element) -> Self {
        Self(Box::new(Fragile::new(Parts {
            node,
            cursor: Cursor::default(),
            is_claimed: false,
            has_changing_text: false,
            has_children: false,
            kept: Vec::new(),
        })))
    }

    /// The node in the document.
    #[must_use]
    pub fn node(&self) -> &web_sys::Element {
        &self.parts().node
    }

    /// Takes over the node that a script has created for this key, if there is one with the same tag.
    /// Otherwise the element remains the new one that it is.
    ///
    /// Call it before all other methods. Attributes and text that are already right are not set
    /// again, and a child that is already in its place is not moved; other children are inserted
    /// around it. See [`Claims`].
    pub fn claim(mut self, claims: &Claims, key: &str) -> Self {
        debug_assert!(self.parts().kept.is_empty(), "call claim({key}) first");
        let parts = self.parts_mut();
        if let Some(node) = claims.take(key, &parts.node) {
            parts.cursor = Cursor::before(node.first_child());
            parts.node = node;
            parts.is_claimed = true;
        }
        self
    }

    /// Sets an attribute. `None` and `false` remove it; `true` sets it without a value.
    ///
    /// ARIA attributes need the words instead:
    /// `.attr("aria-busy", move || if busy.get() { "true" } else { "false" })`.
    ///
    /// A strict content security policy refuses the attribute `style`; use a class.
    pub fn attr<'a>(self, name: &'static str, value: impl IntoAttr<'a>) -> Self {
        debug_assert!(
            name != "style",
            "a strict content security policy refuses the attribute style"
        );
        match value.as_fixed_str() {
            Some(value) => self.set(Target::Attribute, name, value),
            None => self.bind(Target::Attribute, name, value.into_binding()),
        }
    }

    /// Sets the class attribute or, given `(name, condition)`, adds and removes a single class.
    ///
    /// A class attribute that changes replaces single classes, too; use one or the other.
    ///
    /// ```no_run
    /// # use dom::html;
    /// # use leptos::prelude::*;
    /// # let is_open = RwSignal::new(false);
    /// html::div().class("card").class(("open", move || is_open.get()))
    /// # ;
    /// ```
    pub fn class<'a>(self, value: impl IntoClass<'a>) -> Self {
        if let Some(value) = value.as_fixed_str() {
            return self.set(Target::Attribute, "class", value);
        }
        let (name, binding) = value.into_class();
        match name {
            Some(name) => self.bind(Target::Class, name, binding),
            None => self.bind(Target::Attribute, "class", binding),
        }
    }

    /// Sets a property of the node, such as `value` or `checked`, where it differs from the present one.
    ///
    /// The `value` of a `<select>` has an effect only after its options have been added.
    pub fn prop(self, name: &'static str, value: impl IntoBinding<JsValue>) -> Self {
        self.bind_property(name, value.into_binding())
    }

    /// Adds an event listener. It runs under the owner that is current now, so that it finds contexts.
    ///
    /// ```no_run
    /// # use dom::html;
    /// # use leptos::ev;
    /// html::input()
    ///     .on("input", |event| event.stop_propagation())
    ///     .on(ev::keydown, |event| if event.key() == "Escape" { event.prevent_default() })
    /// # ;
    /// ```
    pub fn on<E: EventName>(self, event: E, mut act: impl FnMut(E::Event) + 'static) -> Self {
        self.listen(
            event.into_name(),
            Box::new(move |event: Event| act(event.unchecked_into())),
        )
    }

    /// Sets the text.
    ///
    /// The text replaces the whole content of the element, including what a browser's translator has
    /// put there. So an element has either text or children. Where text stands beside elements, give
    /// it an element of its own, `html::span().text(…)`. (A string that never changes may also be a
    /// [`child`](Self::child).)
    pub fn text<'a>(self, value: impl IntoAttr<'a>) -> Self {
        match value.as_fixed_str() {
            Some(value) => self.set(Target::Text, "", value),
            None => self.bind(Target::Text, "", value.into_binding()),
        }
    }

    /// Sets the text, and the attribute `hidden` while the text is empty.
    pub fn text_or_hidden<'a>(self, value: impl IntoAttr<'a>) -> Self {
        self.bind(Target::TextOrHidden, "", value.into_binding())
    }

    /// Fills a `NodeRef`.
    pub fn node_ref<E: ElementType>(self, node_ref: impl NodeRefContainer<E>) -> Self {
        node_ref.load(&self.parts().node);
        self
    }

    /// Keeps a value, which is dropped with the element.
    pub fn keep(self, value: impl Sized + 'static) -> Self {
        self.keep_boxed(Box::new(value))
    }

    fn set(self, target: Target, name: &'static str, value: &str) -> Self {
        debug_assert!(
            !(matches!(target, Target::Text) && self.parts().has_children),
            "text replaces all children: give it an element of its own"
        );
        attribute::set(&self.parts().node, target, name, Some(value));
        self
    }

    /// Inlined, so that no [`Binding`] is built: the caller knows which of the two it is.
    #[inline(always)]
    fn bind(self, target: Target, name: &'static str, binding: AttrBinding<'_>) -> Self {
        match binding {
            Binding::Fixed(value) => self.set_fixed(target, name, &value),
            Binding::Reactive(read) => self.follow(target, name, read),
        }
    }

    fn set_fixed(self, target: Target, name: &'static str, value: &Attr<'_>) -> Self {
        attribute::set(&self.parts().node, target, name, value.as_deref());
        self
    }

    #[inline(never)]
    fn follow(
        mut self,
        target: Target,
        name: &'static str,
        read: Box<dyn Read<Attr<'static>>>,
    ) -> Self {
        if matches!(target, Target::Text | Target::TextOrHidden) {
            debug_assert!(
                !self.parts().has_children,
                "text replaces all children: give it an element of its own"
            );
            self.parts_mut().has_changing_text = true;
        }
        let effect = attribute::follow(&self.parts().node, target, name, read);
        self.keep(effect)
    }

    fn bind_property(self, name: &'static str, binding: Binding<JsValue>) -> Self {
        match attribute::bind_property(&self.parts().node, name, binding) {
            Some(effect) => self.keep(effect),
            None => self,
        }
    }

    fn listen(self, name: &'static str, act: Box<dyn Act>) -> Self {
        let listener = Listener::new(&self.parts().node, name, act);
        self.keep(listener)
    }

    /// Adds built content.
    pub(crate) fn hold(mut self, mut child: Box<dyn Content>) -> Self {
        debug_assert!(
            !self.parts().has_changing_text,
            "text that changes replaces all children: give it an element of its own"
        );
        let parts = self.parts_mut();
        parts.has_children = true;
        child.place(&parts.node, &mut parts.cursor);
        self.keep_boxed(child)
    }

    fn keep_boxed(mut self, value: Box<dyn Kept>) -> Self {
        self.parts_mut().kept.push(value);
        self
    }

    /// The same as content.
    pub(crate) fn into_content(self) -> Box<dyn Content> {
        self.0
    }

    /// The same as content.
    pub(crate) fn content_mut(&mut self) -> &mut dyn Content {
        &mut *self.0
    }

    fn parts(&self) -> &Parts {
        self.0.get()
    }

    fn parts_mut(&mut self) -> &mut Parts {
        self.0.get_mut()
    }
}

impl Content for Fragile<Parts> {
    fn place(&mut self, parent: &web_sys::Element, cursor: &mut Cursor) {
        let parts = self.get_mut();
        if std::mem::take(&mut parts.is_claimed) {
            cursor.place_claimed(parent, &parts.node);
        } else {
            cursor.place(parent, &parts.node);
        }
    }

    fn unmount(&mut self) {
        self.get().node.remove();
    }

    fn start(&self, parent: &Node) -> Option<Node> {
        child_with(parent, &self.get().node)
    }

    fn add_elements(&self, elements: &mut Vec<web_sys::Element>) {
        elements.push(self.get().node.clone());
    }
}
