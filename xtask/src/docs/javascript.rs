//! Parts of the scripts in `embed/`.

use std::path::Path;

use anyhow::Result;
use mailbox_password_declarations::ATTRIBUTE_NAMES;

use crate::dist;
use crate::files;

/// The names in `observedAttributes`.
pub(super) fn attributes() -> String {
    let names = ATTRIBUTE_NAMES.map(|name| format!("\"{name}\""));
    names.join(", ")
}

/// The development page's files of a folder of data: each under its name without the ending.
pub(super) fn data_files(root: &Path, folder: &str) -> Result<String> {
    let mut entries = Vec::new();
    for path in files::list(&root.join(folder))? {
        if let Some(name) = dist::data_stem(&path) {
            let key = dist::words::property_key(name);
            entries.push(format!("{key}: \"./{folder}/{name}.json\""));
        }
    }
    Ok(entries.join(", "))
}
