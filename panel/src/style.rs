//! The style sheets of the pages. They stand in the pages themselves, so that the first paint waits for no other file,
//! and the Content-Security-Policy of a page allows its own ones alone, by their hashes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, PreEscaped, Render, html};
use sha2::{Digest, Sha256};

use crate::brand::Brand;

/// The shared tokens, then the panel's own rules. The first line puts the panel's layer below the widget's.
const PANEL: &str = concat!(
    "@layer panel, mailbox-password;\n",
    include_str!("../../style/tokens.css"),
    include_str!("../style/panel.css"),
    include_str!("../style/controls.css"),
    include_str!("../style/narrow.css")
);

/// The rules of the demo's pages.
const DEMO: &str = include_str!("../style/demo.css");

/// A style sheet that stands in a page: as markup, its `<style>` element.
pub(crate) struct Style {
    text: String,
    source: String,
}

/// The style sheets that do not change while the panel runs.
pub(crate) struct Styles {
    pub(crate) panel: Style,
    pub(crate) demo: Style,
}

impl Styles {
    /// Each with the provider's accent, if there is one.
    pub(crate) fn new(brand: &Brand) -> Self {
        let branded = |rules: &str| Style::new(&format!("{rules}{}", brand.style()));
        Self {
            panel: branded(PANEL),
            demo: branded(DEMO),
        }
    }
}

impl Style {
    pub(crate) fn new(css: &str) -> Self {
        // A browser hashes what it has parsed: lines end with one character, and `</` could end the element.
        let text = css
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .replace("</", "<\\/");
        let source = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(&text)));
        Self { text, source }
    }

    /// What allows it in the directive `style-src`.
    pub(crate) fn source(&self) -> &str {
        &self.source
    }
}

impl Render for Style {
    fn render(&self) -> Markup {
        html! { style { (PreEscaped(&self.text)) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_of_the_text_that_a_browser_parses() {
        let style = Style::new("a{}\r\nb{}\rc{}");
        assert_eq!(style.render().into_string(), "<style>a{}\nb{}\nc{}</style>");
        assert_eq!(style.source(), Style::new("a{}\nb{}\nc{}").source());
        // The published hash of the empty text.
        assert_eq!(
            Style::new("").source(),
            "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
        );
    }

    #[test]
    fn no_text_ends_the_element() {
        let style = Style::new("a::after{content:\"</style><b>\"}");
        let markup = style.render().into_string();
        assert_eq!(markup.matches("</style>").count(), 1, "{markup}");
        assert!(markup.ends_with("</style>"), "{markup}");
    }
}
