//! Words that are made of state.

use mailbox_password_rules::{
    Advice, Finding, LengthUnit, Policy, ProblemCode, Rule, Statement, Verdict,
};

use super::{errors::FieldError, field::Field, state::State};
use crate::{
    flow::{Failure, NotSent, Refusal},
    i18n::{Key, Texts},
};

/// A rule in the policy's numbers, as it stands in the list; without numbers, where the policy states none.
pub(super) fn rule(texts: &Texts, policy: &Policy, rule: Rule) -> String {
    let length = |least: bool, count, unit| {
        let key = match (least, unit == LengthUnit::Bytes) {
            (true, false) => Key::RuleMinLength,
            (true, true) => Key::RuleMinBytes,
            (false, false) => Key::RuleMaxLength,
            (false, true) => Key::RuleMaxBytes,
        };
        texts.count(key, count, &[])
    };
    let unstated = match rule {
        Rule::MinLength => match policy.min_length {
            Some(count) => return length(true, count, policy.length_unit),
            None => Key::RuleLonger,
        },
        Rule::MaxLength => match policy.longest() {
            Some((count, unit)) => return length(false, count, unit),
            None => Key::RuleShorter,
        },
        Rule::Classes => match policy.classes {
            Some(classes) => return texts.count(Key::RuleClasses, classes.at_least.min(5), &[]),
            None => Key::RuleMoreKinds,
        },
        Rule::AccountName => {
            let name = policy.forbidden.account_name.as_deref().unwrap_or_default();
            let words = texts.fill(Key::RuleAccountName, &[("word", name)]);
            return words.trim_ascii_end().into();
        }
        Rule::DisplayName => Key::RuleDisplayName,
        Rule::ForbiddenWord => Key::RuleForbiddenWord,
        Rule::Common => Key::RuleCommon,
        Rule::History => match policy.history {
            Some(count) => return texts.count(Key::RuleHistory, count, &[]),
            None => Key::RuleUnused,
        },
        Rule::MinAge => match policy.min_age_seconds {
            Some(seconds) => {
                let age = texts.duration(u32::try_from(seconds).unwrap_or(u32::MAX));
                return texts.fill(Key::RuleMinAge, &[("duration", &age)]);
            }
            None => Key::RuleOlder,
        },
        _ => return rule.id().into(),
    };
    texts.get(unstated)
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

/// The rules that may have been the cause: those that the policy states and nobody can check here.
fn possible(state: &State) -> String {
    let unchecked =
        |finding: &Finding| (finding.verdict == Verdict::CannotCheckHere).then_some(finding.rule);
    let list: Vec<_> = state.findings.iter().filter_map(unchecked).collect();
    if list.is_empty() {
        return String::new();
    }
    let list = rules(state, &list);
    state.texts.fill(Key::RejectedPossible, &[("rules", &list)])
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
        #[cfg(feature = "full")]
        FieldError::OnlyGenerated => texts.get(Key::OnlyGenerated),
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
        if refusal.status == 0 {
            return String::new();
        }
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
        ProblemCode::PasswordRejected => {
            return sentences(&[texts.get(Key::RejectedNoReason), possible(state)]);
        }
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
