//! Keeps what only documentation needs out of the module.

use anyhow::{Result, bail};
use mailbox_password_declarations::{ATTRIBUTES, Key, LOADER_TEXTS, MEMBERS};

/// A text of so few bytes may be part of a name in the code.
const TELLING: usize = 20;

/// Fails if the module holds what an attribute or a member is for, or a text: those are in language files.
pub(super) fn refuse(module: &[u8]) -> Result<()> {
    let meanings = ATTRIBUTES.iter().map(|attribute| attribute.meaning);
    let meanings = meanings.chain(MEMBERS.iter().map(|member| member.meaning));
    let texts = Key::ALL.iter().map(|key| key.english(true));
    let texts = texts.filter(|words| words.len() > TELLING);
    let of_loader = LOADER_TEXTS.iter().map(|(_, english)| *english);
    let mut prose = meanings.chain(texts).chain(of_loader);
    if let Some(words) = prose.find(|words| holds(module, words.as_bytes())) {
        bail!(
            "the module holds `{words}`, which nobody reads there: in src/, use ATTRIBUTE_NAMES, MEMBER_NAMES, \
             MEMBER_SHAPES and LOADER_TEXT_NAMES of declarations/ instead of the whole tables, and the texts of a \
             `Language` instead of `Key::english`"
        );
    }
    Ok(())
}

fn holds(module: &[u8], words: &[u8]) -> bool {
    module.windows(words.len()).any(|window| window == words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meaning_in_the_module_is_found() {
        let meaning = ATTRIBUTES[0].meaning;
        assert!(refuse(format!("\0asm{meaning}\0").as_bytes()).is_err());
        assert!(refuse(b"\0asm endpoint").is_ok());
    }
}
