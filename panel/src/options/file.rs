//! The configuration file, `panel.toml`.

use std::fs;
use std::path::Path;

use super::error::OptionsError;
use super::given::Given;

/// Reads it. Relative paths in it start where the file is.
pub(super) fn read(path: &Path) -> Result<Given, OptionsError> {
    let text = fs::read_to_string(path)
        .map_err(|error| OptionsError::new(format!("{}: {error}", path.display())))?;
    let given = parse(&text).map_err(|(line, message)| {
        OptionsError::new(format!("{}, line {line}: {message}", path.display()))
    })?;
    Ok(given.relative_to(path.parent().unwrap_or_else(|| Path::new(""))))
}

/// The options in it, or the line that is wrong and why.
fn parse(text: &str) -> Result<Given, (usize, String)> {
    toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let before = text.get(..start).unwrap_or(text);
        (before.matches('\n').count() + 1, one_line(error.message()))
    })
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, line: usize, expected: &str) {
        let (seen, message) = parse(text).unwrap_err();
        assert_eq!(seen, line, "{message}");
        assert!(message.contains(expected), "{message}");
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        check(
            "listen = \"127.0.0.1:80\"\nlisen = 1\n",
            2,
            "unknown field `lisen`",
        );
        check("\nlisten = \"8080\"", 2, "127.0.0.1:8080");
        check("listen = 8080", 1, "string");
        check("demo = \"yes\"", 1, "boolean");
        check("\n\nstore-wait = -1", 3, "seconds");
        check(
            "\ndirectory = [\"ldaps://a\", \"http://b\"]",
            2,
            "not \"http://b\"",
        );
        check("demo = true\ndemo = true", 2, "duplicate key");
        check("# nothing\nlisten", 2, "");
        check(
            "[[administrators]]\ngroup = \"CN=a\"\nunit = \"OU=b\"",
            3,
            "unknown field `unit`",
        );
        check("directory-password = \"secret\"", 1, "unknown field");
    }

    #[test]
    fn paths_start_where_the_file_is() {
        let given = parse("store = \"a.sqlite\"\ndist = \"/dist\"").unwrap();
        let given = given.relative_to(Path::new("/etc/panel"));
        assert_eq!(given.store.unwrap(), Path::new("/etc/panel/a.sqlite"));
        assert_eq!(given.dist.unwrap(), Path::new("/dist"));
    }
}
