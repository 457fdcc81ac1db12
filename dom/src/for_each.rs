//! Keyed lists.

use std::hash::Hash;

use leptos::prelude::IntoView;

use crate::content::Content;
use crate::convert::{build, nothing};
use crate::key;
use crate::region::{Region, Source};

/// A row for each item, identified by its key.
///
/// A row is created when its key appears, under an owner of its own, which is cleaned up when the key
/// disappears. Until then its nodes stay the same, with what was typed, opened or focused in them.
/// When the order changes, as few rows are moved as possible, and never the one with the focus.
///
/// A row is not created again when the rest of its item changes: put into a signal what changes in
/// an item. Keys should be unique. If a key occurs more than once, each occurrence has a row.
///
/// ```no_run
/// # use dom::html;
/// # use leptos::prelude::*;
/// # #[derive(Clone)] struct Device { id: u32, name: String }
/// # let devices = RwSignal::new(Vec::<Device>::new());
/// html::ul().child(dom::for_each(
///     move || devices.get(),
///     |device| device.id,
///     |device| html::li().text(device.name),
/// ))
/// # ;
/// ```
pub fn for_each<I, T, K, V>(
    items: impl FnMut() -> I + 'static,
    key: impl Fn(&T) -> K + 'static,
    view: impl FnMut(T) -> V + 'static,
) -> Region
where
    I: IntoIterator<Item = T>,
    T: 'static,
    K: Eq + Hash + 'static,
    V: IntoView + 'static,
{
    Region::new(Box::new(ForEach {
        items,
        key,
        view,
        keys: Vec::new(),
        hashes: Vec::new(),
        fresh: Vec::new(),
    }))
}

struct ForEach<F, G, H, T, K> {
    items: F,
    key: G,
    view: H,
    keys: Vec<K>,
    hashes: Vec<u64>,
    /// The items of new rows.
    fresh: Vec<Option<T>>,
}

impl<F, G, H, I, T, K, V> Source for ForEach<F, G, H, T, K>
where
    F: FnMut() -> I,
    G: Fn(&T) -> K,
    H: FnMut(T) -> V,
    I: IntoIterator<Item = T>,
    K: Eq + Hash,
    V: IntoView + 'static,
{
    fn update(&mut self) -> Option<Vec<Option<usize>>> {
        let mut items = Vec::new();
        let mut keys = Vec::new();
        let mut hashes = Vec::new();
        for item in (self.items)() {
            let key = (self.key)(&item);
            hashes.push(key::hash(&key));
            keys.push(key);
            items.push(Some(item));
        }
        let previous = key::previous_indices(&self.hashes, &hashes, &|old, new| {
            self.keys.get(old) == keys.get(new)
        })?;
        self.keys = keys;
        self.hashes = hashes;
        self.fresh = items;
        Some(previous)
    }

    fn make(&mut self, index: usize) -> Box<dyn Content> {
        self.fresh
            .get_mut(index)
            .and_then(Option::take)
            .map_or_else(nothing, |item| build((self.view)(item)))
    }
}
