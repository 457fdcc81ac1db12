//! Parts of files that stand between two marks.

use crate::failure::{Failure, Result};

/// The text up to the end of the first mark, what stands between the two, and the rest, which begins with the second.
/// `file` is for the failure.
pub(crate) fn split<'a>(
    text: &'a str,
    file: &str,
    begin: &str,
    end: &str,
) -> Result<(&'a str, &'a str, &'a str)> {
    let at = text.find(begin).map(|at| at + begin.len());
    let parts = at.and_then(|at| {
        let (before, rest) = text.split_at(at);
        let (inside, after) = rest.split_at(rest.find(end)?);
        (!after.contains(begin)).then_some((before, inside, after))
    });
    parts.ok_or_else(|| {
        Failure::new(format!(
            "{file} must hold `{begin}` once and, after it, `{end}`"
        ))
    })
}

/// The text with something else between the marks.
pub(crate) fn replace(
    text: &str,
    file: &str,
    begin: &str,
    end: &str,
    content: &str,
) -> Result<String> {
    let (before, _, after) = split(text, file, begin, end)?;
    Ok([before, content, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_between_the_marks_changes() {
        let text = "x<b>old</b>y</b>";
        let replaced = replace(text, "a.md", "<b>", "</b>", "new");
        assert_eq!(replaced, Ok("x<b>new</b>y</b>".into()));
    }

    #[test]
    fn marks_that_are_missing_or_there_twice_are_named() {
        for text in ["", "<b>", "</b><b>", "<b></b><b></b>"] {
            let failure = split(text, "a.md", "<b>", "</b>").map_err(|failure| failure.to_string());
            let expected = "a.md must hold `<b>` once and, after it, `</b>`";
            assert_eq!(failure, Err(expected.into()), "{text}");
        }
    }
}
