//! Lists that are loaded when they are needed, once for every element of the page.

use std::cell::RefCell;

use mailbox_password_rules::{CommonPasswords, Words};

thread_local! {
    static LISTS: RefCell<(Option<Words>, Option<CommonPasswords>)> = const { RefCell::new((None, None)) };
}

/// Sets the list of common passwords, in the format of its file.
pub(super) fn set_common_passwords(packed: &str) {
    LISTS.with_borrow_mut(|(_, common)| *common = CommonPasswords::unpack(packed));
}

/// Whether the common passwords have been loaded.
pub(super) fn has_common_passwords() -> bool {
    with_lists(|_, common| common.is_some())
}

/// Sets the words that passwords are made of, in the format of their file.
pub(super) fn set_words(text: String) {
    LISTS.with_borrow_mut(|(words, _)| *words = Words::unpack(text));
}

/// Whether the words have been loaded.
pub(super) fn has_words() -> bool {
    with_lists(|words, _| words.is_some())
}

/// Calls a function with the lists that have been loaded.
pub(super) fn with_lists<T>(call: impl FnOnce(Option<&Words>, Option<&CommonPasswords>) -> T) -> T {
    LISTS.with_borrow(|(words, common)| call(words.as_ref(), common.as_ref()))
}
