/// Declares [`Key`](super::Key): one variant a text, its public name, and its English words.
/// A text with `plural:` has two English forms, one and other.
///
/// `first` are the texts of the form, `later` those of what comes after it and of the other modes. Without the feature
/// `full` the latter are known by name only, so that an integrator's own words for them are no error.
macro_rules! keys {
    (
        first { $($key:ident = $name:literal $($plural:ident)? : $first:literal $(, $other:literal)? ;)+ }
        later { $($late:ident = $late_name:literal $($late_plural:ident)? : $late_first:literal $(, $late_other:literal)? ;)+ }
    ) => {
        /// A text of the widget. Names are public: `texts` and the language files use them.
        #[allow(missing_docs, reason = "the English words say it")]
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        #[repr(u16)]
        pub enum Key { $($key,)+ $(#[cfg(feature = "full")] $late,)+ }

        /// A line a key: name, English, and, after another bar, English for other counts than one.
        /// One text rather than a table: a table's addresses would cost more than they are worth.
        static TABLE: &str = concat!($($name, "|", $first, $("|", $other,)? "\n"),+);
        #[cfg(feature = "full")]
        static LATER: &str = concat!($($late_name, "|", $late_first, $("|", $late_other,)? "\n"),+);
        #[cfg(not(feature = "full"))]
        static LATER: &str = concat!($($late_name, "\n"),+);

        impl Key {
            /// Every key, in the order of the table in the documentation.
            pub const ALL: &[Self] = &[$(Self::$key,)+ $(#[cfg(feature = "full")] Self::$late,)+];
        }
    };
}
pub(super) use keys;
