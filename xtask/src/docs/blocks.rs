//! Every part of a file that follows from the declarations.

use anyhow::Result;
use mailbox_password_declarations::{LANGUAGES, texts};

use super::block::Block;
use super::{javascript, markdown, typescript};
use crate::dist::words;
use crate::project::Project;

const LOADER: &str = "embed/loader.js";
const TYPES: &str = "embed/element.d.ts";

/// The parts as they have to be now.
pub(super) fn all(project: &Project) -> Result<Vec<Block>> {
    let data = |folder| javascript::data_files(&project.root, folder);
    Ok(vec![
        Block::lines(
            "README.md",
            ["<!-- attributes:begin -->\n", "<!-- attributes:end -->"],
            markdown::attributes(),
        ),
        Block::lines(
            "README.md",
            ["<!-- members:begin -->\n", "<!-- members:end -->"],
            markdown::members(),
        ),
        Block::lines(
            "docs/texts.md",
            ["<!-- texts:begin -->\n", "\n<!-- texts:end -->"],
            markdown::texts(&texts()),
        ),
        Block::lines(
            TYPES,
            ["  // config:begin\n", "  // config:end"],
            typescript::config(),
        ),
        Block::lines(
            TYPES,
            ["  // attributes:begin\n", "  // attributes:end"],
            typescript::attributes(),
        ),
        Block::list(
            "embed/element.js",
            ["static observedAttributes = [", "];"],
            javascript::attributes(),
        ),
        Block::lines(words::SCRIPT, words::MARKERS, words::table(project)?),
        // Of the development page's files; `dist` fills in its own.
        Block::list(LOADER, ["locales: { ", " }"], data("locales")?),
        Block::list(LOADER, ["steps: { ", " }"], data("steps")?),
        Block::lines(
            "embed/example.html",
            [
                "        <!-- languages:begin -->\n",
                "        <!-- languages:end -->",
            ],
            languages(),
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
