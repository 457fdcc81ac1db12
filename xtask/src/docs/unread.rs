//! Attributes and members of `config` that are declared and that the element does not read.

use anyhow::Result;
use mailbox_password_declarations::{ATTRIBUTE_NAMES, MEMBERS};

use crate::project::Project;

const READER: &str = "src/config/read.rs";

/// What is declared and not named where the configuration is read. That what is named there is read, too, is shown by
/// `every_declared_attribute_is_read_and_no_other` in `tests/web`.
pub(super) fn differences(project: &Project) -> Result<Vec<String>> {
    let reader = fs_err::read_to_string(project.path(READER))?;
    let attributes = unread(&reader, "attributes.rs", &ATTRIBUTE_NAMES);
    let members: Vec<_> = MEMBERS.iter().map(|member| member.shape.name).collect();
    Ok([attributes, unread(&reader, "members.rs", &members)].concat())
}

fn unread(reader: &str, table: &str, names: &[&str]) -> Vec<String> {
    names
        .iter()
        .filter(|name| !reader.contains(&format!("\"{name}\"")))
        .map(|name| {
            format!(
                "declarations/src/{table} declares `{name}`, and {READER} does not read it: add it to `Config` in \
                 src/config/mod.rs, and read it there"
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::unread;

    #[test]
    fn what_is_declared_and_not_read_is_named() {
        let reader = r#"self.value("help"); self.value("lang")"#;
        let found = unread(reader, "attributes.rs", &["help", "help-label", "lang"]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("declarations/src/attributes.rs declares `help-label`"));
    }
}
