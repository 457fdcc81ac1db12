//! Text between two markers, which is generated.

use anyhow::{Context, Result};

/// What stands between the markers.
pub(crate) fn between<'a>(text: &'a str, begin: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(begin)?;
    Some(rest.split_once(end)?.0)
}

/// The text with something else between the markers; `file` is named in the error if they are not there.
pub(crate) fn replace(
    file: &str,
    text: &str,
    [begin, end]: [&str; 2],
    new: &str,
) -> Result<String> {
    let old = between(text, begin, end).with_context(|| {
        format!(
            "{file} must hold `{}` and, after it, `{end}`",
            begin.trim_end()
        )
    })?;
    Ok(text.replacen(
        &format!("{begin}{old}{end}"),
        &format!("{begin}{new}{end}"),
        1,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_between_the_markers_changes() {
        let replaced =
            |text| replace("a.md", text, ["<\n", ">"], "new\n").map_err(|error| error.to_string());
        assert_eq!(
            replaced("a <\nold\n> <b>").as_deref(),
            Ok("a <\nnew\n> <b>")
        );
        let missing = "a.md must hold `<` and, after it, `>`";
        assert_eq!(replaced("no > markers <"), Err(missing.to_owned()));
    }
}
