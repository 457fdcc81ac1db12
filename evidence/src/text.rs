//! Texts that strangers wrote, made harmless.

/// The most characters of a text in an observation.
pub const MAX_TEXT: usize = 200;

/// The text as one line of at most [`MAX_TEXT`] characters. Control characters, line and paragraph separators, and
/// characters that turn the direction of writing or are not seen at all become spaces; several spaces become one.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::new();
    let mut length = 0;
    let mut gap = false;
    for letter in text.chars() {
        if letter.is_whitespace() || letter.is_control() || is_invisible(letter) {
            gap = length > 0;
            continue;
        }
        let needed = if gap { 2 } else { 1 };
        if length + needed > MAX_TEXT {
            break;
        }
        if gap {
            line.push(' ');
        }
        gap = false;
        line.push(letter);
        length += needed;
    }
    line
}

/// Unicode's Bidi_Control and the formatting characters that show nothing (UAX #9, and category Cf of UnicodeData).
const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFD}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_one_short_line() {
        let check = |text: &str, expected: &str| assert_eq!(one_line(text), expected);
        check("Outlook/16.0", "Outlook/16.0");
        check(" a\r\n\r\nb\tc ", "a b c");
        check("a\u{202E}b\u{2066}c\u{0}d\u{1b}[31m", "a b c d [31m");
        check("<b>&amp;</b>", "<b>&amp;</b>");
        check("", "");
        check(&"é ".repeat(500), &["é"; 100].join(" "));
    }
}
