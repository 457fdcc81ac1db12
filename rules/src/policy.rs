use alloc::{string::String, vec::Vec};

#[cfg(feature = "deserialize")]
use serde::Deserialize;
use serde::Serialize;

/// What a back end says of its password rules (`GET policy`); every member is optional, and a missing one is no rule.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "deserialize", derive(Deserialize), serde(default))]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    /// Fewest characters, in `length_unit`; 0 is no rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u32>,
    /// Most characters, in `length_unit`; 0 is no rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// What counts as one character.
    pub length_unit: LengthUnit,
    /// How many of Active Directory's five character classes are needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classes: Option<Classes>,
    /// Whether account name and display name are forbidden as Active Directory does it (MS-SAMR 3.1.1.7.2).
    pub name_check: bool,
    /// Names and words that must not occur.
    pub forbidden: Forbidden,
    /// What happens with a password from the list of the most used ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub common: Option<CommonUse>,
    /// How many earlier passwords are refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history: Option<u32>,
    /// Seconds before a password may be changed again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_age_seconds: Option<u64>,
    /// When the mailbox locks itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lockout: Option<Lockout>,
    /// Seconds for which the old password may still work after a change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_password_grace_seconds: Option<u64>,
    /// Seconds until an unlock takes effect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unlock_delay_seconds: Option<u64>,
    /// What the back end can do beyond the change itself.
    pub supports: Supports,
    /// The provider's own sentence in place of the lockout warning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<Statement>,
}

impl Policy {
    /// The most characters to show to a person: what the policy states, else Active Directory's own limit if it states
    /// a part of Active Directory's complexity rule (at most 256 in UTF-16, MS-SAMR 3.1.1.7.2).
    #[must_use]
    pub fn longest(&self) -> Option<(u32, LengthUnit)> {
        match self.max_length {
            Some(most) if most > 0 => Some((most, self.length_unit)),
            _ if self.classes.is_some() || self.name_check => Some((256, LengthUnit::Utf16)),
            _ => None,
        }
    }

    /// More than Active Directory takes is not generated.
    pub(crate) const LONGEST_GENERATED: u32 = 256;

    /// The most characters that a generated password may have.
    pub(crate) fn longest_generated(&self) -> u32 {
        let stated = self.max_length.filter(|most| *most > 0);
        stated.map_or(Self::LONGEST_GENERATED, |most| {
            most.min(Self::LONGEST_GENERATED)
        })
    }

    pub(crate) fn states_max_length(&self) -> bool {
        self.max_length.is_some_and(|most| most > 0)
    }
}

/// What counts as one character of a length.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "deserialize", derive(Deserialize))]
pub enum LengthUnit {
    /// Bytes of UTF-8.
    #[serde(rename = "bytes")]
    Bytes,
    /// Unicode code points (NIST SP 800-63B-4 §3.1.1.2).
    #[default]
    #[serde(rename = "codePoints")]
    CodePoints,
    /// UTF-16 code units, as Active Directory counts.
    #[serde(rename = "utf16")]
    Utf16,
}

impl LengthUnit {
    /// How long the text is in this unit.
    #[must_use]
    pub fn count(self, text: &str) -> u32 {
        let length = match self {
            Self::Bytes => text.len(),
            Self::CodePoints => text.chars().count(),
            Self::Utf16 => text.encode_utf16().count(),
        };
        u32::try_from(length).unwrap_or(u32::MAX)
    }
}

/// How many character classes are needed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "deserialize", derive(Deserialize))]
#[serde(rename_all = "camelCase")]
pub struct Classes {
    /// At least so many of the five; 0 is no rule, and more than five is five.
    pub at_least: u32,
}

/// Names and words that must not occur, whatever their case.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "deserialize", derive(Deserialize), serde(default))]
#[serde(rename_all = "camelCase")]
pub struct Forbidden {
    /// The directory's `sAMAccountName`; checked with `name_check`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_name: Option<String>,
    /// The directory's `displayName`; its parts are checked with `name_check`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// Further words of the provider's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

/// What happens with a password from the list of the most used ones.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "deserialize", derive(Deserialize))]
#[serde(rename_all = "camelCase")]
pub enum CommonUse {
    /// The person is told; the password is accepted.
    Advise,
    /// The back end refuses it: at least every password of the list that this crate has.
    Refuse,
}

/// When a mailbox locks itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "deserialize", derive(Deserialize))]
#[serde(rename_all = "camelCase")]
pub struct Lockout {
    /// Refused sign-ins until it locks; 0 means never (MS-SAMR `lockoutThreshold`).
    pub threshold: u32,
    /// Seconds after the last refused sign-in until the count starts anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window_seconds: Option<u64>,
    /// Seconds until it unlocks by itself; 0 means only an administrator can unlock it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<u64>,
    /// How many of the latest passwords are not counted when tried; `None` if the provider does not know.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    pub recent_passwords_not_counted: Option<u32>,
    /// Whether an accepted sign-in starts the count anew, so that only refused ones in a row lock; so it is in Active
    /// Directory.
    #[cfg_attr(feature = "deserialize", serde(default = "yes"))]
    pub reset_by_success: bool,
}

#[cfg(feature = "deserialize")]
const fn yes() -> bool {
    true
}

/// What the back end can do beyond the change itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "deserialize", derive(Deserialize), serde(default))]
#[serde(rename_all = "camelCase")]
pub struct Supports {
    /// "Must change at next sign-in".
    pub must_change: bool,
    /// Ending every other session.
    pub sign_out_other_sessions: bool,
    /// A password typed by the administrator rather than generated.
    pub typed_by_administrator: bool,
}

/// What holds for a policy that does not say: typing is how it is done unless the provider forbids it.
impl Default for Supports {
    fn default() -> Self {
        Self {
            must_change: false,
            sign_out_other_sessions: false,
            typed_by_administrator: true,
        }
    }
}

/// A provider's own sentence: one text, or one a language.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "deserialize", derive(Deserialize))]
#[serde(untagged)]
pub enum Statement {
    /// The same for every language.
    Text(String),
    /// By language tag, as in `{"en":"…","de":"…"}`.
    ByLanguage(#[serde(with = "by_language")] Vec<(String, String)>),
}

/// An object on the wire, pairs in their order here: a map type would cost the widget more than it is worth.
mod by_language {
    use super::String;
    #[cfg(feature = "deserialize")]
    use super::Vec;

    pub(super) fn serialize<S: serde::Serializer>(
        texts: &[(String, String)],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_map(texts.iter().map(|(language, text)| (language, text)))
    }

    #[cfg(feature = "deserialize")]
    pub(super) fn deserialize<'de, D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<(String, String)>, D::Error> {
        let texts: alloc::collections::BTreeMap<String, String> =
            serde::Deserialize::deserialize(deserializer)?;
        Ok(texts.into_iter().collect())
    }
}
