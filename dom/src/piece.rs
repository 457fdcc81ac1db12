//! What an element or a row holds, whatever its type was.

use std::any::Any;

use leptos::prelude::{IntoView, Mountable};
use web_sys::Node;

use crate::element::Element;
use crate::place::{Cursor, child_with};
use crate::platform::create_comment;
use crate::region::Region;

/// Built content.
pub(crate) enum Piece {
    Element(Element),
    Many(Vec<Piece>),
    Other(Box<dyn Mountable>),
    Region(Region),
}

impl Piece {
    /// Nothing.
    pub(crate) const NONE: Self = Self::Many(Vec::new());

    /// Builds a view. Our own types are recognised, so that nothing of Leptos' is compiled for them.
    pub(crate) fn new<V: IntoView + 'static>(view: V) -> Self {
        let mut view = Some(view);
        let any: &mut dyn Any = &mut view;
        if let Some(element) = any.downcast_mut::<Option<Element>>() {
            return element.take().map_or(Self::NONE, Self::Element);
        }
        if let Some(region) = any.downcast_mut::<Option<Region>>() {
            return region.take().map_or(Self::NONE, Self::Region);
        }
        if let Some(element) = any.downcast_mut::<Option<Option<Element>>>() {
            return element.take().flatten().map_or(Self::NONE, Self::Element);
        }
        if let Some(elements) = any.downcast_mut::<Option<Vec<Element>>>() {
            return Self::Many(
                elements
                    .take()
                    .into_iter()
                    .flatten()
                    .map(Self::Element)
                    .collect(),
            );
        }
        match view {
            Some(view) => Self::Other(Box::new(view.build())),
            None => Self::NONE,
        }
    }

    /// Puts it at the cursor, and the cursor behind it.
    pub(crate) fn place(&mut self, parent: &web_sys::Element, cursor: &mut Cursor) {
        match self {
            Self::Element(element) => element.place(parent, cursor),
            Self::Many(pieces) => {
                for piece in pieces {
                    piece.place(parent, cursor);
                }
            }
            Self::Other(view) => {
                view.mount(parent, cursor.next());
                cursor.pass(&view.elements());
            }
            Self::Region(region) => region.place(parent, cursor),
        }
    }

    /// Takes it out of the document.
    pub(crate) fn unmount(&mut self) {
        match self {
            Self::Element(element) => element.node().remove(),
            Self::Many(pieces) => {
                for piece in pieces {
                    piece.unmount();
                }
            }
            Self::Other(view) => view.unmount(),
            Self::Region(region) => region.unmount(),
        }
    }

    /// The child of this parent before which one is before this piece; `None` if there is nothing of it.
    pub(crate) fn start(&self, parent: &Node) -> Option<Node> {
        match self {
            Self::Element(element) => child_with(parent, element.node()),
            Self::Many(pieces) => pieces.iter().find_map(|piece| piece.start(parent)),
            Self::Other(view) => {
                // Leptos does not tell where a view begins, but puts another one before it.
                let mut probe = create_comment("");
                view.insert_before_this(&mut probe);
                let start = probe.next_sibling();
                probe.remove();
                child_with(parent, &start?)
            }
            Self::Region(region) => region.start(parent),
        }
    }

    /// Adds the elements at its top.
    pub(crate) fn add_elements(&self, elements: &mut Vec<web_sys::Element>) {
        match self {
            Self::Element(element) => elements.push(element.node().clone()),
            Self::Many(pieces) => {
                for piece in pieces {
                    piece.add_elements(elements);
                }
            }
            Self::Other(view) => elements.append(&mut view.elements()),
            Self::Region(region) => region.add_elements(elements),
        }
    }

    /// Whether it holds this node, such as the one that has the focus.
    pub(crate) fn contains(&self, node: &Node) -> bool {
        let mut elements = Vec::new();
        self.add_elements(&mut elements);
        elements.iter().any(|element| element.contains(Some(node)))
    }
}
