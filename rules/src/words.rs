use alloc::string::String;

/// Short common words that passwords are made of. Source and format: `rules/data/README.md`.
pub struct Words {
    /// One a line.
    text: String,
}

impl Words {
    /// Letters in the shortest word of the list.
    pub const SHORTEST: usize = 3;
    /// Letters in the longest word of the list.
    pub const LONGEST: usize = 6;

    /// Takes a list (`rules/data/words.txt`, which the widget loads when it is about to be needed). Something else in
    /// its place gives `None`; a list with fewer words gives longer passwords.
    #[must_use]
    pub fn unpack(text: String) -> Option<Self> {
        let is_list = text
            .bytes()
            .all(|byte| byte == b'\n' || byte.is_ascii_lowercase());
        is_list.then_some(Self { text })
    }

    /// The words.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.text.split('\n').filter(|word| !word.is_empty())
    }
}
