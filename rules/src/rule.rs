use alloc::string::String;

/// A rule that a policy can state. The id is what a back end names in `violations`.
///
/// What a rule refuses is drawn anew where passwords are generated, so `alphabet` counts at most how many candidates
/// that takes. No compiler asks for it when a rule is added, nor for what `passwordrules` tells password managers.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Rule {
    /// The account name, whole, if longer than two characters (MS-SAMR 3.1.1.7.2).
    AccountName,
    /// Characters from enough of the five classes (MS-SAMR 3.1.1.7.2).
    Classes,
    /// Not one of the most used passwords (NIST SP 800-63B-4 §3.1.1.2).
    Common,
    /// A part of the display name, three characters or longer (MS-SAMR 3.1.1.7.2).
    DisplayName,
    /// A word that the provider forbids.
    ForbiddenWord,
    /// Not one of the passwords used before.
    History,
    /// At most so many characters, in the policy's unit.
    MaxLength,
    /// Not before the current password has reached its minimum age.
    MinAge,
    /// At least so many characters, in the policy's unit.
    MinLength,
}

impl Rule {
    /// Every rule, in the order in which a person reads them.
    pub const ALL: [Self; 9] = [
        Self::MinLength,
        Self::MaxLength,
        Self::Classes,
        Self::AccountName,
        Self::DisplayName,
        Self::ForbiddenWord,
        Self::Common,
        Self::History,
        Self::MinAge,
    ];

    /// The id on the wire, as in `{"violations":[{"rule":"min-length"}]}`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::AccountName => "account-name",
            Self::Classes => "classes",
            Self::Common => "common",
            Self::DisplayName => "display-name",
            Self::ForbiddenWord => "forbidden-word",
            Self::History => "history",
            Self::MaxLength => "max-length",
            Self::MinAge => "min-age",
            Self::MinLength => "min-length",
        }
    }

    /// The rule with this id, compared exactly; `None` for an id that is not ours.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.id() == id)
    }
}

/// What can be said here about a rule and a candidate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// Certainly met.
    Met,
    /// Certainly unmet: the back end would refuse.
    Unmet,
    /// Only the back end can tell (or the list to check with is not loaded).
    CannotCheckHere,
}

/// A rule of the policy, judged.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    /// Which rule.
    pub rule: Rule,
    /// What can be said about it.
    pub verdict: Verdict,
    /// The forbidden word or name that was found, as the policy spells it.
    pub word: Option<String>,
}
