use alloc::string::String;

use crate::alphabet::{Alphabet, forbidden};
use crate::passphrase::Passphrases;
use crate::random_index::RandomIndex;
use crate::{
    Candidate, CharacterClasses, CommonPasswords, Policy, Verdict, Words, advise, evaluate,
};

/// Why there is no generated password, and what a person can do instead.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CannotGenerate {
    /// The policy's longest password is too short for [`GENERATED_BITS`]. Type one as long as the policy allows; or
    /// have the provider raise the maximum to 16.
    MaximumTooShort,
    /// What should be random is not: of many candidates none met the policy, though one in four does. Reload the page
    /// or take another browser; until then, type one.
    NotRandom,
    /// Hardly any password of letters, digits and a few symbols meets the policy: it contradicts itself, wants letters
    /// without case or more than 256 characters, or forbids too much. Type one; or have the provider mend the policy.
    PolicyTooStrict,
}

/// A generated password of characters has at least so many bits: it is drawn evenly from at least two to this power.
pub const GENERATED_BITS: u32 = 70;

/// A password that meets every rule of the policy that can be checked here, and earns no advice.
///
/// With `words`, where the policy leaves room, it is one that can be said on the telephone: short words, one with a
/// capital, and two digits, joined by hyphens, such as `copper-Lantern-28-mist`; as many words as
/// [`PASSPHRASE_BITS`](crate::PASSPHRASE_BITS) need.
///
/// Otherwise it consists of random characters: 16, or as many as the policy requires, with letters of both cases and
/// digits (or a symbol in place of one kind), at the ends a letter or a digit. Where there is room hyphens make groups
/// of four.
///
/// Both are drawn uniformly from all passwords of that form and length that meet the policy: a candidate that does not
/// is rejected as a whole. A candidate of words is rejected only if the policy requires letters without case, or if it
/// is a common password; then a password of characters is drawn. `fill` overwrites what it is given with random bytes,
/// as `crypto.getRandomValues` does. `common` is as in [`evaluate`].
///
/// # Errors
/// [`CannotGenerate`]; all but `NotRandom` are certain before characters are drawn, and always the same for a policy.
pub fn generate(
    policy: &Policy,
    words: Option<&Words>,
    common: Option<&CommonPasswords>,
    fill: &mut dyn FnMut(&mut [u8]),
) -> Result<String, CannotGenerate> {
    if let Some(passphrases) = words.and_then(|words| Passphrases::of(policy, words)) {
        let drawn = passphrases.draw(&mut RandomIndex::new(fill, BLOCKS));
        if let Some(password) = drawn.filter(|password| is_fit(policy, common, password)) {
            return Ok(password);
        }
    }
    let (alphabet, length, _) = plan(policy)?;
    draw(policy, common, &alphabet, length, fill).ok_or(CannotGenerate::NotRandom)
}

/// The entropy in bits, rounded down, of the passwords that [`generate`] makes for the policy; rejected candidates do
/// not count. At least [`PASSPHRASE_BITS`](crate::PASSPHRASE_BITS) for passwords of words, else [`GENERATED_BITS`].
///
/// # Errors
/// As [`generate`], so that it is known before a person asks for a password whether there will be one.
pub fn generated_bits(policy: &Policy, words: Option<&Words>) -> Result<u32, CannotGenerate> {
    let passphrases = words.and_then(|words| Passphrases::of(policy, words));
    match passphrases.and_then(|passphrases| passphrases.size.checked_ilog2()) {
        Some(bits) => Ok(bits),
        None => plan(policy).map(|(_, _, bits)| bits),
    }
}

/// Alphabet, length, bits.
type Plan = (Alphabet, u32, u32);

fn plan(policy: &Policy) -> Result<Plan, CannotGenerate> {
    let fewest = policy.min_length.unwrap_or(0);
    let most = policy.longest_generated();
    if fewest > most {
        return Err(CannotGenerate::PolicyTooStrict);
    }
    let from = fewest.max(COMFORTABLE.min(most));
    shortest(policy, LETTERS_AND_DIGITS, from, most)
        .or_else(|| shortest(policy, WITH_SYMBOLS, from, most))
        .ok_or_else(
            || match shortest(policy, WITH_SYMBOLS, from, Policy::LONGEST_GENERATED) {
                Some(_) => CannotGenerate::MaximumTooShort,
                None => CannotGenerate::PolicyTooStrict,
            },
        )
}

fn shortest(policy: &Policy, characters: &str, from: u32, most: u32) -> Option<Plan> {
    let alphabet = Alphabet::of(policy, characters)?;
    let (length, bits) = (from..=most)
        .filter_map(|length| Some((length, alphabet.bits(length)?)))
        .find(|(_, bits)| *bits >= GENERATED_BITS)?;
    Some((alphabet, length, bits))
}

/// Whether there is room for hyphens between groups of characters. They are in addition to what is drawn, so that they
/// take no bits: what is fit without them is fit with them.
fn has_groups(policy: &Policy, length: u32) -> bool {
    length + (length - 1) / GROUP <= policy.longest_generated()
        && !forbidden(policy)
            .iter()
            .any(|word| word.bytes().any(|byte| byte == b'-'))
}

