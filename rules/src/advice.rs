use alloc::vec::Vec;

use crate::fold::fold;
use crate::{Candidate, CommonPasswords, CommonUse, Policy};

/// Something worth knowing that never stops a change.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Advice {
    /// It is one of the most used passwords, and the policy does not refuse it ([`crate::Rule::Common`] would say so).
    Common,
    /// It contains a character that cannot be typed, usually from pasted text: a control character such as a line break, or
    /// a mark without width or ink. This is the first one.
    ControlCharacter(char),
    /// It contains a combining mark, the first one: a letter with an accent as two characters. Keyboards send most such
    /// letters as one character, which makes another password. Windows hashes the UTF-16 of a password as it was typed
    /// (MS-NLMP §3.3.1), without normalization, so the candidate is judged and sent as it was typed, too.
    Combining(char),
    /// Some devices cannot type or send this character: the first other one outside ASCII.
    HardToType(char),
    /// Starts or ends with a blank.
    OuterSpace,
    /// The same character four times in a row, or more often.
    Repeats,
    /// It is the current password, and the policy keeps no history ([`crate::Rule::History`] would say so).
    SameAsCurrent,
    /// A run such as 1234, dcba or qwer.
    Sequence,
}

/// Advice for a candidate, most useful first; none for an empty one.
#[must_use]
pub fn advise(
    policy: &Policy,
    candidate: Candidate<'_>,
    common: Option<&CommonPasswords>,
) -> Vec<Advice> {
    let new = candidate.new;
    let mut advice = Vec::new();
    if new.is_empty() {
        return advice;
    }
    if candidate.current == Some(new) && policy.history.unwrap_or(0) == 0 {
        advice.push(Advice::SameAsCurrent);
    }
    if let Some(character) = new.chars().find(|c| is_untypable(*c)) {
        advice.push(Advice::ControlCharacter(character));
    }
    if policy.common != Some(CommonUse::Refuse) && common.is_some_and(|list| list.contains(new)) {
        advice.push(Advice::Common);
    }
    if repeats(new) {
        advice.push(Advice::Repeats);
    }
    if ROWS.iter().any(|row| runs_along(row, new)) {
        advice.push(Advice::Sequence);
    }
    if new.starts_with(is_blank) || new.ends_with(is_blank) {
        advice.push(Advice::OuterSpace);
    }
    if let Some(character) = new.chars().find(|c| is_combining(*c)) {
        advice.push(Advice::Combining(character));
    }
    let is_hard = |c: &char| !c.is_ascii() && !is_untypable(*c) && !is_combining(*c);
    if let Some(character) = new.chars().find(is_hard) {
        advice.push(Advice::HardToType(character));
    }
    advice
}

/// Control characters, and marks without width or ink; not the joiners, which scripts and emoji need.
fn is_untypable(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}')
        || matches!(character, '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Accents that are separate characters in decomposed text (Unicode block *Combining Diacritical Marks*).
fn is_combining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}')
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() && !is_untypable(character)
}

/// The least number of characters in a row for which there is advice.
pub(crate) const RUN: usize = 4;

fn repeats(password: &str) -> bool {
    let mut previous = None;
    let mut length = 0;
    password.chars().any(|character| {
        length = if previous == Some(character) {
            length + 1
        } else {
            1
        };
        previous = Some(character);
        length >= RUN
    })
}

/// A row of characters along which people run.
struct Row {
    keys: &'static str,
    /// A run of four in the middle of it is no accident. It is in a keyboard's row of letters: "liberty" has `erty`.
    deliberate: bool,
}

const ROWS: [Row; 11] = [
    row("abcdefghijklmnopqrstuvwxyz", true),
    row("0123456789", true),
    row("1234567890", true),
    row("qwertyuiop", false),
    row("asdfghjkl", false),
    row("zxcvbnm", false),
    row("qwertzuiop", false),
    row("yxcvbnm", false),
    row("azertyuiop", false),
    row("qsdfghjklm", false),
    row("wxcvbn", false),
];

const fn row(keys: &'static str, deliberate: bool) -> Row {
    Row { keys, deliberate }
}

/// The rows, whose every four characters may make a run.
pub(crate) fn rows() -> impl Iterator<Item = &'static str> {
    ROWS.iter().map(|row| row.keys)
}

/// Whether the password runs along the row, either way, for four characters; in a row where that can be an
/// accident, from or to its end, or for five.
fn runs_along(row: &Row, password: &str) -> bool {
    let last = row.keys.len().saturating_sub(1);
    let at_end = |place: Option<usize>| place == Some(0) || place == Some(last);
    let mut start = None;
    let mut previous: Option<usize> = None;
    let mut up = true;
    let mut length = 0;
    password.chars().any(|character| {
        let key = fold(character);
        let place = row.keys.bytes().position(|other| char::from(other) == key);
        let next_up = place.is_some() && place == previous.map(|place| place + 1);
        let next_down = previous.is_some() && previous == place.map(|place| place + 1);
        if (next_up || next_down) && (length == 1 || up == next_up) {
            length += 1;
            up = next_up;
        } else if next_up || next_down {
            start = previous;
            length = 2;
            up = next_up;
        } else {
            start = place;
            length = usize::from(place.is_some());
        }
        previous = place;
        let deliberate = row.deliberate || at_end(start) || at_end(place);
        length > RUN || (length == RUN && deliberate)
    })
}
