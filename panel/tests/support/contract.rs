//! docs/contract.md: its headings, its fenced blocks, and the answers that it prints.

use std::fs;
use std::path::Path;

use serde::de::{self, Deserialize, Deserializer, Visitor, value};
use serde::forward_to_deserialize_any;
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

/// What is under a heading, up to the next one.
pub fn section(heading: &str) -> String {
    let page = page();
    let lines: Vec<_> = page
        .lines()
        .skip_while(|line| line.trim_start_matches('#') != format!(" {heading}"))
        .skip(1)
        .take_while(|line| !line.starts_with("## ") && !line.starts_with("### "))
        .collect();
    lines.join("\n")
}

/// The fenced blocks under a heading.
pub fn blocks(heading: &str) -> Vec<Block> {
    let section = section(heading);
    let mut lines = section.lines();
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

/// The names that a type's members have on the wire.
pub fn members<T: for<'de> Deserialize<'de>>() -> &'static [&'static str] {
    let mut names: &[&str] = &[];
    // Deserialization always fails, after the names were recorded.
    let _ = T::deserialize(Members(&mut names));
    assert!(!names.is_empty(), "it has members");
    names
}

/// A deserializer that records the names of a type's members and then fails.
struct Members<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Members<'_> {
    type Error = value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(de::Error::custom("only members are asked for"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        *self.0 = names;
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}
