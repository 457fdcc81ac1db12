use mailbox_password_rules::{LengthUnit, Rule, Shortfall, Verdict};

use super::{
    Wording, advice, field_error,
    rules::{rule_words, rules},
    sentences,
};
use crate::{
    i18n::{Key, Texts},
    model::{Field, Lock},
    state::{ChangeState, Form},
};

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
    pub(crate) kind: Option<HelpKind>,
    pub(crate) text: String,
}

/// The line below a field: what is wrong with it, else what helps with it now.
pub(crate) fn field_help(
    wording: Wording<'_>,
    form: &Form,
    change: &ChangeState,
    lock: Option<Lock>,
    field: Field,
) -> FieldHelp {
    let texts = wording.texts;
    if form.caps_lock == Some(field) {
        return of(HelpKind::Warn, texts.get(Key::CapsLock));
    }
    if let Some(error) = form.errors.get(field) {
        let last = change.failure.as_ref();
        return of(
            HelpKind::Bad,
            field_error(wording, form, last, field, error),
        );
    }
    match field {
        Field::Confirm if form.is_match => of(HelpKind::Good, texts.get(Key::Match)),
        Field::Current | Field::Confirm => FieldHelp::default(),
        Field::New => FieldHelp {
            kind: None,
            text: new_password_help(wording, form, change, lock),
        },
    }
}

fn of(kind: HelpKind, text: String) -> FieldHelp {
    FieldHelp {
        kind: Some(kind),
        text,
    }
}

fn new_password_help(
    wording: Wording<'_>,
    form: &Form,
    change: &ChangeState,
    lock: Option<Lock>,
) -> String {
    let texts = wording.texts;
    let is_empty = form.findings.is_empty() && form.advice.is_empty();
    let was_refused_as_locked = lock.is_some_and(|lock| lock.refused_change) && !is_empty;
    if was_refused_as_locked || change.unknown().is_some_and(|unknown| unknown.in_form) {
        return texts.get(Key::UnknownInForm);
    }
    let needed = wording.policy.classes.map_or(0, |classes| classes.at_least);
    if is_empty && form.is_new_focused && needed > 0 {
        let count = needed.to_string();
        return texts.fill(Key::Kinds, &[("count", &count)]);
    }
    let missing = missing(wording, form);
    if !missing.is_empty() {
        return missing;
    }
    if let Some(first) = form.advice.first() {
        return advice(texts, *first);
    }
    let unchecked = |verdict| verdict == Verdict::CannotCheckHere;
    let list: Vec<_> = form
        .findings
        .iter()
        .filter(|finding| unchecked(finding.verdict))
        .map(|finding| finding.rule)
        .collect();
    if list.is_empty() {
        return texts.get(Key::TypeEverywhere);
    }
    let list = rules(texts, wording.policy, &list);
    texts.fill(Key::AlsoChecked, &[("rules", &list)])
}

/// What the new password still needs; nothing if every rule that can be checked here is met.
pub(super) fn missing(wording: Wording<'_>, form: &Form) -> String {
    let (texts, policy) = (wording.texts, wording.policy);
    if form.findings.is_empty() {
        return String::new();
    }
    let Shortfall {
        length,
        classes,
        present,
    } = form.shortfall;
    let has_count = policy.length_unit != LengthUnit::Bytes;
    let mut needed = Vec::new();
    if length > 0 && has_count {
        needed.push(texts.count(Key::MoreCharacters, length, &[]));
    }
    if classes > 0 {
        let kinds = [
            (present.upper, Key::KindCapital),
            (present.lower, Key::KindSmall),
            (present.digit, Key::KindDigit),
            (present.symbol, Key::KindSign),
            (
                present.other_letter || policy.classes.is_none_or(|all| all.at_least < 5),
                Key::KindOther,
            ),
        ];
        let kinds = kinds.into_iter().filter(|(is_there, _)| !is_there);
        let kinds = kinds.map(|(_, key)| texts.get(key));
        let kinds = joined(texts, Key::Or, kinds);
        needed.push(texts.count(Key::MoreKinds, classes, &[("kinds", &kinds)]));
    }
    let mut needed = joined(texts, Key::And, needed.into_iter());
    if !needed.is_empty() {
        needed.push('.');
    }
    let is_counted = |rule| match rule {
        Rule::MinLength => has_count,
        rule => rule == Rule::Classes,
    };
    let broken: Vec<_> = form
        .findings
        .iter()
        .filter(|finding| finding.verdict == Verdict::Unmet && !is_counted(finding.rule))
        .map(|finding| rule_words(texts, policy, finding))
        .collect();
    let broken = match broken.is_empty() {
        true => String::new(),
        false => texts.fill(Key::NewUnmet, &[("rules", &broken.join("; "))]),
    };
    sentences(&[needed, broken])
}

/// "a, b or c", in the words of a key for two.
fn joined(texts: &Texts, key: Key, words: impl Iterator<Item = String>) -> String {
    let mut words: Vec<_> = words.collect();
    let Some(last) = words.pop() else {
        return String::new();
    };
    if words.is_empty() {
        return last;
    }
    texts.fill(key, &[("first", &words.join(", ")), ("second", &last)])
}
