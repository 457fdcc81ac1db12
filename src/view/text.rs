//! Words that are made of state.

use mailbox_password_rules::{Advice, Finding, LengthUnit, Policy, ProblemCode, Rule, Statement};

use super::{errors::FieldError, field::Field, state::State};
use crate::{
    flow::{Failure, NotSent, Refusal},
    i18n::{Key, Texts},
};

/// A rule in the policy's numbers, as it stands in the list.
pub(super) fn rule(texts: &Texts, policy: &Policy, rule: Rule) -> String {
    let bytes = policy.length_unit == LengthUnit::Bytes;
    match rule {
        Rule::MinLength => {
            let key = if bytes {
                Key::RuleMinBytes
            } else {
                Key::RuleMinLength
            };
            texts.count(key, policy.min_length.unwrap_or(1), &[])
        }
        Rule::MaxLength => {
            let key = if bytes {
                Key::RuleMaxBytes
            } else {
                Key::RuleMaxLength
            };
            texts.count(key, policy.max_length.unwrap_or(256), &[])
        }
        Rule::Classes => {
            let count = policy.classes.map_or(3, |classes| classes.at_least);
            texts.count(Key::RuleClasses, count, &[])
        }
        Rule::AccountName => {
            let name = policy.forbidden.account_name.as_deref().unwrap_or_default();
            texts.fill(Key::RuleAccountName, &[("word", name)])
        }
        Rule::DisplayName => texts.get(Key::RuleDisplayName),
        Rule::ForbiddenWord => texts.get(Key::RuleForbiddenWord),
        Rule::Common => texts.get(Key::RuleCommon),
        Rule::History => texts.count(Key::RuleHistory, policy.history.unwrap_or(1), &[]),
        Rule::MinAge => {
            let seconds = policy.min_age_seconds.unwrap_or_default();
            let age = texts.duration(u32::try_from(seconds).unwrap_or(u32::MAX));
            texts.fill(Key::RuleMinAge, &[("duration", &age)])
        }
        _ => rule.id().into(),
    }
}

/// A judged rule, with the word that was found.
pub(super) fn finding(state: &State, finding: &Finding) -> String {
    let texts = &state.texts;
    let mut words = rule(texts, &state.policy, finding.rule);
    if let Some(word) = &finding.word
        && finding.rule != Rule::AccountName
    {
        words.push_str(": ");
        words.push_str(&texts.fill(Key::RuleWord, &[("word", word)]));
    }
    words
}

/// Rules in a row.
pub(super) fn rules(state: &State, list: &[Rule]) -> String {
    let words = |each: &Rule| rule(&state.texts, &state.policy, *each);
    list.iter().map(words).collect::<Vec<_>>().join("; ")
}

/// A piece of advice.
pub(super) fn advice(texts: &Texts, advice: Advice) -> String {
    let key = match advice {
        Advice::ControlCharacter => Key::AdviceControl,
        Advice::HardToType(character) => {
            let mut buffer = [0; 4];
            let shown: &str = character.encode_utf8(&mut buffer);
            return texts.fill(Key::AdviceHardToType, &[("character", shown)]);
        }
        Advice::OuterSpace => Key::AdviceOuterSpace,
        Advice::Repeats => Key::AdviceRepeats,
        Advice::SameAsCurrent => Key::AdviceSame,
        Advice::Sequence => Key::AdviceSequence,
        _ => Key::AdviceCommon,
    };
    texts.get(key)
}

/// What is wrong with a field.
fn field_error(state: &State, field: Field, error: &FieldError) -> String {
    let texts = &state.texts;
    match error {
        FieldError::Mismatch => texts.get(Key::Mismatch),
        FieldError::Missing => texts.get(match field {
            Field::Current => Key::CurrentMissing,
            Field::New => Key::NewMissing,
            Field::Confirm => Key::ConfirmMissing,
        }),
        FieldError::Refused => {
            let failed = state.flow.failure.as_ref();
            failed.map(|why| failure(state, why)).unwrap_or_default()
        }
        FieldError::Unmet(list) => texts.fill(Key::NewUnmet, &[("rules", &rules(state, list))]),
    }
}

/// What is wrong with a field, if anything is.
pub(super) fn error(state: &State, field: Field) -> String {
    let error = state.errors.get(field);
    error
        .map(|error| field_error(state, field, error))
        .unwrap_or_default()
}

/// Why the last change did not happen.
pub(super) fn failure(state: &State, failure: &Failure) -> String {
    let key = match failure {
        Failure::NotChanged => Key::CheckNotChanged,
        Failure::NotSent(NotSent::Cancelled) => Key::Cancelled,
        Failure::NotSent(NotSent::Headers) => Key::HeadersFailed,
        Failure::NotSent(NotSent::Offline) => Key::Offline,
        Failure::Refused(refused) => return refusal(state, refused),
    };
    state.texts.get(key)
}

/// Where a refusal belongs; `None` for the form as a whole.
pub(super) fn place(code: Option<ProblemCode>) -> Option<Field> {
    match code? {
        ProblemCode::CurrentPasswordIncorrect => Some(Field::Current),
        ProblemCode::PasswordCompromised
        | ProblemCode::PasswordRejected
        | ProblemCode::PasswordReused => Some(Field::New),
        _ => None,
    }
}

/// Sentences, one after the other; those that are empty leave no gap.
pub(super) fn sentences(all: &[String]) -> String {
    let mut out = String::new();
    for sentence in all.iter().filter(|sentence| !sentence.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(sentence);
    }
    out
}

/// The provider's sentence in this language: the exact tag, the language, English, else any.
pub(super) fn statement(texts: &Texts, statement: &Statement) -> Option<String> {
    match statement {
        Statement::Text(text) => Some(text.clone()),
        Statement::ByLanguage(all) => [texts.lang(), texts.base(), "en"]
            .into_iter()
            .find_map(|wanted| all.iter().find(|(language, _)| language == wanted))
            .or(all.first())
            .map(|(_, text)| text.clone()),
    }
}

pub(super) fn refusal(state: &State, refusal: &Refusal) -> String {
    let texts = &state.texts;
    let Some(code) = refusal.code else {
        let status = refusal.status.to_string();
        return texts.fill(Key::RefusedOther, &[("status", &status)]);
    };
    texts.get(match code {
        ProblemCode::CurrentPasswordIncorrect => {
            return sentences(&[
                texts.get(Key::CurrentIncorrect),
                texts.get(Key::CurrentIncorrectHint),
                match refusal.attempts_left {
                    Some(left) => texts.count(Key::TriesLeft, left, &[]),
                    None => texts.get(Key::TriesUnknown),
                },
            ]);
        }
        ProblemCode::PasswordRejected if !refusal.rules.is_empty() => {
            let list = rules(state, &refusal.rules);
            return texts.fill(Key::RejectedRules, &[("rules", &list)]);
        }
        ProblemCode::PasswordRejected => Key::RejectedNoReason,
        ProblemCode::PasswordReused => Key::Reused,
        ProblemCode::PasswordCompromised => Key::Compromised,
        ProblemCode::TooSoon => Key::TooSoon,
        ProblemCode::MailboxLocked => Key::LockedHeading,
        ProblemCode::ChangeNotAllowed => Key::NotAllowed,
        ProblemCode::MailboxMismatch => Key::WrongMailbox,
        ProblemCode::MailboxUnknown => Key::UnknownMailbox,
        ProblemCode::SessionExpired => Key::SessionExpired,
        ProblemCode::RateLimited => Key::RateLimited,
        ProblemCode::Busy => Key::Busy,
        _ => Key::Unavailable,
    })
}
