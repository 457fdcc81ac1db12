//! How the code is laid out: no circles of imports, no import against the order of the folders, no long files.

use anyhow::{Result, anyhow};

use super::circles::circles;
use super::imports::{Files, imports};
use super::layers::{against, order};
use super::scope::{CRATES, SHORT_FILES};
use super::size::{MOST_LINES, too_long};
use crate::files;
use crate::project::Project;

/// One finding: what is wrong, and the lines that show where.
pub(super) struct Violation {
    pub(super) says: String,
    pub(super) lines: Vec<String>,
}

/// Everything that is wrong.
pub(super) fn violations(project: &Project) -> Result<Vec<Violation>> {
    let mut found = Vec::new();
    for folder in CRATES {
        let imports = imports(&rust_files(project, folder)?)
            .map_err(|why| anyhow!("reading the imports of {folder}: {why}"))?;
        for circle in circles(&imports) {
            let mut lines: Vec<_> = circle.shortest.iter().map(ToString::to_string).collect();
            lines.push(
                "Cut one of these: move what both need into a file below both, or pass the value in."
                    .to_owned(),
            );
            let says = format!(
                "{folder}: files import each other in a circle ({} in all); the shortest way round",
                circle.files
            );
            found.push(Violation { says, lines });
        }
        let lines = against(order(folder), &imports);
        if !lines.is_empty() {
            let says = format!("{folder}: imports against the order of its folders");
            found.push(Violation { says, lines });
        }
    }
    let lines = long_files(project)?;
    if !lines.is_empty() {
        let says = format!("files of more than {MOST_LINES} lines; give each idea its own");
        found.push(Violation { says, lines });
    }
    Ok(found)
}

fn rust_files(project: &Project, folder: &str) -> Result<Files> {
    let root = project.path(folder);
    let mut found = Files::new();
    for path in files::list(&root)? {
        if path.extension().is_some_and(|ending| ending == "rs") {
            let relative = path.strip_prefix(&root).unwrap_or(&path);
            let name = relative.to_string_lossy().replace('\\', "/");
            found.insert(name, fs_err::read_to_string(path)?);
        }
    }
    Ok(found)
}

fn long_files(project: &Project) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for folder in SHORT_FILES {
        for path in files::list(&project.path(folder))? {
            let relative = path.strip_prefix(&project.root).unwrap_or(&path);
            let name = relative.to_string_lossy().replace('\\', "/");
            // What is no text is no code.
            let text = String::from_utf8(fs_err::read(path)?).unwrap_or_default();
            found.extend(too_long(&name, &text).map(|lines| format!("{name}: {lines} lines")));
        }
    }
    Ok(found)
}
