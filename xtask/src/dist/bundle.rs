//! The folder in the making: each file's name, content hash and integrity.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::failure::Result;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use sha2::{Digest, Sha384};

use super::parts::FirstLoads;
use super::sizes::Sizes;
use crate::files;
use crate::hash;
use crate::project::Project;

/// The one file with a stable name that an integrator's page names.
pub(super) const ENTRY: &str = "element.js";
/// Says what was written, for integrators who check or preload it.
const MANIFEST: &str = "integrity.json";

/// The folder in the making.
pub(super) struct Bundle {
    folder: PathBuf,
    files: BTreeMap<String, File>,
}

/// A file in it.
pub(super) struct File {
    /// As in the `integrity` attribute.
    pub(super) integrity: String,
    /// Its length.
    pub(super) bytes: u64,
}

impl Bundle {
    /// An empty folder.
    pub(super) fn new(folder: &Path) -> Result<Self> {
        files::create_empty_folder(folder)?;
        Ok(Self {
            folder: folder.to_path_buf(),
            files: BTreeMap::new(),
        })
    }

    /// Adds a file under this name, which may hold folders.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) -> Result<()> {
        files::write(&self.folder.join(name), content)?;
        let integrity = integrity(content);
        self.files.insert(
            name.to_owned(),
            File {
                integrity,
                bytes: content.len() as u64,
            },
        );
        Ok(())
    }

    /// Adds a file whose name holds the hash of its content, and returns the name.
    pub(super) fn add_hashed(
        &mut self,
        stem: &str,
        ending: &str,
        content: &[u8],
    ) -> Result<String> {
        let name = format!("{stem}-{}.{ending}", hash::short(content));
        self.add(&name, content)?;
        Ok(name)
    }

    /// Every file so far, by name.
    pub(super) fn files(&self) -> &BTreeMap<String, File> {
        &self.files
    }

    /// Writes the manifest, which is not itself in it.
    pub(super) fn write_manifest(
        &self,
        project: &Project,
        first_load: &FirstLoads,
        sizes: &Sizes,
    ) -> Result<()> {
        let files: serde_json::Map<_, _> = self
            .files
            .iter()
            .map(|(name, file)| {
                let size = sizes.of(name);
                let entry = json!({
                    "integrity": file.integrity,
                    "bytes": file.bytes,
                    "gzip": size.and_then(|size| size.gzip),
                    "brotli": size.and_then(|size| size.brotli),
                });
                (name.clone(), entry)
            })
            .collect();
        let manifest = json!({ "version": project.version, "entry": ENTRY, "firstLoad": first_load.form, "firstLoadOfOtherModes": first_load.full, "files": files });
        Ok(files::write(
            &self.folder.join(MANIFEST),
            format!("{manifest:#}\n"),
        )?)
    }
}

/// What a browser checks a file against.
pub(super) fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_the_published_ones_of_the_empty_text() {
        let expected = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), expected);
    }
}
