use mailbox_password_rules::Advice;

use crate::i18n::{Key, Texts};

/// A piece of advice on a new password.
pub(crate) fn advice(texts: &Texts, advice: Advice) -> String {
    let key = match advice {
        Advice::Common => Key::AdviceCommon,
        Advice::ControlCharacter => Key::AdviceControl,
        Advice::HardToType(character) => {
            let mut buffer = [0; 4];
            let shown: &str = character.encode_utf8(&mut buffer);
            return texts.fill(Key::AdviceHardToType, &[("character", shown)]);
        }
        Advice::OuterSpace => Key::AdviceOuterSpace,
        Advice::Repeats => Key::AdviceRepeats,
        Advice::SameAsCurrent => Key::AdviceSame,
        Advice::Sequence => Key::AdviceSequence,
    };
    texts.get(key)
}
