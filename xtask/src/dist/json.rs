//! Takes the white space out of JSON, and leaves the order of members alone.

use anyhow::{Context, Result};

/// The same JSON in one line; an error names the file if it is not JSON.
pub(super) fn minify(text: &str, file: &str) -> Result<String> {
    serde_json::from_str::<serde_json::Value>(text)
        .with_context(|| format!("{file} is not valid JSON"))?;
    let mut in_string = false;
    let mut escaped = false;
    let keep = |&c: &char| {
        if in_string {
            (in_string, escaped) = (escaped || c != '"', !escaped && c == '\\');
            true
        } else {
            in_string = c == '"';
            !c.is_ascii_whitespace()
        }
    };
    Ok(text.chars().filter(keep).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_space_outside_strings_goes() {
        let text = "{\n  \"b\" : [ 1, 2 ],\n  \"a\": \"x  \\\" y\\\\\"\t}\n";
        assert_eq!(
            minify(text, "x.json").ok().as_deref(),
            Some(r#"{"b":[1,2],"a":"x  \" y\\"}"#)
        );
    }

    #[test]
    fn what_is_not_json_is_named() {
        let failure = minify("{,}", "x.json").map_err(|failure| failure.to_string());
        assert!(failure.is_err_and(|words| words.starts_with("x.json is not valid JSON")));
    }
}
