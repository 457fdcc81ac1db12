//! The manifest: what was written, for integrators who check or preload it.

use serde_json::{Map, json};

use super::bundle::{Bundle, ENTRY};
use super::parts::FirstLoads;
use super::sizes::Sizes;
use crate::failure::Result;
use crate::files;

const NAME: &str = "integrity.json";

/// Writes the manifest, which is not itself in it.
pub(super) fn write(
    bundle: &Bundle,
    version: &str,
    first_load: &FirstLoads,
    sizes: &Sizes,
) -> Result<()> {
    let files: Map<_, _> = bundle
        .files()
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
    let manifest = json!({
        "version": version,
        "entry": ENTRY,
        "firstLoad": first_load.form,
        "firstLoadOfOtherModes": first_load.full,
        "files": files,
    });
    files::write(&bundle.folder().join(NAME), format!("{manifest:#}\n"))
}
