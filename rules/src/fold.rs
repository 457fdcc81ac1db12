/// Whether the word occurs in the text, whatever the case of either. Neither is copied.
pub(crate) fn contains_ignoring_case(text: &str, word: &str) -> bool {
    let mut rest = text.chars();
    loop {
        if starts_with(rest.clone(), word) {
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
}

fn starts_with(mut text: impl Iterator<Item = char>, word: &str) -> bool {
    word.chars()
        .all(|wanted| text.next().is_some_and(|found| same(found, wanted)))
}

fn same(one: char, other: char) -> bool {
    one == other || fold(one) == fold(other)
}

/// Unicode's simple lower-case mapping of Latin, Greek, Cyrillic and Armenian letters; all else stays as it is.
///
/// Written out because the standard library's table is 3 KB of the widget's first load.
pub(crate) fn fold(character: char) -> char {
    if character.is_ascii() {
        return character.to_ascii_lowercase();
    }
    let code = u32::from(character);
    let lower = match code {
        0xC0..=0xD6 | 0xD8..=0xDE => code + 32,
        0x100..=0x12F | 0x132..=0x137 | 0x14A..=0x177 => code | 1,
        0x139..=0x148 | 0x179..=0x17E => code + (code & 1),
        0x178 => 0xFF,
        0x200..=0x21F | 0x222..=0x233 | 0x1E00..=0x1E95 | 0x1EA0..=0x1EFF => code | 1,
        0x386 => 0x3AC,
        0x388..=0x38A => code + 37,
        0x38C => 0x3CC,
        0x38E..=0x38F => code + 63,
        0x391..=0x3A1 | 0x3A3..=0x3AB | 0x410..=0x42F => code + 32,
        0x400..=0x40F => code + 80,
        0x460..=0x481 | 0x48A..=0x4BF | 0x4D0..=0x52F => code | 1,
        0x4C0 => 0x4CF,
        0x4C1..=0x4CE => code + (code & 1),
        0x531..=0x556 => code + 48,
        _ => code,
    };
    char::from_u32(lower).unwrap_or(character)
}
