//! An object as a search found it.

use std::collections::HashMap;

use ldap3::SearchEntry;

/// An object with the attributes that were asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    dn: String,
    /// By name in lower case: a server may spell it as it likes.
    attributes: HashMap<String, Vec<String>>,
}

impl Entry {
    pub(super) fn new(entry: SearchEntry) -> Self {
        let attributes = entry.attrs.into_iter();
        Self {
            dn: entry.dn,
            attributes: attributes
                .map(|(name, values)| (name.to_ascii_lowercase(), values))
                .collect(),
        }
    }

    /// The distinguished name.
    pub(super) fn dn(&self) -> &str {
        &self.dn
    }

    /// The first value. An attribute that is absent and one that may not be read look the same.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.attributes
            .get(&name.to_ascii_lowercase())
            .and_then(|values| values.first())
            .map(String::as_str)
    }

    /// Every value.
    pub(super) fn values(&self, name: &str) -> &[String] {
        self.attributes
            .get(&name.to_ascii_lowercase())
            .map_or(&[], Vec::as_slice)
    }

    /// The first value as a number.
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.text(name)?.parse().ok()
    }

    /// The first value as a count; a negative number counts as 0.
    pub(super) fn count(&self, name: &str) -> Option<u32> {
        self.number(name)
            .map(|number| u32::try_from(number.max(0)).unwrap_or(u32::MAX))
    }
}
