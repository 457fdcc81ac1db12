//! What goes into `dist/`, one function a kind of file.

use std::path::Path;

use anyhow::Result;
use serde_json::{Map, Value, json};

use super::bundle::Bundle;
use super::widget::Built;
use super::{json, minify, prose, skeleton, table, words};
use crate::files;
use crate::project::Project;
use crate::setup::NodeTools;

/// The one file with a stable name that an integrator's page names.
pub(super) const ENTRY: &str = "element.js";
/// The scratch folder in which the entry is without its style, to be measured.
pub(super) const BARE: &str = "entry-without-style";
/// The script with the table of files.
const LOADER: &str = "loader.js";
/// The script with the style.
const STYLE: &str = "style.js";
/// The script with the words that are needed before the module is there.
const WORDS: &str = "words.js";
/// The entry and the scripts that it imports.
const SCRIPTS: [&str; 9] = [
    ENTRY,
    "drawing.js",
    LOADER,
    "notice.js",
    "own.js",
    "skeleton.js",
    "source.js",
    STYLE,
    WORDS,
];
/// Files of embed/ that are deployed as they are, under the same names.
const VERBATIM: [&str; 6] = [
    "element.d.ts",
    "example.css",
    "example.html",
    "example.js",
    "frame.html",
    "frame.js",
];
/// The style of every screen, which is in the entry, is these, one after the other.
const STYLES: [&str; 9] = [
    "style/tokens.css",
    "style/base.css",
    "style/controls.css",
    "style/form.css",
    "style/checklist.css",
    "style/devices.css",
    "style/recovery.css",
    "style/print.css",
    "style/structure.css",
];
/// Those of them that the skeleton needs, for a page that brings it.
const SKELETON_STYLES: [&str; 5] = [
    "style/tokens.css",
    "style/base.css",
    "style/controls.css",
    "style/form.css",
    "style/structure.css",
];

/// The licences of the data in `rules/data`; they have to be deployed with it.
const DATA_LICENSES: [&str; 3] = [
    "LICENSE-bip39.txt",
    "LICENSE-django.txt",
    "LICENSE-zxcvbn-ts.txt",
];

/// What integrators may name in their pages.
pub(super) struct Named {
    /// The files that a browser needs first, besides the entry.
    pub(super) first_load: Vec<String>,
    /// The style of the skeleton, for a page that brings it.
    pub(super) skeleton_style: String,
}

/// Adds every file.
pub(super) fn add_all(
    bundle: &mut Bundle,
    project: &Project,
    node: Option<&NodeTools>,
    built: &Built,
) -> Result<Named> {
    prose::refuse(&built.wasm)?;
    let glue = minify::text(project, node, "glue.js", &built.glue)?;
    let glue = bundle.add_hashed("mailbox-password", "js", glue.as_bytes())?;
    let wasm = bundle.add_hashed("mailbox-password", "wasm", &built.wasm)?;
    let skeleton_style = style(project, node, &SKELETON_STYLES)?;
    let skeleton_style = bundle.add_hashed("skeleton/style", "css", skeleton_style.as_bytes())?;
    let common = fs_err::read(project.path("rules/data/common-passwords.txt"))?;
    let common = bundle.add_hashed("common", "txt", &common)?;
    let words = fs_err::read(project.path("rules/data/words.txt"))?;
    let words = bundle.add_hashed("words", "txt", &words)?;
    let later = json!({
        "common": reference(bundle, &common),
        "words": reference(bundle, &words),
        "steps": add_json_folder(bundle, project, "steps")?,
    });
    let later = bundle.add_hashed("later", "json", later.to_string().as_bytes())?;
    let table = json!({
        "glue": reference(bundle, &glue),
        "wasm": reference(bundle, &wasm),
        "locales": add_json_folder(bundle, project, "locales")?,
        "later": reference(bundle, &later),
    });
    let loader = fs_err::read_to_string(project.path("embed/loader.js"))?;
    let loader = table::fill(&loader, &table, &project.version)?;
    add_scripts(bundle, project, node, &loader)?;
    for name in VERBATIM {
        bundle.add(name, &fs_err::read(project.path("embed").join(name))?)?;
    }
    add_licenses(bundle, &project.root)?;
    Ok(Named {
        first_load: vec![glue, wasm],
        skeleton_style,
    })
}

