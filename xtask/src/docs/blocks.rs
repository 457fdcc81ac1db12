//! Every part of a file that follows from the declarations.

use mailbox_password_declarations::{LANGUAGES, texts};

use super::block::Block;
use super::{javascript, markdown, typescript};
use crate::dist::words;
use crate::failure::Result;
use crate::project::Project;

const ELEMENT: &str = "embed/element.js";
const TYPES: &str = "embed/element.d.ts";

/// The parts as they have to be now.
pub(super) fn all(project: &Project) -> Result<Vec<Block>> {
    let data = |folder| javascript::data_files(&project.root, folder);
    Ok(vec![
        Block::lines(
            "README.md",
            "<!-- attributes:begin -->",
            "<!-- attributes:end -->",
            &markdown::attributes(),
        ),
        Block::lines(
            "README.md",
            "<!-- members:begin -->",
            "<!-- members:end -->",
            &markdown::members(),
        ),
        Block::lines(
            "docs/texts.md",
            "<!-- texts:begin -->",
            "<!-- texts:end -->",
            &markdown::texts(&texts()),
        ),
        Block::lines(
            TYPES,
            "  // config:begin",
            "  // config:end",
            &typescript::config(),
        ),
        Block::lines(
            TYPES,
            "  // attributes:begin",
            "  // attributes:end",
            &typescript::attributes(),
        ),
        Block::lines(ELEMENT, words::BEGIN, words::END, &words::table(project)?),
        Block::list(
            ELEMENT,
            "static observedAttributes = [",
            "];",
            javascript::attributes(),
        ),
        // Of the development page's files; `dist` fills in its own.
        Block::list(ELEMENT, "locales: { ", " }", data("locales")?),
        Block::list(ELEMENT, "steps: { ", " }", data("steps")?),
        Block::lines(
            "embed/example.html",
            "<!-- languages:begin -->",
            "        <!-- languages:end -->",
            &languages(),
        ),
    ])
}

/// The choice of languages on the example page.
fn languages() -> String {
    let option = |tag, name| format!("        <option value=\"{tag}\">{name}</option>\n");
    LANGUAGES
        .iter()
        .map(|language| option(language.tag, language.name))
        .collect()
}
