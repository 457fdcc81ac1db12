use mailbox_password_rules::Advice;

use crate::{i18n::Texts, words::advice};

#[test]
fn every_piece_of_advice_has_its_sentence() {
    for (given, expected) in [
        (
            Advice::Common,
            "This is one of the most used passwords. It is easy to guess.",
        ),
        (
            Advice::ControlCharacter('\u{200B}'),
            "Contains a character that cannot be typed (a zero-width space). It may have come with the pasted text.",
        ),
        (
            Advice::ControlCharacter('\u{FEFF}'),
            "Contains a character that cannot be typed (U+FEFF). It may have come with the pasted text.",
        ),
        (
            Advice::Combining('\u{301}'),
            "The accent ◌\u{301} is a character of its own here. Another keyboard may send the letter with its accent as one, which is a different password.",
        ),
        (
            Advice::HardToType('\u{A0}'),
            "Some devices cannot type or send a no-break space.",
        ),
        (
            Advice::HardToType('\u{2003}'),
            "Some devices cannot type or send U+2003.",
        ),
        (
            Advice::HardToType('ß'),
            "Some devices cannot type or send ß.",
        ),
        (
            Advice::HardToType('🙂'),
            "Some devices cannot type or send 🙂.",
        ),
        (Advice::OuterSpace, "Starts or ends with a space."),
        (
            Advice::Repeats,
            "The same character several times in a row is easy to guess.",
        ),
        (Advice::SameAsCurrent, "This is your current password."),
        (
            Advice::Sequence,
            "A row such as 1234 or qwer is easy to guess.",
        ),
    ] {
        assert_eq!(advice(&Texts::english(), given), expected);
    }
}
