//! Picks the words of generated passwords. How to get its argument: `rules/data/README.md`.
//!
//! `cargo run -p mailbox-password-rules --example pick_words -- ENGLISH.txt > rules/data/words.txt`

use std::collections::BTreeSet;
use std::error::Error;
use std::{env, fs};

use mailbox_password_rules::Words;

const LEFT_OUT: &str = include_str!("../data/words-left-out.txt");

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args()
        .nth(1)
        .ok_or("a file with a word a line is needed")?;
    let source = fs::read_to_string(path)?;
    let left_out: BTreeSet<&str> = LEFT_OUT
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect();
    let words: BTreeSet<&str> = source
        .lines()
        .filter(|word| (Words::SHORTEST..=Words::LONGEST).contains(&word.len()))
        .filter(|word| !word.starts_with('i') && !left_out.contains(word))
        .collect();
    for (place, word) in words.iter().enumerate() {
        let next = words.iter().nth(place + 1);
        if !next.is_some_and(|next| next.starts_with(word)) {
            println!("{word}");
        }
    }
    Ok(())
}
