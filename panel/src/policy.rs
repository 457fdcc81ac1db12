//! The password policy: the panel's own, or a provider's from a file.

use std::error;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use mailbox_password_rules::{Classes, CommonUse, LengthUnit, Lockout, Policy, Supports};
use serde_json::{Value, json};

/// The rules without `--policy`: twelve characters or more, three of five classes, not the name, not a common one, none
/// of the latest five; five wrong tries in a row, with less than 15 minutes between them, lock for 15 minutes.
#[must_use]
pub fn default_policy() -> Policy {
    Policy {
        min_length: Some(12),
        max_length: Some(256),
        length_unit: LengthUnit::CodePoints,
        classes: Some(Classes { at_least: 3 }),
        name_check: true,
        common: Some(CommonUse::Refuse),
        history: Some(5),
        min_age_seconds: Some(0),
        lockout: Some(Lockout {
            threshold: 5,
            window_seconds: Some(900),
            duration_seconds: Some(900),
            recent_passwords_not_counted: Some(0),
            reset_by_success: true,
        }),
        old_password_grace_seconds: Some(0),
        unlock_delay_seconds: Some(0),
        supports: Supports {
            must_change: true,
            sign_out_other_sessions: true,
            typed_by_administrator: true,
        },
        ..Policy::default()
    }
}

/// Reads a policy as the wire contract writes it, and refuses what the embedded directory would not keep: a rule that
/// is promised and not kept costs people their mail. What `supports` does not mention is supported.
pub fn read_policy(file: &Path) -> Result<Policy, PolicyError> {
    let text =
        fs::read_to_string(file).map_err(|error| PolicyError::new(file, error.to_string()))?;
    parse(&text).map_err(|why| PolicyError::new(file, why))
}

/// Why a policy cannot be used.
#[derive(Debug)]
pub struct PolicyError {
    file: PathBuf,
    why: String,
}

impl PolicyError {
    fn new(file: &Path, why: String) -> Self {
        Self {
            file: file.to_owned(),
            why,
        }
    }
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the policy in {} cannot be used: {}",
            self.file.display(),
            self.why
        )
    }
}

impl error::Error for PolicyError {}

fn parse(text: &str) -> Result<Policy, String> {
    let given: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let policy: Policy = serde_json::from_value(with_default_support(given.clone()))
        .map_err(|error| error.to_string())?;
    let understood = serde_json::to_value(&policy).map_err(|error| error.to_string())?;
    if let Some(member) = unknown_member(&given, &understood) {
        return Err(format!(
            "there is no member \"{member}\"; look for a misspelling"
        ));
    }
    let unsupported = [
        (
            "oldPasswordGraceSeconds",
            policy.old_password_grace_seconds.unwrap_or(0) > 0,
        ),
        (
            "unlockDelaySeconds",
            policy.unlock_delay_seconds.unwrap_or(0) > 0,
        ),
        (
            "lockout.recentPasswordsNotCounted",
            policy
                .lockout
                .and_then(|lockout| lockout.recent_passwords_not_counted)
                .unwrap_or(0)
                > 0,
        ),
        (
            "forbidden.accountName",
            policy.forbidden.account_name.is_some(),
        ),
        (
            "forbidden.displayName",
            policy.forbidden.display_name.is_some(),
        ),
    ];
    match unsupported.into_iter().find(|(_, wanted)| *wanted) {
        Some((member, _)) => Err(format!(
            "the embedded directory does not keep {member}; leave it out"
        )),
        None => Ok(policy),
    }
}

/// Fills in what this directory supports. `supports` is no rule, so leaving a member out does not switch it off.
fn with_default_support(mut policy: Value) -> Value {
    if let Some(policy) = policy.as_object_mut() {
        let supports = policy.entry("supports").or_insert_with(|| json!({}));
        if let Some(supports) = supports.as_object_mut() {
            for name in ["mustChange", "signOutOtherSessions", "typedByAdministrator"] {
                supports.entry(name).or_insert(Value::Bool(true));
            }
        }
    }
    policy
}

/// The first member that was given and is gone after reading and writing.
fn unknown_member(given: &Value, understood: &Value) -> Option<String> {
    let Value::Object(given) = given else {
        return None;
    };
    given
        .iter()
        .filter(|(_, value)| is_present(value))
        .find_map(|(name, value)| match understood.get(name) {
            None => Some(name.clone()),
            Some(inner) => unknown_member(value, inner).map(|member| format!("{name}.{member}")),
        })
}

/// Whether a value has content: what is empty may be left out when the policy is written again.
fn is_present(value: &Value) -> bool {
    !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let error = parse(text).unwrap_err();
        assert!(error.contains(expected), "{text}: {error}");
    }

    #[test]
    fn the_panels_own_policy_can_be_read_back() {
        let text = serde_json::to_string(&default_policy()).unwrap();
        assert_eq!(parse(&text).unwrap(), default_policy());
        assert!(
            parse(r#"{"forbidden":{"words":[]},"statement":{"en":"Take care."},"history":null}"#)
                .is_ok()
        );
    }

    #[test]
    fn a_misspelt_member_is_named() {
        check(r#"{"minLenght":12}"#, "\"minLenght\"");
        check(
            r#"{"lockout":{"threshold":5,"duration":900}}"#,
            "\"lockout.duration\"",
        );
    }

    #[test]
    fn a_rule_that_would_not_be_kept_is_refused() {
        check(
            r#"{"oldPasswordGraceSeconds":3600}"#,
            "oldPasswordGraceSeconds",
        );
        check(
            r#"{"lockout":{"threshold":5,"recentPasswordsNotCounted":2}}"#,
            "recentPasswordsNotCounted",
        );
    }

    #[test]
    fn an_administrators_wishes_are_supported_unless_the_provider_says_no() {
        let supports = parse(r#"{"supports":{"mustChange":false}}"#)
            .unwrap()
            .supports;
        assert!(!supports.must_change);
        assert!(supports.sign_out_other_sessions && supports.typed_by_administrator);
        assert_eq!(parse("{}").unwrap().supports, default_policy().supports);
        check(
            r#"{"supports":{"mustchange":true}}"#,
            "\"supports.mustchange\"",
        );
    }
}
