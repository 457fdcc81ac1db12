//! Packs the list of the most used passwords. How to get its two arguments: `rules/data/README.md`.
//!
//! `cargo run -p mailbox-password-rules --example pack_common -- RANKED.txt LONGER.json > rules/data/common-passwords.txt`

use std::collections::BTreeSet;
use std::error::Error;
use std::num::TryFromIntError;
use std::{env, fs};

/// Characters in the shortest password that a policy would let through (ASVS 6.2.1).
const SHORTEST: usize = 8;
/// How many of those at least (ASVS 6.2.4).
const RANKED: usize = 3_000;
/// Characters from which every password that the sources have is of use: few people's rules let so few through.
const LONG: usize = 12;
/// How many long ones from the second source, whose lower ranks are single people's passwords.
const LONGER: usize = 180;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(ranked), Some(longer)) = (arguments.next(), arguments.next()) else {
        return Err("two files are needed: a ranked list as lines, and one as a JSON array".into());
    };
    let ranked: Vec<_> = fs::read_to_string(ranked)?
        .lines()
        .filter_map(clean)
        .collect();
    let longer: Vec<String> = serde_json::from_str(&fs::read_to_string(longer)?)?;
    let longer = longer.iter().filter_map(|line| clean(line));

    let is_long = |word: &String| word.len() >= LONG;
    let mut words = BTreeSet::new();
    words.extend(
        ranked
            .iter()
            .filter(|word| word.len() >= SHORTEST)
            .take(RANKED)
            .cloned(),
    );
    words.extend(ranked.iter().filter(|word| is_long(word)).cloned());
    words.extend(longer.filter(is_long).take(LONGER));

    print!("{}", pack(&words)?);
    Ok(())
}

/// In lower case, without the quotation marks that a comma brought; `None` for what was damaged on its way into the
/// source: all that is not ASCII, question marks in its place, the entities of HTML.
fn clean(line: &str) -> Option<String> {
    let quoted = line
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let word = quoted.unwrap_or(line).to_ascii_lowercase();
    let whole = word.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    let broken = ["??", "&#"].iter().any(|mark| word.contains(mark));
    (whole && !broken).then_some(word)
}

/// A line with the number of words, then each as a letter for the characters that it shares with the one before, and
/// the others.
fn pack(words: &BTreeSet<String>) -> Result<String, TryFromIntError> {
    let mut packed = format!("{}\n", words.len());
    let mut previous = "";
    for word in words {
        let shared = previous
            .bytes()
            .zip(word.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        packed.push(char::from(b'A' + u8::try_from(shared)?));
        packed.push_str(&word[shared..]);
        packed.push('\n');
        previous = word;
    }
    Ok(packed)
}
