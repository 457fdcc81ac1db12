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

        /// Of each key its name, its English, and, if it is counted, English for other counts than one.
        pub(crate) static ROWS: &[(&str, &str, Option<&str>)] =
            &[$($(($name, $first, keys!(@other $($other)?)),)+)+];

        impl Key {
            /// Every key, in the order of the declaration.
            pub const ALL: &[Self] = &[$($(Self::$key,)+)+];

            /// The same in groups, each with its heading in the documentation.
            pub const GROUPS: &[(&'static str, &'static [Self])] =
                &[$(($group, &[$(Self::$key,)+]),)+];
        }
    };
    (@other) => { None };
    (@other $other:literal) => { Some($other) };
}
pub(crate) use keys;
