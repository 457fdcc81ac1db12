use alloc::vec::Vec;
use core::num::NonZeroU64;

use crate::advice;
use crate::complexity::is_long_enough;
use crate::fold::fold;
use crate::{Policy, display_name_tokens};

/// The characters that passwords are drawn from under a policy, and what becomes certain of them before one is drawn.
pub(crate) struct Alphabet {
    pub(crate) characters: Vec<u8>,
    size: NonZeroU64,
    /// How many are small letters, capitals, digits, symbols.
    kinds: [u64; 4],
    /// How many of these kinds a password has at least.
    kinds_needed: u32,
    /// The probability, as a share of [`ONE`], that something forbidden begins at a given place; an upper bound.
    forbidden_chance: u64,
}

impl Alphabet {
    /// A password has characters of at least so many kinds, whatever the policy: most back ends want three.
    pub(crate) const KINDS: u32 = 3;

    /// Of the characters given, in ASCII and each given once, those that are no forbidden word by themselves; `None` if
    /// there are none.
    pub(crate) fn of(policy: &Policy, characters: &str) -> Option<Self> {
        let words = forbidden(policy);
        let mut alphabet = Self {
            characters: Vec::from(characters),
            size: NonZeroU64::MIN,
            kinds: [0; 4],
            kinds_needed: policy.classes.map_or(0, |classes| classes.at_least),
            forbidden_chance: 0,
        };
        for word in &words {
            if let Some(only) = only_character(word) {
                alphabet
                    .characters
                    .retain(|c| !equals_ignoring_case(*c, only));
            }
        }
        alphabet.kinds_needed = alphabet.kinds_needed.clamp(Self::KINDS, 5);
        alphabet.size = NonZeroU64::new(alphabet.characters.len() as u64)?;
        for character in &alphabet.characters {
            let [lower, upper, digit, symbol] = &mut alphabet.kinds;
            *match character {
                b'a'..=b'z' => lower,
                b'A'..=b'Z' => upper,
                b'0'..=b'9' => digit,
                _ => symbol,
            } += 1;
        }
        alphabet.forbidden_chance = (0..3).fold(ONE, |chance, _| alphabet.times(chance, 1)); // four of a kind
        for mut row in advice::rows() {
            while let Some(run) = row.get(..advice::RUN) {
                alphabet.forbidden_chance += 2 * alphabet.chance_of(run); // either way
                row = row.get(1..).unwrap_or_default();
            }
        }
        for word in words {
            alphabet.forbidden_chance = alphabet
                .forbidden_chance
                .saturating_add(alphabet.chance_of(word));
        }
        Some(alphabet)
    }

    /// Bits of a password of this length that is drawn evenly from those that are not thrown away, rounded down; `None`
    /// if there are few characters, or it is not certain that one in four candidates is kept.
    pub(crate) fn bits(&self, length: u32) -> Option<u32> {
        let kept = ONE.checked_sub(self.thrown_away(length))?;
        if kept < ONE / 4 || self.size.get() < FEWEST {
            return None;
        }
        // The number of passwords, as `leading` times a power of two, always rounded down.
        let mut leading = kept;
        let mut bits = 0;
        for _ in 0..length {
            leading *= self.size.get();
            while leading >= 2 * ONE {
                leading /= 2;
                bits += 1;
            }
        }
        (leading.checked_ilog2()? + bits).checked_sub(ONE_BITS)
    }

    /// At most this share of [`ONE`] of all candidates of the length is thrown away: the sum of what each reason takes.
    pub(crate) fn thrown_away(&self, length: u32) -> u64 {
        let [_, _, _, symbols] = self.kinds;
        let at_an_end = 2 * self.times(ONE, symbols);
        let too_few_kinds: u64 = (0..16_u32)
            .filter(|set| set.count_ones() + 1 == self.kinds_needed)
            .map(|set| self.only_of(set, length))
            .sum();
        // The list of common passwords, each in any case, is less than this among all that could be drawn.
        let common = 1;
        self.forbidden_chance
            .saturating_mul(u64::from(length))
            .saturating_add(at_an_end + too_few_kinds + common)
    }

