//! What is computed from other state, and shown.

use crate::model::Field;

/// How a line of help is drawn, besides its words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum HelpKind {
    /// An error.
    Bad,
    /// It is right.
    Good,
    /// Something to look at.
    Warn,
}

/// The line below a field.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct FieldHelp {
    /// How it is drawn.
    pub(crate) kind: Option<HelpKind>,
    /// The words.
    pub(crate) text: String,
}

/// The line below the button: what it waits for, what to correct, or that nothing was changed.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct FormStatus {
    /// How it is drawn.
    pub(crate) kind: Option<HelpKind>,
    /// The words.
    pub(crate) text: String,
    /// What the button waits for. It is the button's accessible description.
    pub(crate) waits: String,
    /// The fields to correct, as links after the words.
    pub(crate) fields: Vec<Field>,
    /// Further advice. The way to reach the administrator is between two tab characters and drawn as a link; the last
    /// line is the reference that they ask for.
    pub(crate) aside: String,
}

/// One of the few rules that are always in view.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct ShortRule {
    pub(crate) text: String,
    pub(crate) state: RuleState,
}

/// How a rule in view is drawn.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum RuleState {
    /// Not met yet.
    #[default]
    Open,
    /// Met.
    Met,
    /// Broken by what was to be sent.
    Broken,
}
