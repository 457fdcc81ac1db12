use mailbox_password_rules::{
    Classes, CommonUse, Forbidden, LengthUnit, Lockout, Policy, Statement, Supports,
};

use crate::{console::warn_integrator, json::Json};

/// Reads a policy (`GET policy`, or `config.policy`). Members that are missing, mistyped or unknown are no rule.
#[must_use]
pub fn read_policy(json: &Json) -> Policy {
    let (min_length, max_length) = read_lengths(json);
    let forbidden = json.get("forbidden");
    let seconds = |json: &Json, name| json.get(name).count().map(u64::from);
    let lockout = json.get("lockout");
    Policy {
        min_length,
        max_length,
        length_unit: match json.get("lengthUnit").text().as_deref() {
            Some("bytes") => LengthUnit::Bytes,
            Some("utf16") => LengthUnit::Utf16,
            _ => LengthUnit::CodePoints,
        },
        classes: json
            .get("classes")
            .get("atLeast")
            .count()
            .map(|at_least| Classes { at_least }),
        name_check: json.get("nameCheck").flag().unwrap_or(false),
        forbidden: Forbidden {
            account_name: forbidden.get("accountName").text(),
            display_name: forbidden.get("displayName").text(),
            words: forbidden
                .get("words")
                .items()
                .iter()
                .filter_map(Json::text)
                .collect(),
        },
        common: match json.get("common").text().as_deref() {
            Some("refuse") => Some(CommonUse::Refuse),
            Some("advise") => Some(CommonUse::Advise),
            _ => None,
        },
        history: json.get("history").count(),
        min_age_seconds: seconds(json, "minAgeSeconds"),
        lockout: lockout.get("threshold").count().map(|threshold| Lockout {
            threshold,
            window_seconds: seconds(&lockout, "windowSeconds"),
            duration_seconds: seconds(&lockout, "durationSeconds"),
            recent_passwords_not_counted: lockout.get("recentPasswordsNotCounted").count(),
            reset_by_success: lockout.get("resetBySuccess").flag() != Some(false),
        }),
        old_password_grace_seconds: seconds(json, "oldPasswordGraceSeconds"),
        unlock_delay_seconds: seconds(json, "unlockDelaySeconds"),
        supports: supports(&json.get("supports")),
        statement: read_statement(&json.get("statement")),
    }
}

/// The least and the greatest length. No password meets a pair that contradicts itself: then the back end alone checks
/// the length, and the integrator is told.
fn read_lengths(json: &Json) -> (Option<u32>, Option<u32>) {
    let length = |name| json.get(name).count().filter(|length| *length > 0);
    let lengths = (length("minLength"), length("maxLength"));
    if let (Some(least), Some(most)) = lengths
        && least > most
    {
        let [least, most] = [least, most].map(|length| length.to_string());
        let words = [
            "policy: minLength (",
            &least,
            ") is greater than maxLength (",
            &most,
            "). Neither is used.",
        ];
        warn_integrator(&words.concat());
        return (None, None);
    }
    lengths
}

/// What is not stated is not supported, except typing, which is supported unless the provider forbids it.
fn supports(json: &Json) -> Supports {
    let flag = |name| json.get(name).flag();
    Supports {
        must_change: flag("mustChange").unwrap_or(false),
        sign_out_other_sessions: flag("signOutOtherSessions").unwrap_or(false),
        typed_by_administrator: flag("typedByAdministrator").unwrap_or(true),
    }
}

/// A provider's sentence: a text, or an object of texts by language.
pub(super) fn read_statement(json: &Json) -> Option<Statement> {
    if let Some(text) = json.text() {
        return Some(Statement::Text(text));
    }
    let texts = json
        .names()
        .into_iter()
        .filter_map(|name| {
            let text = json.get(&name).text()?;
            Some((name, text))
        })
        .collect();
    json.is_object().then_some(Statement::ByLanguage(texts))
}
