//! A row for each item of a list.

use std::hash::Hash;

use leptos::prelude::IntoView;

use crate::content::Content;
use crate::convert::{build, nothing};
use crate::key;
use crate::region::{Region, Source};

/// A row for each item; items are told apart by their keys.
///
/// A row is made when its key comes, under an owner of its own, and that is cleaned up when the key leaves. Meanwhile
/// it stays the same nodes: what was typed, opened or focused in it stays. When the order changes, as few rows are moved
/// as possible, and never the one that has the focus. What changes in an item belongs into a signal; a row is not made
/// anew because the rest of its item differs.
///
/// Keys ought to be unique. Where one occurs twice there are two rows, and nothing breaks.
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
    /// The items whose rows are yet to be made.
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
