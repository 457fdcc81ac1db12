//! The folder in the making: each file's name, content hash and integrity.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::failure::Result;
use crate::files;

/// The one file with a stable name that an integrator's page names.
pub(super) const ENTRY: &str = "element.js";

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
        let name = format!("{stem}-{}.{ending}", short_hash(content));
        self.add(&name, content)?;
        Ok(name)
    }

    /// Where its files are.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Every file so far, by name.
    pub(super) fn files(&self) -> &BTreeMap<String, File> {
        &self.files
    }
}

/// What a browser checks a file against.
pub(super) fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

/// Eight hexadecimal digits: enough that two versions of a file never share a name.
fn short_hash(content: &[u8]) -> String {
    Sha256::digest(content)
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_the_published_ones_of_the_empty_text() {
        assert_eq!(short_hash(b""), "e3b0c442");
        let expected = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), expected);
    }
}
