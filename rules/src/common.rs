use alloc::string::String;

/// The most used passwords.
pub struct CommonPasswords {
    _text: String,
}

impl CommonPasswords {
    /// Reads the packed list (`rules/data/common-passwords.txt`, which the widget loads after its first load).
    /// A damaged list gives `None`.
    #[must_use]
    pub fn unpack(_packed: &str) -> Option<Self> {
        None
    }

    /// Whether the whole password, whatever its case, is on the list.
    #[must_use]
    pub fn contains(&self, _password: &str) -> bool {
        false
    }
}
