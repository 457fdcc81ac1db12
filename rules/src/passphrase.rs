use alloc::{string::String, vec::Vec};

use crate::alphabet::forbidden;
use crate::fold::contains_ignoring_case;
use crate::random_index::RandomIndex;
use crate::{Policy, Words};

/// The passwords of words that a policy allows: as many words as are needed, one with a capital, and behind one of them
/// two digits, all joined by hyphens.
pub(crate) struct Passphrases<'w> {
    words: Vec<&'w str>,
    /// Words in a password.
    length: usize,
    /// How many passwords there are; the largest number if there are more.
    pub(crate) size: u64,
}

/// A generated password of words is drawn evenly from at least two to this power.
pub const PASSPHRASE_BITS: u32 = 60;

impl<'w> Passphrases<'w> {
    /// `None` if the policy's longest password is too short, or if it forbids too much.
    ///
    /// Words that contain a forbidden term are left out before drawing. So no password is rejected because of one, and
    /// the number of passwords is exact.
    pub(crate) fn of(policy: &Policy, list: &'w Words) -> Option<Self> {
        let mut words: Vec<&str> = list.iter().collect();
        for term in forbidden(policy) {
            // A term with a hyphen could only match across two groups: leaving out its first part rules that out.
            let term = term.split('-').next()?;
            if term.len() <= 2 && term.bytes().any(|byte| byte.is_ascii_digit()) {
                return None; // the two digits could contain it
            }
            words.retain(|word| !contains_ignoring_case(word, term));
        }
        let fewest = policy.min_length.unwrap_or(0) as usize;
        let mut sequences = NUMBERS;
        let mut length = 0;
        loop {
            length += 1;
            sequences = sequences.saturating_mul(words.len() as u64);
            if length * (Words::LONGEST + 1) + 2 > policy.longest_generated() as usize {
                return None;
            }
            let size = sequences.saturating_mul((length * length) as u64);
            if size >= 1 << PASSPHRASE_BITS && length * (Words::SHORTEST + 1) + 2 >= fewest {
                return Some(Self {
                    words,
                    length,
                    size,
                });
            }
        }
    }

    /// One of them, each as likely as any other; `None` if the random bytes come to an end.
    pub(crate) fn draw(&self, index: &mut RandomIndex<'_>) -> Option<String> {
        let capital = index.below(self.length)?;
        let number = index.below(self.length)?;
        let mut password = String::new();
        for place in 0..self.length {
            let start = password.len();
            password.push_str(self.words.get(index.below(self.words.len())?)?);
            if place == capital {
                password.get_mut(start..=start)?.make_ascii_uppercase();
            }
            password.push('-');
            if place == number {
                password.push(digit(index)?);
                password.push(digit(index)?);
                password.push('-');
            }
        }
        password.pop();
        Some(password)
    }
}

/// Two digits.
const NUMBERS: u64 = 8 * 8;

/// 2 to 9: 0 and 1 are taken for letters.
fn digit(index: &mut RandomIndex<'_>) -> Option<char> {
    b"23456789".get(index.below(8)?).copied().map(char::from)
}
