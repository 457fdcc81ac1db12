//! Elements and regions as views of Leptos.

use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::hydration::Cursor as HydrationCursor;
use leptos::tachys::no_attrs;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use wasm_bindgen::JsCast;
use web_sys::Node;

use crate::element::Element;
use crate::place::Cursor;
use crate::region::Region;

impl Mountable for Element {
    fn unmount(&mut self) {
        self.node().remove();
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&Node>) {
        self.content_mut()
            .place(parent, &mut Cursor::around_claimed(marker));
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        insert_before(self.node().parent_node(), Some(self.node()), child)
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        vec![self.node().clone()]
    }
}

impl Mountable for Region {
    fn unmount(&mut self) {
        self.content_mut().unmount();
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&Node>) {
        self.content_mut()
            .place(parent, &mut Cursor::around_claimed(marker));
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.parent();
        let start = parent
            .as_ref()
            .and_then(|parent| self.content().start(parent));
        insert_before(parent, start.as_ref(), child)
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        let mut elements = Vec::new();
        self.content().add_elements(&mut elements);
        elements
    }
}

fn insert_before(parent: Option<Node>, start: Option<&Node>, child: &mut dyn Mountable) -> bool {
    match (parent, start) {
        (Some(parent), Some(start)) => {
            child.mount(parent.unchecked_ref(), Some(start));
            true
        }
        _ => false,
    }
}

/// Attributes that are spread onto a component are set on the element that it returns.
impl AddAnyAttr for Element {
    type Output<NewAttribute: Attribute> = Self;

    fn add_any_attr<NewAttribute: Attribute>(self, attribute: NewAttribute) -> Self {
        let state = attribute.into_any_attr().build(self.node());
        self.keep(state)
    }
}

no_attrs!(Region);

macro_rules! view {
    ($view:ty) => {
        /// It is already built.
        impl Render for $view {
            type State = Self;

            fn build(self) -> Self::State {
                self
            }

            fn rebuild(mut self, state: &mut Self::State) {
                state.insert_before_this(&mut self);
                Mountable::unmount(state);
                *state = self;
            }
        }

        /// It renders nothing, because elements exist in a browser only.
        impl RenderHtml for $view {
            type AsyncOutput = Self;
            type Owned = Self;

            const MIN_LENGTH: usize = 0;

            fn dry_resolve(&mut self) {}

            async fn resolve(self) -> Self::AsyncOutput {
                self
            }

            fn to_html_with_buf(
                self,
                _: &mut String,
                _: &mut Position,
                _: bool,
                _: bool,
                _: Vec<AnyAttribute>,
            ) {
            }

            fn hydrate<const FROM_SERVER: bool>(
                self,
                _: &HydrationCursor,
                _: &PositionState,
            ) -> Self::State {
                self
            }

            fn into_owned(self) -> Self::Owned {
                self
            }
        }
    };
}

view!(Element);
view!(Region);
