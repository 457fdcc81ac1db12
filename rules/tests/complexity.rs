//! Active Directory's five character classes and its parts of a display name (MS-SAMR 3.1.1.7.2).

use mailbox_password_rules::{CharacterClasses, display_name_tokens};
use proptest::prelude::*;

/// `expected` names the classes: `u`pper, `l`ower, `d`igit, `s`ymbol, `o`ther letter.
fn check(password: &str, expected: &str) {
    let has = |class: char| expected.contains(class);
    let classes = CharacterClasses {
        lower: has('l'),
        digit: has('d'),
        other_letter: has('o'),
        symbol: has('s'),
        unsure: false,
        upper: has('u'),
    };
    assert_eq!(CharacterClasses::of(password), classes, "{password:?}");
    assert_eq!(classes.count() as usize, expected.len(), "{password:?}");
}

fn check_tokens(display_name: &str, expected: &[&str]) {
    assert_eq!(
        display_name_tokens(display_name),
        expected,
        "{display_name:?}"
    );
}

#[test]
fn european_letters_have_case() {
    check("A", "u");
    check("a", "l");
    check("É", "u");
    check("ß", "l");
    check("Ω", "u");
    check("ж", "l");
    check("Autumn-Harbour-71", "ulds");
}

#[test]
fn only_the_ten_ascii_digits_are_digits() {
    check("0123456789", "d");
    check("٣", "");
    check("５", "");
    check("²", "");
}

#[test]
fn every_listed_symbol_counts_alone() {
    for symbol in "~!@#$%^&*_-+=`|\\(){}[]:;\"'<>,.?/".chars() {
        check(&symbol.to_string(), "s");
    }
}

#[test]
fn currency_blanks_and_control_characters_are_in_no_class() {
    for character in [
        "€", "£", "¥", " ", "\u{A0}", "\t", "\0", "\n", "§", "“", "…",
    ] {
        check(character, "");
    }
}

#[test]
fn letters_without_case_are_the_fifth_class() {
    check("漢字", "o");
    check("שלום", "o");
    check("سلام", "o");
    check("한글", "o");
    check("漢a1", "old");
}

#[test]
fn emoji_and_combining_marks_are_in_no_class() {
    check("🦀", "");
    check("👩‍👩‍👧", "");
    check("\u{301}", "");
    check("e\u{301}", "l");
}

#[test]
fn nothing_has_no_class() {
    check("", "");
}

#[test]
fn a_display_name_is_split_and_short_parts_are_ignored() {
    check_tokens("Erin M. Hagens", &["Erin", "Hagens"]);
    check_tokens("Bell,Ann", &["Bell", "Ann"]);
    check_tokens("a_bcd-efg#hij\tklm.no", &["bcd", "efg", "hij", "klm"]);
    check_tokens("Jean-Luc Ng", &["Jean", "Luc"]);
    check_tokens("Li Wu", &[]);
    check_tokens("", &[]);
    check_tokens(" ,.-_#\t", &[]);
    check_tokens("王小明", &["王小明"]);
}

#[test]
fn other_signs_do_not_split_a_display_name() {
    check_tokens("O'Brien/Sales+EMEA", &["O'Brien/Sales+EMEA"]);
    check_tokens("Ann\u{A0}Bell", &["Ann\u{A0}Bell"]);
}

proptest! {
    #[test]
    fn classes_of_two_halves_are_the_classes_of_the_whole(one in any::<String>(), other in any::<String>()) {
        let (a, b) = (CharacterClasses::of(&one), CharacterClasses::of(&other));
        let whole = CharacterClasses::of(&(one + &other));
        prop_assert_eq!(whole.upper, a.upper || b.upper);
        prop_assert_eq!(whole.lower, a.lower || b.lower);
        prop_assert_eq!(whole.digit, a.digit || b.digit);
        prop_assert_eq!(whole.symbol, a.symbol || b.symbol);
        prop_assert_eq!(whole.other_letter, a.other_letter || b.other_letter);
    }

    #[test]
    fn a_character_is_in_one_class_at_most(character in any::<char>()) {
        prop_assert!(CharacterClasses::of(&character.to_string()).count() <= 1);
    }

    #[test]
    fn parts_of_a_display_name_are_long_and_hold_no_separator(name in "[ a-c,.\\-_#\t漢]{0,30}") {
        for token in display_name_tokens(&name) {
            prop_assert!(token.chars().count() > 2 && name.contains(token));
            prop_assert!(!token.contains([' ', ',', '.', '-', '_', '#', '\t']));
        }
    }
}
