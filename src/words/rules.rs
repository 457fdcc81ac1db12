use mailbox_password_rules::{Candidate, Finding, LengthUnit, Policy, Rule, Verdict, evaluate};

use super::{Wording, duration};
use crate::{
    i18n::{Key, Texts},
    model::{Failure, Field, FieldError, FieldErrors},
    state::{ChangeState, Judgement, RuleState, ShortRule},
};

/// A rule in the policy's numbers; without numbers where the policy states none.
fn rule(texts: &Texts, policy: &Policy, rule: Rule) -> String {
    let length = |least: bool, count, unit| {
        let key = match (least, unit == LengthUnit::Bytes) {
            (true, false) => Key::RuleMinLength,
            (true, true) => Key::RuleMinBytes,
            (false, false) => Key::RuleMaxLength,
            (false, true) => Key::RuleMaxBytes,
        };
        texts.count(key, count, &[])
    };
    let without_number = match rule {
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
                let age = duration(texts, seconds);
                return texts.fill(Key::RuleMinAge, &[("duration", &age)]);
            }
            None => Key::RuleOlder,
        },
    };
    texts.get(without_number)
}

/// A judged rule, with the word that was found.
pub(crate) fn rule_words(texts: &Texts, policy: &Policy, finding: &Finding) -> String {
    let mut words = rule(texts, policy, finding.rule);
    if let Some(word) = &finding.word
        && finding.rule != Rule::AccountName
    {
        words.push_str(": ");
        words.push_str(&texts.fill(Key::RuleWord, &[("word", word)]));
    }
    words
}

/// Rules in a row.
pub(super) fn rules(texts: &Texts, policy: &Policy, list: &[Rule]) -> String {
    let words = |each: &Rule| rule(texts, policy, *each);
    list.iter().map(words).collect::<Vec<_>>().join("; ")
}

/// At most three rules, in few words: length, kinds, name. The others are told where they are broken.
pub(crate) fn short_rules(
    wording: Wording<'_>,
    errors: &FieldErrors,
    judgement: &Judgement,
    change: &ChangeState,
) -> Vec<ShortRule> {
    let (texts, policy) = (wording.texts, wording.policy);
    let empty = Candidate {
        new: "",
        current: None,
    };
    let is_judged = !judgement.findings.is_empty();
    let findings = match is_judged {
        true => judgement.findings.clone(),
        false => evaluate(policy, empty, None),
    };
    let error = errors.get(Field::New);
    let is_broken = |rules: &[Rule], is_met: bool| match (error, &change.failure) {
        (Some(FieldError::Unmet), _) => !is_met,
        (Some(FieldError::Refused), Some(Failure::Refused(refusal))) => {
            rules.iter().any(|rule| refusal.rules.contains(rule))
        }
        _ => false,
    };
    let short = |rules: &[Rule], text: String| {
        let mut verdicts = findings
            .iter()
            .filter(|finding| rules.contains(&finding.rule))
            .map(|finding| finding.verdict)
            .filter(|verdict| *verdict != Verdict::CannotCheckHere)
            .peekable();
        verdicts.peek()?;
        let is_met = is_judged && verdicts.all(|verdict| verdict == Verdict::Met);
        let state = match is_broken(rules, is_met) {
            true => RuleState::Broken,
            false if is_met => RuleState::Met,
            false => RuleState::Open,
        };
        Some(ShortRule { text, state })
    };
    let length = policy.min_length.unwrap_or_default();
    let length = match policy.length_unit {
        LengthUnit::Bytes => rule(texts, policy, Rule::MinLength),
        LengthUnit::CodePoints | LengthUnit::Utf16 => {
            texts.fill(Key::RuleShortLength, &[("count", &length.to_string())])
        }
    };
    let kinds = policy.classes.map_or(0, |classes| classes.at_least.min(5));
    let all = kinds.max(4).to_string();
    let kinds = [("count", &*kinds.to_string()), ("all", &all)];
    [
        short(&[Rule::MinLength], length),
        short(&[Rule::Classes], texts.fill(Key::RuleShortClasses, &kinds)),
        short(
            &[Rule::AccountName, Rule::DisplayName],
            texts.get(Key::RuleShortName),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What stands in place of the rules in view, while there is none.
pub(crate) const fn rules_substitute(is_pending: bool) -> Key {
    if is_pending {
        Key::RulesLoading
    } else {
        Key::RulesAtServer
    }
}

/// What the live region says about the rules: how many are met, and which are still needed.
pub(crate) fn rules_progress(texts: &Texts, policy: &Policy, findings: &[Finding]) -> String {
    let judged = || {
        findings
            .iter()
            .filter(|finding| finding.verdict != Verdict::CannotCheckHere)
    };
    let is_unmet = |finding: &&Finding| finding.verdict == Verdict::Unmet;
    let all: u32 = judged().map(|_| 1).sum();
    let done: u32 = judged()
        .filter(|finding| !is_unmet(finding))
        .map(|_| 1)
        .sum();
    let unmet: Vec<_> = judged()
        .filter(is_unmet)
        .map(|finding| finding.rule)
        .collect();
    match (all, done) {
        (0, _) => String::new(),
        (all, done) if done == all => texts.get(Key::RulesAllMet),
        (all, done) => texts.fill(
            Key::RulesProgress,
            &[
                ("done", &done.to_string()),
                ("count", &all.to_string()),
                ("rules", &rules(texts, policy, &unmet)),
            ],
        ),
    }
}
