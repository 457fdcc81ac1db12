//! The widget's files, as an integrator would deploy them: any page may load them, the compressed form is sent to
//! whoever accepts it, and a name with a hash in it is cached for ever.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use axum::body::Body;
use axum::extract::{Path as UrlPath, State};
use axum::http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE,
    ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-resource-policy");

/// File endings that are served, and their types.
const TYPES: [(&str, &str); 8] = [
    ("css", "text/css; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("map", "application/json"),
    ("ts", "text/plain; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("wasm", "application/wasm"),
];

/// Encodings, best first, and the endings of the files that hold them.
const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// A folder that `dist` wrote.
pub(crate) struct WidgetFiles {
    folder: PathBuf,
}

/// A file that the widget loads first.
pub(crate) struct FirstLoad {
    pub(crate) name: String,
    /// The hash of its content, as in an `integrity` attribute.
    pub(crate) integrity: Option<String>,
}

/// The manifest that `dist` writes.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Integrity {
    first_load: Vec<String>,
    skeleton_style: Option<String>,
    files: BTreeMap<String, FileFacts>,
}

#[derive(Deserialize)]
struct FileFacts {
    integrity: String,
}

impl WidgetFiles {
    pub(crate) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// A file as text, if it is there.
    pub(crate) async fn text(&self, name: &str) -> Option<String> {
        tokio::fs::read_to_string(self.folder.join(name)).await.ok()
    }

    /// The style sheet that the skeleton needs, if it is there.
    pub(crate) async fn skeleton_style(&self) -> Option<String> {
        let name = self.integrity().await.skeleton_style?;
        content_type(&name)?;
        self.text(&name).await
    }

    /// The files that the widget loads first; none if `dist` did not write them down.
    pub(crate) async fn first_load(&self) -> Vec<FirstLoad> {
        let Integrity {
            first_load,
            mut files,
            ..
        } = self.integrity().await;
        first_load
            .into_iter()
            .filter(|name| content_type(name).is_some())
            .map(|name| {
                let integrity = files.remove(&name).map(|facts| facts.integrity);
                FirstLoad { name, integrity }
            })
            .collect()
    }

    async fn integrity(&self) -> Integrity {
        match tokio::fs::read(self.folder.join("integrity.json")).await {
            Ok(text) => serde_json::from_slice(&text).unwrap_or_default(),
            Err(_) => Integrity::default(),
        }
    }

    async fn open(&self, name: &str, encoding_ending: &str) -> io::Result<(Vec<u8>, String)> {
        let path = self.folder.join(format!("{name}{encoding_ending}"));
        let facts = tokio::fs::metadata(&path).await?;
        if !facts.is_file() {
            return Err(io::ErrorKind::NotFound.into());
        }
        let age = facts
            .modified()?
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_nanos();
        let tag = format!("\"{:x}-{age:x}{encoding_ending}\"", facts.len());
        Ok((tokio::fs::read(path).await?, tag))
    }
}

/// `GET /widget/{name}`
pub(crate) async fn widget_file(
    State(files): State<Arc<WidgetFiles>>,
    UrlPath(name): UrlPath<String>,
    headers: HeaderMap,
) -> Response {
    let Some(content_type) = content_type(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let encodings = ENCODINGS
        .into_iter()
        .filter(|(encoding, _)| accepts(&headers, encoding))
        .map(Some);
    for encoding in encodings.chain([None]) {
        let ending = encoding.map_or("", |(_, ending)| ending);
        let Ok((content, tag)) = files.open(&name, ending).await else {
            continue;
        };
        let known = headers
            .get(IF_NONE_MATCH)
            .and_then(|value| value.to_str().ok());
        let unchanged =
            known.is_some_and(|known| known.split(',').any(|known| known.trim() == tag));
        let mut response = if unchanged {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            Body::from(content).into_response()
        };
        let answer = response.headers_mut();
        answer.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        answer.insert(VARY, HeaderValue::from(ACCEPT_ENCODING));
        answer.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        answer.insert(
            CROSS_ORIGIN_RESOURCE_POLICY,
            HeaderValue::from_static("cross-origin"),
        );
        let caching = if is_hashed(&name) {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        answer.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
        if let Ok(tag) = HeaderValue::try_from(tag) {
            answer.insert(ETAG, tag);
        }
        if let Some((encoding, _)) = encoding {
            answer.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        return response;
    }
    StatusCode::NOT_FOUND.into_response()
}

/// `None` for a name that is not served: another kind of file, or a way out of the folder.
fn content_type(name: &str) -> Option<&'static str> {
    let plain = |part: &str| {
        !part.starts_with('.')
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
    };
    let (stem, ending) = name.rsplit_once('.')?;
    if stem.is_empty() || !name.split('/').all(|part| !part.is_empty() && plain(part)) {
        return None;
    }
    TYPES
        .into_iter()
        .find(|(known, _)| *known == ending)
        .map(|(_, content_type)| content_type)
}

/// Whether the name ends with a hash of the content, as in `skeleton/style-0f3a9c51.css` and `widget-0f3a9c51_bg.wasm`.
fn is_hashed(name: &str) -> bool {
    let stem = name
        .rsplit('/')
        .next()
        .and_then(|file| file.split('.').next())
        .unwrap_or("");
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() >= 8
            && hash.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && hash.bytes().any(|byte| byte.is_ascii_digit())
    })
}

/// Whether `Accept-Encoding` names this encoding without forbidding it.
fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|offer| {
            let mut parts = offer.split(';').map(str::trim);
            let named = parts
                .next()
                .is_some_and(|name| name.eq_ignore_ascii_case(encoding));
            let weight = parts
                .find_map(|part| part.strip_prefix("q="))
                .and_then(|weight| weight.parse().ok());
            named && weight.unwrap_or(1.0_f32) > 0.0
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere_but_into_the_folder() {
        for name in ["element.js", "locales/de-0a1b2c3d.json", "a.b.wasm"] {
            assert!(content_type(name).is_some(), "{name}");
        }
        for name in [
            "../element.js",
            "a/../b.js",
            "/etc/x.js",
            "a//b.js",
            ".hidden.js",
            "x.br",
            "x.rs",
            ".js",
            "a b.js",
            "js",
        ] {
            assert!(content_type(name).is_none(), "{name}");
        }
    }

    #[test]
    fn only_a_name_with_a_hash_is_kept_for_good() {
        for name in [
            "skeleton/style-0f3a9c51.css",
            "mailbox-password-0a1b2c3d4e5f6071_bg.wasm",
            "locales/de-0a1b2c3d.json",
        ] {
            assert!(is_hashed(name), "{name}");
        }
        for name in [
            "element.js",
            "common-passwords.txt",
            "integrity.json",
            "mailbox-password.js",
        ] {
            assert!(!is_hashed(name), "{name}");
        }
    }
}
