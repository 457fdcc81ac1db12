//! The table of files that element.js loads.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::markers;

const MARKERS: [&str; 2] = ["// files:begin\n", "// files:end"];
const VERSION: &str = "export const VERSION = \"0.0.0\"; // version";

/// The addresses in the table as the source has it: what the development page must hold.
pub(crate) fn addresses(source: &str) -> Vec<&str> {
    let table = markers::between(source, MARKERS[0], MARKERS[1]).unwrap_or_default();
    let strings = table.split('"');
    strings.filter(|text| text.starts_with("./")).collect()
}

/// The source with the table and the version of this build.
pub(super) fn fill(source: &str, table: &Value, version: &str) -> Result<String> {
    let table = format!("const FILES = {table};\n");
    let filled = markers::replace("embed/loader.js", source, MARKERS, &table)?;
    let (before, after) = filled
        .split_once(VERSION)
        .with_context(|| format!("embed/loader.js must hold the line `{VERSION}`"))?;
    let version = Value::from(version);
    Ok(format!("{before}export const VERSION = {version};{after}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const SOURCE: &str = "a();
// files:begin
const FILES = { glue: \"./mailbox_password.js\" };
// files:end
export const VERSION = \"0.0.0\"; // version
b();
";

    #[track_caller]
    fn check(source: &str, expected: std::result::Result<&str, &str>) {
        let filled = fill(source, &json!({ "glue": { "url": "./g-1.js" } }), "1.2.3");
        assert_eq!(
            filled.map_err(|error| error.to_string()),
            expected.map(Into::into).map_err(Into::into)
        );
    }

    #[test]
    fn table_and_version_are_filled_in() {
        check(
            SOURCE,
            Ok("a();
// files:begin
const FILES = {\"glue\":{\"url\":\"./g-1.js\"}};
// files:end
export const VERSION = \"1.2.3\";
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
        check(
            &SOURCE.replace("// files:end", ""),
            Err("embed/loader.js must hold `// files:begin` and, after it, `// files:end`"),
        );
        check(
            &SOURCE.replace("// version", ""),
            Err(
                "embed/loader.js must hold the line `export const VERSION = \"0.0.0\"; // version`",
            ),
        );
    }
}
