use crate::i18n::Key;

/// The generator of passwords on an administrator's screen.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Generator {
    /// Why no password could be generated.
    pub(crate) failed: Option<Key>,
    /// Whether the generated password did not meet the rules, which came later, and another was drawn.
    pub(crate) is_redrawn: bool,
    /// Whether this element loads the list of words.
    pub(crate) is_loading: bool,
}
