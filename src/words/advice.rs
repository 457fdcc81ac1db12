use mailbox_password_rules::Advice;

use crate::i18n::{Key, Texts};

/// A piece of advice on a new password.
pub(crate) fn advice(texts: &Texts, advice: Advice) -> String {
    let (key, character) = match advice {
        Advice::Common => (Key::AdviceCommon, None),
        Advice::ControlCharacter(character) => (Key::AdviceControl, Some(character)),
        Advice::Combining(character) => (Key::AdviceCombining, Some(character)),
        Advice::HardToType(character) => (Key::AdviceHardToType, Some(character)),
        Advice::OuterSpace => (Key::AdviceOuterSpace, None),
        Advice::Repeats => (Key::AdviceRepeats, None),
        Advice::SameAsCurrent => (Key::AdviceSame, None),
        Advice::Sequence => (Key::AdviceSequence, None),
    };
    let shown = character.map(|character| shown(texts, character));
    texts.fill(key, &[("character", &shown.unwrap_or_default())])
}

/// A character as people can see it. One without ink has a name, or else its number (`U+2003`).
fn shown(texts: &Texts, character: char) -> String {
    match character {
        '\t' => texts.get(Key::CharacterTab),
        '\n' | '\r' => texts.get(Key::CharacterLineBreak),
        '\u{A0}' => texts.get(Key::CharacterNoBreakSpace),
        '\u{AD}' => texts.get(Key::CharacterSoftHyphen),
        '\u{200B}' => texts.get(Key::CharacterZeroWidthSpace),
        // A combining mark needs something to stand on.
        '\u{300}'..='\u{36F}' => ['\u{25CC}', character].iter().collect(),
        _ if character.is_control()
            || character.is_whitespace()
            || matches!(character, '\u{200E}'..='\u{206F}' | '\u{FEFF}') =>
        {
            number(character)
        }
        _ => character.into(),
    }
}

/// `U+` and at least four hexadecimal digits.
fn number(character: char) -> String {
    let code = u32::from(character);
    let digits = if code > 0xFFFF { 6 } else { 4 };
    let digit = |place: u32| char::from_digit(code >> (4 * place) & 0xF, 16);
    let digits = (0..digits).rev().filter_map(digit);
    ['U', '+']
        .into_iter()
        .chain(digits.map(|digit| digit.to_ascii_uppercase()))
        .collect()
}
