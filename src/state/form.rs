use crate::model::{ChangeOptions, Field, FieldErrors};

/// The form as it is on the screen. It holds no password: those are in their fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Form {
    /// Whether the new password has the focus.
    pub(crate) is_new_focused: bool,
    /// What is wrong with each field.
    pub(crate) errors: FieldErrors,
    /// What the summary of errors is about, while it is shown.
    pub(crate) summary: Option<ErrorSummary>,
    /// Which fields show what is in them.
    pub(crate) revealed: [bool; 3],
    /// The field in which Caps Lock was noticed.
    pub(crate) caps_lock: Option<Field>,
    /// Whether the fields hold a generated password; only an administrator's do.
    pub(crate) is_generated: bool,
    /// Whether **Generate** was pressed and waits for its words. What is typed meanwhile stays.
    pub(crate) awaits_words: bool,
    /// Whether what to prepare before the change was unfolded.
    pub(crate) is_preparing: bool,
    /// What an administrator requests besides the password.
    pub(crate) options: ChangeOptions,
}

impl Form {
    /// Whether this field shows what is in it.
    pub(crate) fn is_revealed(&self, field: Field) -> bool {
        self.revealed.get(field as usize) == Some(&true)
    }
}

/// What a summary of errors is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ErrorSummary {
    /// The last change did not happen.
    Failed,
    /// The form itself stopped a submit.
    Stopped,
}
