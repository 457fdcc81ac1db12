//! Enumerations whose variants have ids.

/// Declares an enumeration and the id of each variant, as in `MinLength = "min-length"`. It gets `ALL`, in the order of
/// the declaration, and `id`; so no variant can be missing in either.
///
/// ```
/// use mailbox_password_rules::with_ids;
///
/// with_ids! {
///     /// A colour.
///     #[derive(Clone, Copy, Debug, PartialEq)]
///     pub enum Colour {
///         /// As the sky.
///         Blue = "blue",
///         /// As the grass.
///         Green = "green",
///     }
/// }
/// assert_eq!(Colour::ALL, [Colour::Blue, Colour::Green]);
/// assert_eq!(Colour::Green.id(), "green");
/// ```
#[macro_export]
macro_rules! with_ids {
    (
        $(#[$of_type:meta])*
        pub enum $Name:ident {
            $($(#[$of_variant:meta])* $Variant:ident = $id:literal,)+
        }
    ) => {
        $(#[$of_type])*
        pub enum $Name {
            $($(#[$of_variant])* $Variant,)+
        }

        impl $Name {
            /// Every variant, in the order of the declaration.
            pub const ALL: [Self; [$($id),+].len()] = [$(Self::$Variant),+];

            /// The id, by which data and other programs name it.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$Variant => $id,)+
                }
            }
        }
    };
}
