//! The list of the most used passwords: what is on it, and how it is read.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use mailbox_password_rules::CommonPasswords;
use proptest::prelude::*;

const PACKED: &str = include_str!("../data/common-passwords.txt");

/// The list, read in the plainest way.
fn words() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let mut previous = String::new();
    for line in PACKED.lines().skip(1) {
        previous.truncate(usize::from(line.as_bytes()[0] - b'A'));
        previous.push_str(&line[1..]);
        words.insert(previous.clone());
    }
    words
}

fn check(password: &str, listed: bool) {
    let list = CommonPasswords::unpack(PACKED).unwrap();
    assert_eq!(list.contains(password), listed, "{password:?}");
}

fn check_damaged(packed: &str) {
    assert!(CommonPasswords::unpack(packed).is_none(), "{packed:?}");
}

#[test]
fn well_known_passwords_are_listed_whatever_their_case() {
    for password in [
        "password",
        "PASSWORD1",
        "Iloveyou",
        "1q2w3e4r5t6y",
        "Password1234",
        "P@ssw0rd",
    ] {
        check(password, true);
    }
}

#[test]
fn only_the_whole_password_counts() {
    for password in [
        "",
        "passwor",
        "password ",
        " password",
        "passwordpasswordpassword",
        "Autumn-Harbour-71",
        "~~~~~~~~",
        "\0",
    ] {
        check(password, false);
    }
}

#[test]
fn characters_that_only_look_alike_are_not_listed() {
    check("pa\u{17F}\u{17F}word", false);
    check("ｐassword", false);
}

#[test]
fn every_word_of_the_list_is_found_and_no_beginning_that_is_not_a_word() {
    let words = words();
    let list = CommonPasswords::unpack(PACKED).unwrap();
    for word in &words {
        assert!(list.contains(word), "{word:?}");
        assert!(list.contains(&word.to_ascii_uppercase()), "{word:?}");
        let shorter = &word[..word.len() - 1];
        assert_eq!(
            list.contains(shorter),
            words.contains(shorter),
            "{shorter:?}"
        );
    }
}

#[test]
fn there_are_three_thousand_that_a_policy_lets_through_and_many_long_ones() {
    let words = words();
    assert!(words.len() >= 3_000);
    assert!(
        words
            .iter()
            .all(|word| word.len() >= CommonPasswords::SHORTEST)
    );
    assert!(words.iter().filter(|word| word.len() >= 12).count() >= 250);
}

#[test]
fn what_is_not_the_list_is_refused() {
    for packed in [
        "",
        "\n",
        "0\n",
        "0\n\n",
        "<!doctype html>\n",
        "{}",
        "x\nAabc\n",
        "-1\nAabc\n",
    ] {
        check_damaged(packed);
    }
}

#[test]
fn a_damaged_list_is_refused() {
    check_damaged("2\nAabc\n");
    check_damaged("1\nAabc\nBd\n");
    check_damaged("1\nAabc");
    check_damaged("1\r\nAabc\r\n");
    check_damaged("1\nBabc\n");
    check_damaged("2\nAabc\nZd\n");
    check_damaged("2\nAbcd\nAabc\n");
    check_damaged("2\nAabc\nA\n");
    check_damaged("2\nAabc\nAabd\n");
    check_damaged("1\nAäbc\n");
    check_damaged("1\n\u{1F600}\n");
}

#[cfg(feature = "bundled-common")]
#[test]
fn the_bundled_list_is_the_same() {
    let list = CommonPasswords::bundled();
    assert!(words().iter().all(|word| list.contains(word)));
    assert!(!list.contains("Autumn-Harbour-71"));
}

proptest! {
    #[test]
    fn a_list_cut_short_is_refused(length in 0..PACKED.len()) {
        check_damaged(&PACKED[..length]);
    }

    #[test]
    fn any_text_is_read_without_harm(packed in "([0-9]\n)?([A-D][a-c]{0,3}\n){0,6}", password in "[a-c]{0,6}") {
        if let Some(list) = CommonPasswords::unpack(&packed) {
            let mut previous = String::new();
            let found = packed.lines().skip(1).any(|line| {
                previous.truncate(usize::from(line.as_bytes()[0] - b'A'));
                previous.push_str(&line[1..]);
                previous == password
            });
            prop_assert_eq!(list.contains(&password), found);
        }
    }

    #[test]
    fn the_list_and_a_set_agree(password in "[a-z0-9]{0,10}|pass[a-z]{0,6}|1234[0-9]{0,8}") {
        let list = CommonPasswords::unpack(PACKED).unwrap();
        prop_assert_eq!(list.contains(&password), words().contains(&password));
    }
}
