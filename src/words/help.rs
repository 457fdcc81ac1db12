use mailbox_password_rules::Shortfall;

use super::{Wording, advice, failure::possible_rules, field_error, missing::missing};
use crate::{
    i18n::{Key, Texts},
    model::{Expiry, Field, Lock},
    state::{ChangeState, FieldHelp, Form, HelpKind, Judgement},
};

/// The line below a field: what is wrong with it, else what helps with it now.
pub(crate) fn field_help(
    wording: Wording<'_>,
    form: &Form,
    judgement: &Judgement,
    shortfall: &Shortfall,
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
            field_error(wording, judgement, shortfall, last, field, error),
        );
    }
    match field {
        Field::Confirm if judgement.is_match => of(HelpKind::Good, texts.get(Key::Match)),
        // While the outcome is unknown, so is which password expires.
        Field::Current if !change.is_unknown() => {
            let expiry = change.expiry;
            expiry.map_or_else(FieldHelp::default, |expiry| {
                of(HelpKind::Warn, expiry_words(texts, expiry))
            })
        }
        Field::Current | Field::Confirm => FieldHelp::default(),
        Field::New => FieldHelp {
            kind: None,
            text: new_password_help(wording, form, judgement, shortfall, change, lock),
        },
    }
}

fn of(kind: HelpKind, text: String) -> FieldHelp {
    FieldHelp {
        kind: Some(kind),
        text,
    }
}

fn expiry_words(texts: &Texts, expiry: Expiry) -> String {
    texts.get(match expiry {
        Expiry::Expired => Key::Expired,
        Expiry::MustChange => Key::ChooseAnother,
        Expiry::Soon(0) => Key::ExpiresToday,
        Expiry::Soon(days) => return texts.count(Key::Expires, days, &[]),
    })
}

fn new_password_help(
    wording: Wording<'_>,
    form: &Form,
    judgement: &Judgement,
    shortfall: &Shortfall,
    change: &ChangeState,
    lock: Option<Lock>,
) -> String {
    let texts = wording.texts;
    let is_empty = judgement.findings.is_empty() && judgement.advice.is_empty();
    let was_refused_as_locked = lock.is_some_and(|lock| lock.refused_change) && !is_empty;
    let is_unknown = change.unknown().is_some_and(|unknown| unknown.in_form);
    if is_unknown && change.is_altered {
        return texts.get(Key::UnknownAltered);
    }
    if was_refused_as_locked || is_unknown {
        return texts.get(Key::UnknownInForm);
    }
    let needed = wording.policy.classes.map_or(0, |classes| classes.at_least);
    if is_empty && form.is_new_focused && needed > 0 {
        let count = needed.to_string();
        return texts.fill(Key::Kinds, &[("count", &count)]);
    }
    let missing = missing(wording, judgement, shortfall);
    if !missing.is_empty() {
        return missing;
    }
    if let Some(first) = judgement.advice.first() {
        return advice(texts, *first);
    }
    possible_rules(wording, &judgement.findings, Key::AlsoChecked)
        .unwrap_or_else(|| texts.get(Key::TypeEverywhere))
}
