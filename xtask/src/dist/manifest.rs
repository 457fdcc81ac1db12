//! `integrity.json`: what was written, for integrators who check or preload it.

use serde_json::{Map, Value, json};

use super::bundle::Bundle;
use super::parts::{ENTRY, Named};
use super::sizes::Sizes;

/// The manifest; the compressed sizes are `null` in it if nothing was compressed.
pub(super) fn json(bundle: &Bundle, version: &str, named: &Named, sizes: Option<&Sizes>) -> Value {
    let entries = bundle.files().iter().map(|(name, file)| {
        let size = sizes.and_then(|sizes| sizes.of(name));
        let entry = json!({
            "integrity": file.integrity,
            "bytes": file.bytes,
            "gzip": size.map(|size| size.gzip),
            "brotli": size.map(|size| size.brotli),
        });
        (name.clone(), entry)
    });
    let files: Map<_, _> = entries.collect();
    json!({
        "version": version,
        "entry": ENTRY,
        "firstLoad": named.first_load,
        "skeletonStyle": named.skeleton_style,
        "files": files,
    })
}
