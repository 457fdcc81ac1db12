use alloc::vec::Vec;

use crate::letter::Letter;
#[cfg(not(feature = "unicode-tables"))]
use crate::letter::by_ranges as letter;
#[cfg(feature = "unicode-tables")]
use crate::letter::by_tables as letter;

/// Which of Active Directory's five character classes a password uses (MS-SAMR 3.1.1.7.2).
///
/// Where the source says "European languages", a letter of any script that has case counts, so that nothing is
/// called unmet that a directory accepts.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct CharacterClasses {
    /// A lower-case letter: `a`, `ß`, `é`, Greek, Cyrillic.
    pub lower: bool,
    /// A digit 0 to 9; other digits are in no class.
    pub digit: bool,
    /// An alphabetic character that is neither upper nor lower case, such as `漢` or `א`.
    pub other_letter: bool,
    /// One of ``~!@#$%^&*_-+=`|\(){}[]:;"'<>,.?/``, which is all of ASCII punctuation; neither a blank nor `€` nor `£`.
    pub symbol: bool,
    /// A character of which only Unicode's tables tell the class; never with the feature `unicode-tables`.
    pub unsure: bool,
    /// An upper-case letter: `A`, `É`, Greek, Cyrillic.
    pub upper: bool,
}

impl CharacterClasses {
    /// The classes that occur in the password.
    #[must_use]
    pub fn of(password: &str) -> Self {
        let mut classes = Self::default();
        for character in password.chars() {
            match character {
                '0'..='9' => classes.digit = true,
                c if c.is_ascii_punctuation() => classes.symbol = true,
                c => match letter(c) {
                    Letter::Lower => classes.lower = true,
                    Letter::Other => classes.other_letter = true,
                    Letter::Upper => classes.upper = true,
                    Letter::None => {}
                    #[cfg(any(test, not(feature = "unicode-tables")))]
                    Letter::Unsure => classes.unsure = true,
                },
            }
        }
        classes
    }

    /// How many of the five, certainly.
    #[must_use]
    pub fn count(self) -> u32 {
        u32::from(self.lower)
            + u32::from(self.digit)
            + u32::from(self.other_letter)
            + u32::from(self.symbol)
            + u32::from(self.upper)
    }
}

/// The parts of a display name that Active Directory looks for (MS-SAMR 3.1.1.7.2): what stands between
/// blanks, tabs and `,` `.` `-` `_` `#`, if it is longer than two characters. "Erin M. Hagens" has two.
#[must_use]
pub fn display_name_tokens(display_name: &str) -> Vec<&str> {
    display_name
        .split([' ', '\t', ',', '.', '-', '_', '#'])
        .filter(|part| is_long_enough(part))
        .collect()
}

/// Active Directory looks only for names longer than two characters, which it counts in UTF-16.
pub(crate) fn is_long_enough(name: &str) -> bool {
    name.encode_utf16().count() > 2
}
