//! The children of an element.

use leptos::prelude::IntoView;

use crate::convert::build;
use crate::element::Element;

impl Element {
    /// Adds a child: an [`Element`], what [`show`](crate::show), [`switch`](crate::switch) and
    /// [`for_each`](crate::for_each) return, an `Option` or a `Vec` of these, or anything else that Leptos can render.
    pub fn child<V: IntoView + 'static>(self, view: V) -> Self {
        self.hold(build(view))
    }

    /// Adds children.
    pub fn children<V: IntoView + 'static>(self, views: impl IntoIterator<Item = V>) -> Self {
        views.into_iter().fold(self, Self::child)
    }
}
