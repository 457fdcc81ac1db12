//! The folder that is being written: each file's name, content hash and integrity.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::{files, hash};

/// The folder.
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
    pub(super) fn new(folder: PathBuf) -> Result<Self> {
        files::create_empty_folder(&folder)?;
        let files = BTreeMap::new();
        Ok(Self { folder, files })
    }

    /// Where it is.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Every file so far, by name.
    pub(super) fn files(&self) -> &BTreeMap<String, File> {
        &self.files
    }

    /// Adds a file under this name, which may hold folders.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) -> Result<()> {
        files::write(&self.folder.join(name), content)?;
        let file = File {
            integrity: integrity(content),
            bytes: content.len() as u64,
        };
        self.files.insert(name.to_owned(), file);
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
}

/// What a browser checks a file against (Subresource Integrity). SHA-256: a longer hash would lengthen the first load,
/// since each of some 14 hashes is incompressible.
fn integrity(content: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one_of_the_empty_text() {
        let expected = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert_eq!(integrity(b""), expected);
    }
}
