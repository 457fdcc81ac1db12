//! The language file of English, which is written from the declarations.

use anyhow::Result;
use mailbox_password_declarations::{Text, texts};
use serde_json::Value;

use crate::files;
use crate::project::Project;

const FILE: &str = "locales/en.json";

/// Writes the file.
pub(super) fn write(project: &Project) -> Result<()> {
    let content = content(&texts());
    if read(project).as_deref() != Some(&*content) {
        files::write(&project.path(FILE), content)?;
    }
    Ok(())
}

/// Whether the file differs from the declarations, in words.
pub(super) fn differences(project: &Project) -> Vec<String> {
    if read(project).is_some_and(|found| found == content(&texts())) {
        return Vec::new();
    }
    vec![format!(
        "{FILE} differs from declarations/src/texts.rs: run `cargo xtask docs`"
    )]
}

fn read(project: &Project) -> Option<String> {
    fs_err::read_to_string(project.path(FILE)).ok()
}

fn content(texts: &[Text]) -> String {
    let line = |name: &str, words: &str| format!("  {}: {}", Value::from(name), Value::from(words));
    let lines: Vec<_> = texts
        .iter()
        .flat_map(|text| match text.other {
            None => vec![line(text.name, text.english)],
            Some(other) => vec![
                line(&format!("{}.one", text.name), text.english),
                line(&format!("{}.other", text.name), other),
            ],
        })
        .collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docs::text;

    #[test]
    fn a_counted_text_has_two_lines() {
        let texts = [
            text("a", "say \"a\"", None),
            text("n", "one", Some("{count}")),
        ];
        let expected = "{\n  \"a\": \"say \\\"a\\\"\",\n  \"n.one\": \"one\",\n  \"n.other\": \"{count}\"\n}\n";
        assert_eq!(content(&texts), expected);
    }
}
