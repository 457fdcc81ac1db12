/// Declares [`Key`](crate::Key): groups, and for each text a variant, its public name, and its English words.
/// A text with `plural:` has two English forms, one and other.
macro_rules! keys {
    ($(
        $group:literal:
        $($key:ident = $name:literal $($plural:ident)? : $first:literal $(, $other:literal)? ;)+
    )+) => {
        /// A text of the element. Names are public: `texts` and the language files use them.
        #[allow(missing_docs, reason = "the English words say it")]
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        #[repr(u16)]
        pub enum Key { $($($key,)+)+ }

        /// One line a key: its name, its English, and, after another bar, English for other counts than one.
        /// One text rather than a table of addresses: that compresses to fewer bytes.
        pub(crate) static TABLE: &str =
            concat!($($($name, "|", $first, $("|", $other,)? "\n"),+),+);

        impl Key {
            /// Every key, in the order of the declaration.
            pub const ALL: &[Self] = &[$($(Self::$key,)+)+];

            /// The same in groups, each with its heading in the documentation.
            pub const GROUPS: &[(&'static str, &'static [Self])] =
                &[$(($group, &[$(Self::$key,)+]),)+];
        }
    };
}
pub(crate) use keys;
