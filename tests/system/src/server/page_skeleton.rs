//! A page that brings the skeleton of the form, as `dist` holds it.

use crate::ANN;
use crate::environment::path_from_environment;
use crate::server::HostPage;

/// The script that every host page loads.
const SCRIPT: &str = "<script type=\"module\" src=\"/widget/element.js\"></script>";

impl HostPage {
    /// With the skeleton of a mode and language between the element's tags, such as `self.en`, before other children.
    #[must_use]
    pub fn with_skeleton(self, name: &str) -> Self {
        self.children(&page_skeleton(name))
    }

    /// The whole page without the element's script, as it is on the screen until that has been loaded.
    #[must_use]
    pub fn html_without_script(&self) -> String {
        self.html().replace(SCRIPT, "")
    }
}

/// The skeleton, filled in for Ann.
///
/// # Panics
/// When `dist` has none for this mode and language.
#[must_use]
pub fn page_skeleton(name: &str) -> String {
    let file = format!("skeleton/{name}.html");
    let file = path_from_environment("MAILBOX_PASSWORD_DIST").join(file);
    std::fs::read_to_string(file)
        .expect("a skeleton")
        .replace("{prefix}", "mailbox-password")
        .replace("{heading-level}", "2")
        .replace("{mailbox}", ANN)
}

/// A link to the style sheet of the skeletons in `dist`.
///
/// # Panics
/// When `dist` names none.
#[must_use]
pub fn style_link() -> String {
    let manifest = path_from_environment("MAILBOX_PASSWORD_DIST").join("integrity.json");
    let manifest = std::fs::read_to_string(manifest).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let style = manifest["skeletonStyle"].as_str().expect("a style sheet");
    format!("<link rel=\"stylesheet\" href=\"/widget/{style}\">")
}
