use crate::i18n::{Key, Texts};

/// How a generated password of words is said; nothing for one that is not of words, or too long for a line.
pub(crate) fn read_out(texts: &Texts, password: &str) -> String {
    let mut said = String::new();
    let mut previous = '-';
    for character in password.chars() {
        if character == '-' {
            said += &texts.get(Key::ReadOutDash);
        } else {
            if character.is_ascii_uppercase() {
                if previous != '-' || password.len() > LONGEST {
                    return String::new();
                }
                let letter = String::from(character);
                said += &texts.fill(Key::ReadOutCapital, &[("letter", &letter)]);
            }
            said.push(character);
        }
        previous = character;
    }
    texts.fill(Key::ReadOut, &[("password", &said)])
}

/// Characters of a password that can be read out from one line.
const LONGEST: usize = 64;
