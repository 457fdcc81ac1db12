use alloc::{string::String, vec::Vec};

use crate::complexity::is_long_enough;
use crate::fold::contains_ignoring_case;
use crate::{
    CharacterClasses, CommonPasswords, CommonUse, Finding, Policy, Rule, Verdict,
    display_name_tokens,
};

/// What was typed.
#[derive(Clone, Copy)]
pub struct Candidate<'a> {
    /// The new password.
    pub new: &'a str,
    /// The current password, if it was typed.
    pub current: Option<&'a str>,
}

/// Judges each rule that the policy states, in the order of [`Rule::ALL`].
/// `common` is `None` until the list is loaded.
///
/// A rule that forbids nothing is left out: a length of 0, a name that Active Directory ignores because it is too
/// short, a list of words that are all empty.
#[must_use]
pub fn evaluate(
    policy: &Policy,
    candidate: Candidate<'_>,
    common: Option<&CommonPasswords>,
) -> Vec<Finding> {
    Rule::ALL
        .into_iter()
        .filter_map(|rule| {
            let (verdict, word) = judge(rule, policy, candidate, common)?;
            Some(Finding {
                rule,
                verdict,
                word: word.map(String::from),
            })
        })
        .collect()
}

/// A verdict, and the word it is about; `None` if the policy does not state the rule.
type Judgement<'p> = Option<(Verdict, Option<&'p str>)>;

fn judge<'p>(
    rule: Rule,
    policy: &'p Policy,
    candidate: Candidate<'_>,
    common: Option<&CommonPasswords>,
) -> Judgement<'p> {
    let new = candidate.new;
    match rule {
        Rule::MinLength => {
            let fewest = policy.min_length.filter(|fewest| *fewest > 0)?;
            certain(policy.length_unit.count(new) >= fewest)
        }
        Rule::MaxLength => max_length(policy, new),
        Rule::Classes => {
            let needed = policy.classes?.at_least.min(5);
            (needed > 0).then_some(())?;
            let classes = CharacterClasses::of(new);
            match classes.count() >= needed {
                false if classes.unsure => unknown(),
                is_met => certain(is_met),
            }
        }
        Rule::AccountName => {
            let Some(name) = checked_name(policy, policy.forbidden.account_name.as_deref())? else {
                return unknown();
            };
            none_of([name].into_iter().filter(|name| is_long_enough(name)), new)
        }
        Rule::DisplayName => {
            let Some(name) = checked_name(policy, policy.forbidden.display_name.as_deref())? else {
                return unknown();
            };
            none_of(display_name_tokens(name).into_iter(), new)
        }
        Rule::ForbiddenWord => {
            let words = policy.forbidden.words.iter().map(String::as_str);
            none_of(words.filter(|word| !word.is_empty()), new)
        }
        Rule::Common => {
            (policy.common == Some(CommonUse::Refuse)).then_some(())?;
            common.map_or_else(unknown, |list| not_common(list, new))
        }
        Rule::History => {
            policy.history.filter(|kept| *kept > 0)?;
            if !new.is_empty() && candidate.current == Some(new) {
                certain(false)
            } else {
                unknown()
            }
        }
        Rule::MinAge => {
            policy.min_age_seconds.filter(|seconds| *seconds > 0)?;
            unknown()
        }
    }
}

/// Only a limit that the policy states stops anybody. Active Directory's own, where nothing but its complexity rule is
/// stated, is told; beyond it only the back end can tell, since it may not be Active Directory.
fn max_length<'p>(policy: &Policy, new: &str) -> Judgement<'p> {
    let (most, unit) = policy.longest()?;
    if unit.count(new) <= most {
        certain(true)
    } else if policy.states_max_length() {
        certain(false)
    } else {
        unknown()
    }
}

/// The name to look for: outer `None` if the policy does not ask, inner `None` if it does not say the name.
fn checked_name<'p>(policy: &Policy, name: Option<&'p str>) -> Option<Option<&'p str>> {
    policy
        .name_check
        .then_some(name.filter(|name| !name.is_empty()))
}

/// Unmet with the first of the words that occurs; no rule at all if there is no word.
fn none_of<'p>(words: impl Iterator<Item = &'p str>, new: &str) -> Judgement<'p> {
    let mut judgement = None;
    for word in words {
        if contains_ignoring_case(new, word) {
            return Some((Verdict::Unmet, Some(word)));
        }
        judgement = certain(true);
    }
    judgement
}

/// The list has no short passwords, so that it says nothing of a short candidate.
fn not_common<'p>(list: &CommonPasswords, new: &str) -> Judgement<'p> {
    if list.contains(new) {
        certain(false)
    } else if new.chars().count() < CommonPasswords::SHORTEST {
        unknown()
    } else {
        certain(true)
    }
}

fn certain<'p>(met: bool) -> Judgement<'p> {
    let verdict = if met { Verdict::Met } else { Verdict::Unmet };
    Some((verdict, None))
}

fn unknown<'p>() -> Judgement<'p> {
    Some((Verdict::CannotCheckHere, None))
}
