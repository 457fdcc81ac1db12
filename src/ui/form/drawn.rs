use dom::Claims;

use crate::{model::Field, state::FormSignals};

/// The nodes of a field that the loader has drawn, by key.
pub(super) struct DrawnField {
    pub(super) nodes: Claims,
    field: Field,
}

impl DrawnField {
    pub(super) fn new(s: FormSignals, field: Field) -> Self {
        Self {
            nodes: s.cx.drawn(),
            field,
        }
    }

    pub(super) fn key(&self, node: &str) -> String {
        [self.field.id(), "-", node].concat()
    }
}
