use alloc::string::String;

use crate::with_ids;

with_ids! {
    /// A rule that a policy can state, in the order in which a person reads them. The id is what a back end names in
    /// `violations`, as in `{"violations":[{"rule":"min-length"}]}`.
    ///
    /// The compiler asks for how a rule is judged and for its words. What it means where passwords are generated
    /// (`alphabet`, `passphrase`) and for password managers (`passwordrules`), the tests in `each_rule` ask.
    #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
    pub enum Rule {
        /// At least so many characters, in the policy's unit.
        MinLength = "min-length",
        /// At most so many characters, in the policy's unit.
        MaxLength = "max-length",
        /// Characters from enough of the five classes (MS-SAMR 3.1.1.7.2).
        Classes = "classes",
        /// The account name, whole, if longer than two characters (MS-SAMR 3.1.1.7.2).
        AccountName = "account-name",
        /// A part of the display name, three characters or longer (MS-SAMR 3.1.1.7.2).
        DisplayName = "display-name",
        /// A word that the provider forbids.
        ForbiddenWord = "forbidden-word",
        /// Not one of the most used passwords (NIST SP 800-63B-4 §3.1.1.2).
        Common = "common",
        /// Not one of the passwords used before.
        History = "history",
        /// Not before the current password has reached its minimum age.
        MinAge = "min-age",
    }
}

impl Rule {
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
