//! Texts as PostgreSQL takes them.

use std::borrow::Cow;

/// PostgreSQL's texts hold any character but this one.
pub(crate) fn without_nul(text: &str) -> Cow<'_, str> {
    match text.contains('\0') {
        true => Cow::Owned(text.replace('\0', "\u{FFFD}")),
        false => Cow::Borrowed(text),
    }
}
