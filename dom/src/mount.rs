//! Mounting and unmounting a view.

use std::rc::Rc;

use leptos::mount::{UnmountHandle, mount_to_renderer};
use leptos::prelude::{IntoView, Mountable, Owner, Render};
use web_sys::{Element, Node};

use crate::content::Content;
use crate::convert::build;
use crate::effect::Scope;
use crate::place::Cursor;

/// A mounted view. It is unmounted when this is dropped.
#[must_use = "the view is unmounted when this is dropped"]
pub struct Mounted {
    owner: Owner,
    scope: Rc<Scope>,
    _handle: UnmountHandle<Root>,
}

/// Creates a view under an owner of its own and appends it to an element.
///
/// [Claimed](crate::Element::claim) nodes in the element stay where they are.
///
/// ```no_run
/// # use dom::html;
/// # fn run(parent: &web_sys::Element) {
/// let mounted = dom::mount(parent, || html::p().text("Hello"));
/// mounted.unmount();
/// # }
/// ```
pub fn mount<V: IntoView + 'static>(
    parent: &Element,
    view: impl FnOnce() -> V + 'static,
) -> Mounted {
    mount_boxed(parent, Box::new(move || Root(build(view()))))
}

impl Mounted {
    /// The owner under which the view was created.
    pub fn owner(&self) -> &Owner {
        &self.owner
    }

    /// Cleans up the owner and removes the view from the document.
    pub fn unmount(self) {}

    /// Leaves the view mounted for as long as the page exists.
    pub fn forget(self) {
        Box::leak(Box::new(self));
    }
}

/// Explicitly, because a future that has not ended holds the owner, too, and would keep it alive.
impl Drop for Mounted {
    fn drop(&mut self) {
        self.scope.end();
        self.owner.cleanup();
    }
}

fn mount_boxed(parent: &Element, view: Box<dyn FnOnce() -> Root>) -> Mounted {
    let owner = Owner::new();
    let scope = Scope::new(Scope::current(), None);
    let handle = owner.with(|| scope.enter(|| mount_to_renderer(parent, view)));
    Mounted {
        owner,
        scope,
        _handle: handle,
    }
}

/// The content as a view, for Leptos.
struct Root(Box<dyn Content>);

impl Render for Root {
    type State = Self;

    fn build(self) -> Self::State {
        self
    }

    fn rebuild(self, state: &mut Self::State) {
        *state = self;
    }
}

impl Mountable for Root {
    fn unmount(&mut self) {
        self.0.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.0.place(parent, &mut Cursor::around_claimed(marker));
    }

    fn insert_before_this(&self, _: &mut dyn Mountable) -> bool {
        false
    }

    fn elements(&self) -> Vec<Element> {
        let mut elements = Vec::new();
        self.0.add_elements(&mut elements);
        elements
    }
}