    /// How likely it is that a candidate has characters of this set of kinds only.
    fn only_of(&self, set: u32, length: u32) -> u64 {
        let members = (0..4)
            .zip(self.kinds)
            .filter(|(kind, _)| set & (1 << kind) != 0)
            .map(|(_, count)| count)
            .sum();
        (0..length).fold(ONE, |chance, _| self.times(chance, members))
    }

    /// How likely it is that the word, in any case, begins at a given place.
    fn chance_of(&self, word: &str) -> u64 {
        word.chars().fold(ONE, |chance, wanted| {
            let spellings = self
                .characters
                .iter()
                .filter(|c| equals_ignoring_case(**c, wanted))
                .count();
            self.times(chance, spellings as u64)
        })
    }

    /// How likely it is, in addition, that a character is one of so many; rounded up.
    fn times(&self, chance: u64, characters: u64) -> u64 {
        chance * characters / self.size + 1
    }
}

/// A probability of 1, in fixed-point numbers.
pub(crate) const ONE: u64 = 1 << ONE_BITS;
const ONE_BITS: u32 = 32;

/// Of fewer characters passwords would be long and dull.
const FEWEST: u64 = 16;

/// Every name and word that may be forbidden; a name is counted even where the policy does not ask for it.
pub(crate) fn forbidden(policy: &Policy) -> Vec<&str> {
    let forbidden = &policy.forbidden;
    let mut words = display_name_tokens(forbidden.display_name.as_deref().unwrap_or_default());
    if let Some(name) = &forbidden.account_name
        && is_long_enough(name)
    {
        words.push(name);
    }
    for word in &forbidden.words {
        if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

fn only_character(word: &str) -> Option<char> {
    let mut characters = word.chars();
    let only = characters.next()?;
    characters.next().is_none().then_some(only)
}

fn equals_ignoring_case(ascii: u8, character: char) -> bool {
    fold(char::from(ascii)) == fold(character)
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::Alphabet;
    use crate::generate::is_fit;
    use crate::{Classes, Forbidden, Policy};

    fn policy(at_least: u32, name: &str, words: &[&str]) -> Policy {
        Policy {
            classes: Some(Classes { at_least }),
            name_check: true,
            forbidden: Forbidden {
                account_name: Some(name.into()),
                display_name: Some(name.into()),
                words: words.iter().map(|word| (*word).into()).collect(),
            },
            ..Policy::default()
        }
    }

    /// Counts, one by one, the strings of four characters that are kept: there are as many as was counted on, or more,
    /// and not four times as many.
    fn check(policy: &Policy, characters: &str) {
        let alphabet = Alphabet::of(policy, characters).unwrap();
        let counted_on = 1 << alphabet.bits(4).unwrap();
        let all = &alphabet.characters;
        let string = |number: usize| -> String {
            (0..4)
                .map(|place| char::from(all[number / all.len().pow(place) % all.len()]))
                .collect()
        };
        let kept = (0..all.len().pow(4))
            .filter(|number| is_fit(policy, None, &string(*number)))
            .count();
        assert!(
            counted_on <= kept && kept < 4 * counted_on,
            "{counted_on} {kept}"
        );
    }

    #[test]
    fn no_more_is_thrown_away_than_was_counted_on() {
        check(&policy(0, "", &[]), "abcdefgABCDEFG1234567");
        let characters = "abcdefghABCDEFGH12345678";
        check(&policy(3, "Fae Bad", &["1a", "A2", "c"]), characters);
    }

    #[test]
    fn an_alphabet_too_small_or_too_uneven_promises_nothing() {
        let promises = |characters: &str, length| {
            let alphabet = Alphabet::of(&policy(0, "", &[]), characters)?;
            alphabet.bits(length)
        };
        assert_eq!(promises("", 20), None);
        assert_eq!(promises("a", 20), None);
        assert_eq!(promises("aA3", 20), None);
        assert_eq!(promises("abcdefgABCDEFG1234567", 3), None);
        assert_eq!(promises("abcdefghijklmnABCDEFG", 20), None);
    }
}
