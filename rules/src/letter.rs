#[cfg(any(test, not(feature = "unicode-tables")))]
use crate::fold::fold;

/// What kind of letter a character is, if it is one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Letter {
    /// Small.
    Lower,
    /// Neither small nor capital.
    Other,
    /// Capital.
    Upper,
    /// No letter.
    None,
    /// Only Unicode's tables tell.
    #[cfg(any(test, not(feature = "unicode-tables")))]
    Unsure,
}

/// The kind by Unicode's tables.
#[cfg(any(test, feature = "unicode-tables"))]
pub(crate) fn by_tables(character: char) -> Letter {
    if character.is_uppercase() {
        Letter::Upper
    } else if character.is_lowercase() {
        Letter::Lower
    } else if character.is_alphabetic() {
        Letter::Other
    } else {
        Letter::None
    }
}

/// The kind, where it can be told without Unicode's tables, which are 3 KB of the widget's first load.
#[cfg(any(test, not(feature = "unicode-tables")))]
pub(crate) fn by_ranges(character: char) -> Letter {
    if fold(character) != character {
        return Letter::Upper;
    }
    match u32::from(character) {
        0x61..=0x7A
        | 0xDF..=0xF6
        | 0xF8..=0x12F
        | 0x131..=0x17F
        | 0x3AC..=0x3CE
        | 0x430..=0x481
        | 0x48B..=0x52F
        | 0x561..=0x586
        | 0x1E01..=0x1E9D
        | 0x1EA1..=0x1EFF => Letter::Lower,
        0x5D0..=0x5EA
        | 0x620..=0x64A
        | 0xE01..=0xE30
        | 0xE40..=0xE46
        | 0x3041..=0x3096
        | 0x30A1..=0x30FA
        | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF
        | 0xAC00..=0xD7A3 => Letter::Other,
        0x00..=0xA9
        | 0xAB..=0xB4
        | 0xB6..=0xB9
        | 0xBB..=0xBF
        | 0xD7
        | 0xF7
        | 0x300..=0x344
        | 0x2000..=0x2070
        | 0x20A0..=0x20CF
        | 0x1F300..=0x1FAFF => Letter::None,
        _ => Letter::Unsure,
    }
}

#[cfg(test)]
mod tests {
    use super::{Letter, by_ranges, by_tables};

    #[test]
    fn ranges_never_contradict_the_tables() {
        for character in '\0'..=char::MAX {
            let known = by_ranges(character);
            assert!(
                known == Letter::Unsure || known == by_tables(character),
                "{character:?} {:x}",
                u32::from(character)
            );
        }
    }

    #[test]
    fn ranges_know_the_letters_that_people_type() {
        let known = "azÀÿŁőßΑωЖяЁёאבגدمไทยひカ漢字한글€£🙂 \u{301}";
        assert!(
            known
                .chars()
                .all(|character| by_ranges(character) != Letter::Unsure)
        );
    }
}
