//! What a generated password is worth: the figures in SECURITY.md.

#![allow(clippy::unwrap_used)]

use mailbox_password_rules::{Policy, generated_bits};

use crate::passphrase::words;

/// On average, a guesser has to try half of all passwords.
#[test]
fn what_a_generated_password_is_worth_is_as_documented() {
    let words = (64.0 * 25.0 * (words().iter().count() as f64).powi(5)).log2();
    let characters = f64::from(generated_bits(&Policy::default(), None).unwrap());
    let fewest = 70.0;
    let days = |bits: f64, a_second: f64| (bits - 1.0).exp2() / a_second / 86_400.0;
    let years = |bits: f64, a_second: f64| days(bits, a_second) / 365.25;

    // Guessing online: ten tries in every half hour, day and night.
    let online = 10.0 / 1_800.0;
    assert!(years(words, online) > 7e12);
    // The chance of a guess in a year.
    let chance = online * 86_400.0 * 365.25 / words.exp2();
    assert!(chance < 1e-13, "{chance}");

    // Guessing offline: NT hashes on eight graphics cards.
    let cards = 8.0 * 288.5e9;
    let documented = |days: f64, expected: f64| {
        assert!(
            (days / expected - 1.0).abs() < 0.05,
            "{days} is not {expected}"
        );
    };
    documented(days(words, cards), 6.3);
    documented(years(fewest, cards), 8.1);
    documented(years(characters, cards), 16_600.0);
}
