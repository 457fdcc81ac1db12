//! Source text as the checks read it.

/// The lines of code with their numbers: without comments, and without the unit tests at the end of a file.
pub(super) fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_test =
        |line: &str| line.starts_with("#[cfg(test)]") || line.starts_with("#[cfg(all(test");
    let is_comment = |line: &str| {
        ["//", "/*", "* "]
            .iter()
            .any(|mark| line.trim_start().starts_with(mark))
    };
    (1..)
        .zip(text.lines())
        .take_while(move |(_, line)| !is_test(line))
        .filter(move |(_, line)| !is_comment(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_unit_tests_are_left_out() {
        let text = "a();\n/// doc\n // why\nb();\n#[cfg(test)]\nmod tests { c(); }";
        assert_eq!(
            code_lines(text).collect::<Vec<_>>(),
            [(1, "a();"), (4, "b();")]
        );
    }
}
