//! Tests that documentation names as what shows something: `FILE.rs::NAME`. Each has to be there.

use std::path::Path;

use anyhow::Result;

use crate::project::Project;

/// Documents that name tests.
const DOCUMENTS: [&str; 1] = ["docs/assurance.md"];

/// Every test that is named and is not there.
pub(super) fn differences(project: &Project) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for document in DOCUMENTS {
        let text = fs_err::read_to_string(project.path(document))?;
        let missing = missing(&text, &project.root);
        wrong.extend(
            missing
                .into_iter()
                .map(|test| format!("{document} names the test {test}, which is not there")),
        );
    }
    Ok(wrong)
}

fn missing<'a>(text: &'a str, root: &Path) -> Vec<&'a str> {
    let named = text.split('`').skip(1).step_by(2);
    named
        .filter(|code| {
            code.split_once(".rs::").is_some_and(|(file, name)| {
                let code = fs_err::read_to_string(root.join(format!("{file}.rs")));
                !code.is_ok_and(|code| code.contains(&format!("fn {name}(")))
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::missing;

    #[test]
    fn a_test_that_is_not_there_is_named() {
        let text = "`src/docs/named_tests.rs::a_test_that_is_not_there_is_named`, `src/docs/named_tests.rs::gone`, \
                    `src/gone.rs::a_test`, `no.rs`";
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(
            missing(text, root),
            ["src/docs/named_tests.rs::gone", "src/gone.rs::a_test"]
        );
    }
}
