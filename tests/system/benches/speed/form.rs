//! The forms that are compared.

/// A form, as it stands on a page of its own.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Form {
    /// Amplify's `ChangePassword` as its guide sets it up: with its client and its style sheet.
    Amplify,
    /// The same form alone: its client and its style sheet are left out, so it is smaller than it can be in use.
    AmplifyAlone,
    /// A field of HTML, and nothing else.
    Bare,
    /// Fields without a look, and react-password-checklist.
    Checklist,
    /// Three text fields of Material UI.
    Material,
    /// Ours, with nothing on the page but its script tag.
    Ours,
    /// The same of another deployment, such as one built from an older commit.
    OursBefore,
    /// Ours, with all files of the first load preloaded.
    OursPreloaded,
    /// Ours, with its skeleton in the page and a link to the skeleton's style sheet.
    OursWithSkeleton,
    /// The same with the style sheet itself in the page, and with all files preloaded, as in the panel.
    OursWithSkeletonAndStyle,
    /// Supabase's own form.
    Supabase,
}

/// When a form shows what a new password has to keep.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Rules {
    /// Before anything is typed.
    AtOnce,
    /// With the first letter.
    FromFirstLetter,
    /// Never: it has none.
    Never,
}

impl Form {
    /// React forms, each a script of its own.
    pub(crate) const REACT: [Self; 5] = [
        Self::Checklist,
        Self::Supabase,
        Self::Material,
        Self::AmplifyAlone,
        Self::Amplify,
    ];

    /// As in the tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Amplify => "React + Amplify, its client and style",
            Self::AmplifyAlone => "React + Amplify, the form alone",
            Self::Bare => "a bare <input>",
            Self::Checklist => "React + react-password-checklist",
            Self::Material => "React + Material UI",
            Self::Ours => "mailbox-password",
            Self::OursBefore => "mailbox-password, before",
            Self::OursPreloaded => "mailbox-password, all preloaded",
            Self::OursWithSkeleton => "mailbox-password, skeleton in page",
            Self::OursWithSkeletonAndStyle => "mailbox-password, skeleton, style too",
            Self::Supabase => "React + Supabase auth-ui",
        }
    }

    /// Of its page, and of its script where it has one.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Amplify => "/amplify",
            Self::AmplifyAlone => "/amplify-alone",
            Self::Bare => "/bare",
            Self::Checklist => "/checklist",
            Self::Material => "/material",
            Self::Ours => "/ours",
            Self::OursBefore => "/ours-before",
            Self::OursPreloaded => "/ours-preloaded",
            Self::OursWithSkeleton => "/ours-with-skeleton",
            Self::OursWithSkeletonAndStyle => "/ours-with-skeleton-and-style",
            Self::Supabase => "/supabase",
        }
    }

    /// When its rules are there to see.
    pub(crate) fn rules(self) -> Rules {
        match self {
            Self::Checklist
            | Self::Ours
            | Self::OursBefore
            | Self::OursPreloaded
            | Self::OursWithSkeleton
            | Self::OursWithSkeletonAndStyle => Rules::AtOnce,
            Self::Amplify | Self::AmplifyAlone => Rules::FromFirstLetter,
            Self::Bare | Self::Material | Self::Supabase => Rules::Never,
        }
    }

    /// Whether a keystroke is measured in it: once for each script that judges rules, and in a bare field.
    pub(crate) fn measures_keystrokes(self) -> bool {
        match self {
            Self::Amplify
            | Self::AmplifyAlone
            | Self::Bare
            | Self::Checklist
            | Self::Ours
            | Self::OursBefore => true,
            Self::Material
            | Self::OursPreloaded
            | Self::OursWithSkeleton
            | Self::OursWithSkeletonAndStyle
            | Self::Supabase => false,
        }
    }
}
