//! Files that are too long to be read at one sitting.

use super::scope::DATA;

/// The most lines of a file that is not data.
pub(super) const MOST_LINES: usize = 300;

/// What kinds of files are measured, by their ending.
const KINDS: [&str; 4] = ["css", "js", "mjs", "rs"];

/// How long a file is, if that is too long.
pub(super) fn too_long(path: &str, text: &str) -> Option<usize> {
    let is_measured = path
        .rsplit_once('.')
        .is_some_and(|(_, ending)| KINDS.contains(&ending))
        && !DATA.contains(&path);
    let lines = text.lines().count();
    (is_measured && lines > MOST_LINES).then_some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, lines: usize, expected: Option<usize>) {
        assert_eq!(too_long(path, &"a line\n".repeat(lines)), expected);
    }

    #[test]
    fn only_code_that_is_too_long_is_found() {
        check("src/ui/form.rs", MOST_LINES, None);
        check("src/ui/form.rs", MOST_LINES + 1, Some(MOST_LINES + 1));
        check("style/form.css", MOST_LINES + 1, Some(MOST_LINES + 1));
        check("panel/README.md", MOST_LINES + 1, None);
        check(DATA[0], MOST_LINES + 1, None);
    }
}
