use std::cell::RefCell;

use mailbox_password_rules::{
    Classes, CommonUse, Forbidden, LengthUnit, Lockout, Policy, Statement, Supports,
};

use crate::{console::warn, json::Json};

/// Reads a policy (`GET policy`, or `config.policy`). Members that are missing, mistyped or unknown are no rule. Those
/// that are mistyped are named on the console.
#[must_use]
pub fn read_policy(json: &Json) -> Policy {
    let wrong = RefCell::default();
    let mut policy = read(&Reader {
        json: json.clone(),
        wrong: &wrong,
    });
    let mut wrong = wrong.take();
    let most = policy.max_length.filter(|most| *most > 0);
    // No password meets both: the back end alone checks the length.
    if most.is_some_and(|most| policy.min_length > Some(most)) {
        policy.min_length = None;
        policy.max_length = None;
        wrong.push("minLength greater than maxLength");
    }
    if !wrong.is_empty() {
        let names = wrong.join(", ");
        warn(
            &[
                "mailbox-password: policy: not understood, and ignored: ",
                &names,
            ]
            .concat(),
        );
    }
    policy
}

/// An object of the policy, and the names of all members so far that are not what they have to be.
struct Reader<'a> {
    json: Json,
    wrong: &'a RefCell<Vec<&'static str>>,
}

impl Reader<'_> {
    /// Notes a member whose value cannot be used.
    fn checked<T>(&self, name: &'static str, given: &Json, read: Option<T>) -> Option<T> {
        if read.is_none() && !given.is_none() {
            self.wrong.borrow_mut().push(name);
        }
        read
    }

    fn count(&self, name: &'static str) -> Option<u32> {
        let given = self.json.get(name);
        self.checked(name, &given, given.count())
    }

    fn seconds(&self, name: &'static str) -> Option<u64> {
        self.count(name).map(u64::from)
    }

    fn flag(&self, name: &'static str) -> Option<bool> {
        let given = self.json.get(name);
        self.checked(name, &given, given.flag())
    }

    fn text(&self, name: &'static str) -> Option<String> {
        let given = self.json.get(name);
        self.checked(name, &given, given.text())
    }

    /// One of several texts.
    fn one_of<T: Copy>(&self, name: &'static str, known: &[(&str, T)]) -> Option<T> {
        let given = self.json.get(name);
        let text = given.text();
        let found = known
            .iter()
            .find(|(known, _)| text.as_deref() == Some(known));
        self.checked(name, &given, found.map(|(_, value)| *value))
    }

    fn object(&self, name: &'static str) -> Self {
        let json = self.json.get(name);
        let is_object = json.is_object() && !json.is_list();
        self.checked(name, &json, is_object.then_some(()));
        Self { json, ..*self }
    }

    fn texts(&self, name: &'static str) -> Vec<String> {
        let given = self.json.get(name);
        let texts: Vec<_> = given.items().iter().filter_map(Json::text).collect();
        let is_right = given.is_list() && texts.len() == given.items().len();
        self.checked(name, &given, is_right.then_some(()));
        texts
    }
}

fn read(policy: &Reader<'_>) -> Policy {
    let forbidden = policy.object("forbidden");
    let lockout = policy.object("lockout");
    let statement = policy.json.get("statement");
    let units = [
        ("bytes", LengthUnit::Bytes),
        ("codePoints", LengthUnit::CodePoints),
        ("utf16", LengthUnit::Utf16),
    ];
    let uses = [("advise", CommonUse::Advise), ("refuse", CommonUse::Refuse)];
    Policy {
        min_length: policy.count("minLength"),
        max_length: policy.count("maxLength"),
        length_unit: policy.one_of("lengthUnit", &units).unwrap_or_default(),
        classes: policy
            .object("classes")
            .count("atLeast")
            .map(|at_least| Classes { at_least }),
        name_check: policy.flag("nameCheck").unwrap_or(false),
        forbidden: Forbidden {
            account_name: forbidden.text("accountName"),
            display_name: forbidden.text("displayName"),
            words: forbidden.texts("words"),
        },
        common: policy.one_of("common", &uses),
        history: policy.count("history"),
        min_age_seconds: policy.seconds("minAgeSeconds"),
        lockout: lockout.count("threshold").map(|threshold| Lockout {
            threshold,
            window_seconds: lockout.seconds("windowSeconds"),
            duration_seconds: lockout.seconds("durationSeconds"),
            recent_passwords_not_counted: lockout.count("recentPasswordsNotCounted"),
            reset_by_success: lockout.flag("resetBySuccess") != Some(false),
        }),
        old_password_grace_seconds: policy.seconds("oldPasswordGraceSeconds"),
        unlock_delay_seconds: policy.seconds("unlockDelaySeconds"),
        supports: supports(&policy.object("supports")),
        statement: policy.checked("statement", &statement, read_statement(&statement)),
    }
}

/// What is not stated is not supported, except typing, which is supported unless the provider forbids it.
fn supports(supports: &Reader<'_>) -> Supports {
    Supports {
        must_change: supports.flag("mustChange").unwrap_or(false),
        sign_out_other_sessions: supports.flag("signOutOtherSessions").unwrap_or(false),
        typed_by_administrator: supports.flag("typedByAdministrator").unwrap_or(true),
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