/// `None` if the random bytes give no password. Enough are asked for to make two hundred candidates.
fn draw(
    policy: &Policy,
    common: Option<&CommonPasswords>,
    alphabet: &Alphabet,
    length: u32,
    fill: &mut dyn FnMut(&mut [u8]),
) -> Option<String> {
    let characters = &alphabet.characters;
    let has_groups = has_groups(policy, length);
    let mut index = RandomIndex::new(fill, 8 * length);
    let mut password = String::new();
    loop {
        password.clear();
        for place in 0..length {
            if has_groups && place > 0 && place % GROUP == 0 {
                password.push('-');
            }
            password.push(char::from(*characters.get(index.below(characters.len())?)?));
        }
        if is_fit(policy, common, &password) {
            return Some(password);
        }
    }
}

pub(crate) fn is_fit(policy: &Policy, common: Option<&CommonPasswords>, password: &str) -> bool {
    let candidate = Candidate {
        new: password,
        current: None,
    };
    let bytes = password.as_bytes();
    let is_plain = |end: Option<&u8>| end.is_some_and(u8::is_ascii_alphanumeric);
    is_plain(bytes.first())
        && is_plain(bytes.last())
        && CharacterClasses::of(password).count() >= Alphabet::KINDS
        && advise(policy, candidate, common).is_empty()
        && evaluate(policy, candidate, common)
            .iter()
            .all(|finding| finding.verdict != Verdict::Unmet)
}

/// Characters of a password where the policy leaves it open.
const COMFORTABLE: u32 = 16;

/// Characters between two hyphens.
const GROUP: u32 = 4;

/// Blocks of random bytes for a password of words, of which the longest needs 160 bytes.
const BLOCKS: u32 = 16;

/// Without characters that are mistaken for each other. Not even one of a pair is here, because a reader cannot know that
/// the other one never occurs: 0 O o Q, 1 I i l, 2 Z z, 5 S s, 8 B. Of a few the commoner is here: 6 and
/// 9 but not b G g q, u but not v, and the small one of letters whose capital is only larger.
const LETTERS_AND_DIGITS: &str = "acdefhjkmnprtuwxyADEFHJLMNRTY34679";

/// With the few symbols that are on every keyboard, look like no other character, and mean nothing to the programs that
/// a password passes through: no quotation, no escape, no end of a name in an address. No hyphen, which joins groups.
const WITH_SYMBOLS: &str = "acdefhjkmnprtuwxyADEFHJLMNRTY34679*=";

#[cfg(test)]
mod tests {
    use alloc::{collections::BTreeMap, format, string::String, vec, vec::Vec};

    use super::{Alphabet, draw, is_fit};
    use crate::random_index::repeatable;
    use crate::{Classes, Forbidden, Policy};

    fn policy(at_least: u32, words: &[&str]) -> Policy {
        Policy {
            classes: Some(Classes { at_least }),
            forbidden: Forbidden {
                words: words.iter().map(|word| (*word).into()).collect(),
                ..Forbidden::default()
            },
            ..Policy::default()
        }
    }

    /// Every string of so many of the characters.
    fn strings(characters: &[u8], length: u32) -> Vec<String> {
        (0..length).fold(vec![String::new()], |shorter, _| {
            let longer = |start: String| {
                characters
                    .iter()
                    .map(move |c| format!("{start}{}", char::from(*c)))
            };
            shorter.into_iter().flat_map(longer).collect()
        })
    }

    /// `fit` is how many strings meet the policy. Draws a hundred times as many passwords, and compares chi-square
    /// (`fit - 1` degrees of freedom) with its critical value for p = 0.001, by Wilson and Hilferty's approximation.
    fn check(policy: &Policy, characters: &str, length: u32, fit: usize, critical: f64) {
        let alphabet = Alphabet::of(policy, characters).unwrap();
        let mut seen: BTreeMap<String, i64> = strings(&alphabet.characters, length)
            .into_iter()
            .filter(|password| is_fit(policy, None, password))
            .map(|password| (password, 0))
            .collect();
        assert_eq!(seen.len(), fit);
        let mut fill = repeatable(0x6d61_696c);
        for _ in 0..100 * fit {
            let password = draw(policy, None, &alphabet, length, &mut fill).unwrap();
            *seen.get_mut(&password).unwrap() += 1;
        }
        let squares: i64 = seen.values().map(|times| (times - 100).pow(2)).sum();
        let chi_square = squares as f64 / 100.0;
        assert!(chi_square < critical, "{chi_square}");
    }

    #[test]
    fn every_password_that_meets_the_policy_is_as_likely_as_any_other() {
        check(&policy(0, &[]), "aAE3", 4, 96, 143.4);
        check(&policy(0, &["E", "3a"]), "acAE34", 4, 167, 228.0);
        check(&policy(4, &["a4"]), "aA34*-", 4, 40, 72.1);
    }
}
