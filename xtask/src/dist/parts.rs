//! What goes into `dist/`, one function a kind of file.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::bundle::{Bundle, ENTRY};
use super::widget::Built;
use super::{json, minify, prose, table, words};
use crate::failure::{During, Result};
use crate::files;
use crate::project::Project;
use crate::setup::NodeTools;

/// Files of embed/ that are deployed as they are, under the same names.
const VERBATIM: [&str; 6] = [
    "element.d.ts",
    "example.css",
    "example.html",
    "example.js",
    "frame.html",
    "frame.js",
];
/// The style sheet is these, one after the other.
const STYLES: [&str; 4] = [
    "style/tokens.css",
    "style/form.css",
    "style/after.css",
    "style/structure.css",
];

/// Adds every file, and returns the names of those that a browser needs first, besides the entry.
pub(super) fn add_all(
    bundle: &mut Bundle,
    project: &Project,
    node: Option<&NodeTools>,
    built: &Built,
) -> Result<Vec<String>> {
    let [glue, wasm] = add_module(bundle, project, node, built)?;
    let css = add_style(bundle, project, node)?;
    let mut table = json!({
        "glue": reference(bundle, &glue),
        "wasm": reference(bundle, &wasm),
        "css": [reference(bundle, &css)],
        "locales": add_json_folder(bundle, project, "locales")?,
        "steps": add_json_folder(bundle, project, "steps")?,
    });
    let common = project.path("rules/data/common-passwords.txt");
    if common.exists() {
        let name = bundle.add_hashed("common", "txt", &files::read(&common)?)?;
        table["common"] = reference(bundle, &name);
    }
    let entry = files::read_text(&project.path("embed/element.js"))?;
    let entry = words::fill(&entry, project)?;
    let entry = table::fill(&entry, &table, &project.version)?;
    let entry = minify::text(project, node, ENTRY, &entry)?;
    bundle.add(ENTRY, entry.as_bytes())?;
    for name in VERBATIM {
        bundle.add(name, &files::read(&project.path("embed").join(name))?)?;
    }
    add_licenses(bundle, &project.root)?;
    Ok(vec![glue, wasm, css])
}

/// The glue and the module; returns their names.
fn add_module(
    bundle: &mut Bundle,
    project: &Project,
    node: Option<&NodeTools>,
    built: &Built,
) -> Result<[String; 2]> {
    prose::refuse(&built.wasm)?;
    let glue = minify::text(project, node, "glue.js", &built.glue)?;
    Ok([
        bundle.add_hashed("mailbox-password", "js", glue.as_bytes())?,
        bundle.add_hashed("mailbox-password", "wasm", &built.wasm)?,
    ])
}

fn add_style(bundle: &mut Bundle, project: &Project, node: Option<&NodeTools>) -> Result<String> {
    let mut style = String::new();
    for file in STYLES {
        style += &files::read_text(&project.path(file))?;
    }
    let style = minify::text(project, node, "widget.css", &style)?;
    bundle.add_hashed("widget", "css", style.as_bytes())
}

/// Adds each JSON file of a folder of data, and returns its part of the table.
fn add_json_folder(bundle: &mut Bundle, project: &Project, folder: &str) -> Result<Value> {
    let mut entries = Map::new();
    for path in files::list(&project.path(folder))? {
        let Some(stem) = data_stem(&path) else {
            continue;
        };
        let content = json::minify(&files::read_text(&path)?, &path.display().to_string())?;
        let name = bundle.add_hashed(&format!("{folder}/{stem}"), "json", content.as_bytes())?;
        entries.insert(stem.to_owned(), reference(bundle, &name));
    }
    Ok(entries.into())
}

/// A data file's name without its ending. English is compiled in, and a schema is not data.
pub(crate) fn data_stem(path: &Path) -> Option<&str> {
    let stem = path.file_stem()?.to_str()?;
    let is_data = path.extension()? == "json" && stem != "en" && !stem.contains("schema");
    is_data.then_some(stem)
}

fn add_licenses(bundle: &mut Bundle, root: &Path) -> Result<()> {
    for entry in root.read_dir().during("listing the repository")? {
        let entry = entry.during("listing the repository")?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("LICENSE") {
            bundle.add(&name, &files::read(&entry.path())?)?;
        }
    }
    Ok(())
}

/// How element.js finds and checks a file.
fn reference(bundle: &Bundle, name: &str) -> Value {
    json!({ "url": format!("./{name}"), "integrity": bundle.files().get(name).map(|file| &file.integrity) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: Option<&str>) {
        assert_eq!(data_stem(Path::new(path)), expected);
    }

    #[test]
    fn only_data_is_deployed() {
        check("locales/de.json", Some("de"));
        check("locales/en.json", None);
        check("steps/outlook-windows.json", Some("outlook-windows"));
        check("steps/schema.json", None);
        check("steps/README.md", None);
    }
}
