//! docs/contract.md: its headings, its fenced blocks, and the answers that it prints.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// A fenced block.
pub struct Block {
    pub language: String,
    pub text: String,
}

/// An answer, as curl or the page prints it.
pub struct Printed {
    pub status: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

pub fn page() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/contract.md");
    fs::read_to_string(file).expect("the page")
}

/// The headings of a level below a heading of the level above.
pub fn headings_below(heading: &str) -> Vec<String> {
    let page = page();
    let after = page.split(&format!("\n## {heading}\n")).nth(1).unwrap();
    let part = after.split("\n## ").next().unwrap();
    part.lines()
        .filter_map(|line| line.strip_prefix("### "))
        .map(str::to_owned)
        .collect()
}

/// The fenced blocks under a heading.
pub fn blocks(heading: &str) -> Vec<Block> {
    let page = page();
    let mut lines = page
        .lines()
        .skip_while(|line| line.trim_start_matches('#') != format!(" {heading}"))
        .skip(1)
        .take_while(|line| !line.starts_with("## ") && !line.starts_with("### "));
    let mut blocks = Vec::new();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let text: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push(Block {
                language: language.to_owned(),
                text: text.join("\n"),
            });
        }
    }
    assert!(!blocks.is_empty(), "there is nothing under \"{heading}\"");
    blocks
}

/// Every answer in what was printed.
pub fn answers(text: &str) -> Vec<Printed> {
    let starts: Vec<_> = text.match_indices("HTTP/1.1 ").map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let one = |(from, to): (usize, usize)| {
        let text = text[from..to].replace('\r', "");
        let (head, body) = text.split_once("\n\n").unwrap_or((text.as_str(), ""));
        let mut lines = head.lines();
        let header = |line: &str| {
            line.split_once(": ")
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
        };
        Printed {
            status: lines.next().unwrap().trim().to_owned(),
            headers: lines.filter_map(header).collect(),
            body: body.trim().to_owned(),
        }
    };
    starts.iter().copied().zip(ends).map(one).collect()
}

/// Without what differs from one time to the next.
fn masked(value: &mut Value) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(masked),
        Value::Object(members) => {
            for (name, member) in members {
                if member.is_number() && (name == "retryAfter" || name == "unlocksInSeconds") {
                    *member = "seconds".into();
                }
                masked(member);
            }
        }
        Value::String(text) if text.contains('T') && text.ends_with('Z') => *text = "then".into(),
        _ => {}
    }
}

pub fn body(text: &str) -> Value {
    if text.is_empty() {
        return Value::Null;
    }
    let mut value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    masked(&mut value);
    value
}
