use mailbox_password_rules::{LengthUnit, Rule, Shortfall, Verdict};

use super::{Wording, rules::rule_words, sentences};
use crate::{
    i18n::{Key, Texts},
    state::Judgement,
};

/// What the new password still needs; nothing if every rule that can be checked here is met.
pub(super) fn missing(
    wording: Wording<'_>,
    judgement: &Judgement,
    shortfall: &Shortfall,
) -> String {
    let (texts, policy) = (wording.texts, wording.policy);
    if judgement.findings.is_empty() {
        return String::new();
    }
    let Shortfall {
        length,
        classes,
        present,
    } = *shortfall;
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
    let broken: Vec<_> = judgement
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
