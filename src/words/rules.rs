use mailbox_password_rules::{Finding, LengthUnit, Policy, Rule, Verdict};

use super::duration;
use crate::i18n::{Key, Texts};

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

/// Whether a rule is met, in brackets; nothing before anything was typed, when nothing can be judged.
pub(crate) fn rule_mark(texts: &Texts, verdict: Verdict, is_judged: bool) -> String {
    let key = match verdict {
        Verdict::Unmet if !is_judged => return String::new(),
        Verdict::Met => Key::RuleMet,
        Verdict::Unmet => Key::RuleUnmet,
        Verdict::CannotCheckHere => Key::RuleCannotCheck,
    };
    [" (", &texts.get(key), ")"].concat()
}

/// What the live region says about the rules: how many are met, and which are still needed.
pub(crate) fn rules_progress(texts: &Texts, policy: &Policy, findings: &[Finding]) -> String {
    let judged = || {
        findings
            .iter()
            .filter(|finding| finding.verdict != Verdict::CannotCheckHere)
    };
    let all = judged().count();
    let unmet: Vec<_> = judged()
        .filter(|finding| finding.verdict == Verdict::Unmet)
        .map(|finding| finding.rule)
        .collect();
    match (all, unmet.len()) {
        (0, _) => String::new(),
        (_, 0) => texts.get(Key::RulesAllMet),
        (all, missing) => texts.fill(
            Key::RulesProgress,
            &[
                ("done", &(all - missing).to_string()),
                ("count", &all.to_string()),
                ("rules", &rules(texts, policy, &unmet)),
            ],
        ),
    }
}
