use super::super::read_out;
use crate::i18n::Texts;

#[track_caller]
fn check(password: &str, expected: &str) {
    assert_eq!(read_out(&Texts::english(), password), expected);
}

#[test]
fn each_group_is_named_with_its_capital_and_what_joins_it() {
    check(
        "copper-Lantern-28-mist",
        "Read it out: copper, dash, capital L Lantern, dash, 28, dash, mist.",
    );
    check("Yes-22", "Read it out: capital Y Yes, dash, 22.");
}

#[test]
fn characters_and_passwords_too_long_for_a_line_are_not_read_out() {
    check("aD3f-k7Rm-x9yT-eH4p", "");
    check(&["Copper"; 10].join("-"), "");
}

#[test]
fn what_is_read_out_of_a_password_with_sixty_bits_is_short() {
    let longest = ["Copper", "Copper", "Copper", "Copper", "Copper", "28"].join("-");
    let words = read_out(&Texts::english(), &longest);
    assert!(words.split(' ').count() <= 25, "{words}");
    let usual = read_out(&Texts::english(), "copper-Lantern-28-mist-river-stone");
    assert_eq!(usual.split(' ').count(), 16, "{usual}");
}
