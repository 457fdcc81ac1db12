//! Fills in the table of files that element.js loads.

use serde_json::Value;

use crate::failure::{Failure, Result};

const BEGIN: &str = "// files:begin";
const END: &str = "// files:end";

/// The addresses in the table as the source has it: what the development page must hold.
pub(crate) fn addresses(source: &str) -> Vec<&str> {
    let table = source
        .split_once(BEGIN)
        .and_then(|(_, rest)| Some(rest.split_once(END)?.0));
    table
        .unwrap_or_default()
        .split('"')
        .filter(|text| text.starts_with("./"))
        .collect()
}

/// The source with the table and the version of this build.
pub(super) fn fill(source: &str, table: &Value, version: &str) -> Result<String> {
    let lines: Vec<&str> = source.lines().collect();
    let at = |marker: &str| {
        let mut found = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.trim() == marker);
        match (found.next(), found.next()) {
            (Some((index, _)), None) => Ok(index),
            _ => Err(Failure::new(format!(
                "embed/element.js must hold the line `{marker}` once"
            ))),
        }
    };
    let (begin, end) = (at(BEGIN)?, at(END)?);
    if end < begin {
        return Err(Failure::new(format!(
            "embed/element.js has `{END}` before `{BEGIN}`"
        )));
    }
    let mut filled = lines[..=begin].to_vec();
    let table = format!("const FILES = {table};");
    filled.push(&table);
    filled.extend(&lines[end..]);

    let version_line = format!("const VERSION = {};", Value::from(version));
    let is_version = |line: &str| {
        line.trim_start().starts_with("const VERSION =") && line.ends_with("// version")
    };
    let mut versions = 0;
    for line in filled.iter_mut().filter(|line| is_version(line)) {
        *line = &version_line;
        versions += 1;
    }
    if versions != 1 {
        return Err(Failure::new(
            "embed/element.js must hold one line `const VERSION = \"0.0.0\"; // version`",
        ));
    }
    Ok(filled.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const SOURCE: &str = "a();
// files:begin
const FILES = { glue: \"./mailbox_password.js\" };
// files:end
const VERSION = \"0.0.0\"; // version
b();
";

    #[track_caller]
    fn check(source: &str, expected: std::result::Result<&str, &str>) {
        let filled = fill(source, &json!({ "glue": { "url": "./g-1.js" } }), "1.2.3");
        assert_eq!(
            filled.map_err(|failure| failure.to_string()),
            expected.map(Into::into).map_err(Into::into)
        );
    }

    #[test]
    fn what_is_between_the_markers_is_replaced() {
        check(
            SOURCE,
            Ok("a();
// files:begin
const FILES = {\"glue\":{\"url\":\"./g-1.js\"}};
// files:end
const VERSION = \"1.2.3\";
b();
"),
        );
    }

    #[test]
    fn the_addresses_in_the_source_are_found() {
        assert_eq!(addresses(SOURCE), ["./mailbox_password.js"]);
        assert!(addresses("const other = \"./x.js\";").is_empty());
    }

    #[test]
    fn missing_markers_are_named() {
        let without_end = SOURCE.replace("// files:end", "");
        check(
            &without_end,
            Err("embed/element.js must hold the line `// files:end` once"),
        );
        let without_version = SOURCE.replace("// version", "");
        let expected =
            "embed/element.js must hold one line `const VERSION = \"0.0.0\"; // version`";
        check(&without_version, Err(expected));
    }
}