/// The entry, with the scripts that it imports in it; without tools beside it, and without skeletons for pages.
fn add_scripts(
    bundle: &mut Bundle,
    project: &Project,
    node: Option<&NodeTools>,
    loader: &str,
) -> Result<()> {
    let folder = project.scratch("embed");
    for name in SCRIPTS {
        let source = match name {
            LOADER => loader.to_owned(),
            STYLE => constant(&style(project, node, &STYLES)?),
            WORDS => words::fill(project)?,
            _ => fs_err::read_to_string(project.path("embed").join(name))?,
        };
        files::write(&folder.join(name), source)?;
    }
    match node {
        Some(node) => {
            let entry = minify::bundle(project, node, &folder.join(ENTRY))?;
            bundle.add(ENTRY, entry.as_bytes())?;
            skeleton::add(bundle, node, &folder)?;
            // Last: its limit is without the style.
            files::write(&folder.join(STYLE), constant(""))?;
            let loader = minify::bundle(project, node, &folder.join(ENTRY))?;
            let bare = project.scratch(BARE);
            // Emptied, or the compressed files of the last run would be compressed again, in each run twice as many.
            files::create_empty_folder(&bare)?;
            files::write(&bare.join(ENTRY), loader)
        }
        None => SCRIPTS
            .into_iter()
            .try_for_each(|name| bundle.add(name, &fs_err::read(folder.join(name))?)),
    }
}

/// These files, one after the other.
fn style(project: &Project, node: Option<&NodeTools>, files: &[&str]) -> Result<String> {
    let mut style = String::new();
    for file in files {
        style += &fs_err::read_to_string(project.path(file))?;
    }
    minify::text(project, node, "style.css", &style)
}

/// The script with the style.
fn constant(style: &str) -> String {
    format!("export const STYLE = {};\n", Value::from(style))
}

/// Adds each JSON file of a folder of data, and returns its part of the table.
fn add_json_folder(bundle: &mut Bundle, project: &Project, folder: &str) -> Result<Value> {
    let mut entries = Map::new();
    for path in files::list(&project.path(folder))? {
        let Some(stem) = data_stem(&path) else {
            continue;
        };
        let content = json::minify(&fs_err::read_to_string(&path)?, &path.display().to_string())?;
        let name = bundle.add_hashed(&format!("{folder}/{stem}"), "json", content.as_bytes())?;
        entries.insert(stem.to_owned(), reference(bundle, &name));
    }
    Ok(entries.into())
}

/// A data file's name without its ending. A schema is not data.
pub(crate) fn data_stem(path: &Path) -> Option<&str> {
    let stem = path.file_stem()?.to_str()?;
    let is_data = path.extension()? == "json" && !stem.contains("schema");
    is_data.then_some(stem)
}

fn add_licenses(bundle: &mut Bundle, root: &Path) -> Result<()> {
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        bundle.add(name, &fs_err::read(root.join(name))?)?;
    }
    // Whose words and lists are deployed.
    for name in DATA_LICENSES {
        bundle.add(name, &fs_err::read(root.join("rules/data").join(name))?)?;
    }
    Ok(())
}

/// How element.js finds and checks a file: its address, a space, and its hash.
fn reference(bundle: &Bundle, name: &str) -> Value {
    let integrity = bundle.files().get(name).map(|file| file.integrity.as_str());
    format!("./{name} {}", integrity.unwrap_or_default()).into()
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
        check("locales/en.json", Some("en"));
        check("steps/outlook-windows.json", Some("outlook-windows"));
        check("steps/schema.json", None);
        check("steps/README.md", None);
    }
}
