//! Putting a view into a document, and taking it out again.

use leptos::mount::{UnmountHandle, mount_to_renderer};
use leptos::prelude::{IntoView, Mountable, Owner, Render};
use web_sys::{Element, Node};

use crate::content::Content;
use crate::convert::build;
use crate::place::Cursor;

/// A view that is in a document; dropping it takes it out.
#[must_use = "dropping it takes the view out of the document"]
pub struct Mounted {
    owner: Owner,
    _handle: UnmountHandle<Root>,
}

/// Makes a view under an owner of its own, and puts it at the end of an element.
///
/// Nodes that were [claimed](crate::Element::claim) stay where they are.
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
    /// The owner under which the view was made.
    pub fn owner(&self) -> &Owner {
        &self.owner
    }

    /// Cleans up, and takes the view out of the document.
    pub fn unmount(self) {}

    /// Leaves the view where it is, for as long as the page is there.
    pub fn forget(self) {
        Box::leak(Box::new(self));
    }
}

/// Cleaning up is not left to the last holder of the owner: a future that has not ended holds it, too.
impl Drop for Mounted {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

fn mount_boxed(parent: &Element, view: Box<dyn FnOnce() -> Root>) -> Mounted {
    let owner = Owner::new();
    let handle = owner.with(|| mount_to_renderer(parent, view));
    Mounted {
        owner,
        _handle: handle,
    }
}

/// What is mounted, for Leptos.
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
