//! `cargo xtask docs`: what the documentation repeats from the code, written or compared.

mod keys;
mod lists;
mod locale;
mod table;

use std::process::ExitCode;

use anyhow::{Result, ensure};

use keys::Text;

use crate::files;
use crate::project::Project;

const TEXTS: &str = "docs/texts.md";

/// Writes the table of texts, then checks the rest.
pub(crate) fn run(project: &Project, args: &[String]) -> Result<ExitCode> {
    ensure!(args.is_empty(), "`cargo xtask docs` takes no argument");
    let path = project.path(TEXTS);
    let text = table::replace(&fs_err::read_to_string(&path)?, &texts(project)?)?;
    files::write(&path, text)?;
    check(project)?;
    println!("{TEXTS} is up to date");
    Ok(ExitCode::SUCCESS)
}

/// Prints everything in which documentation, languages and code differ, and fails if there is anything.
pub(crate) fn check(project: &Project) -> Result<()> {
    let texts = texts(project)?;
    let mut wrong = Vec::new();
    let written = fs_err::read_to_string(project.path(TEXTS))?;
    if table::replace(&written, &texts)? != written {
        wrong.push(format!("{TEXTS} is out of date: run `cargo xtask docs`"));
    }
    for path in files::list(&project.path("locales"))? {
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let name = path.strip_prefix(&project.root).unwrap_or(&path).display();
        let faults = locale::faults(&fs_err::read_to_string(&path)?, &texts);
        wrong.extend(faults.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    wrong.extend(lists::differences(project)?);
    wrong.iter().for_each(|line| println!("    {line}"));
    ensure!(wrong.is_empty(), "{} differences (see above)", wrong.len());
    Ok(())
}

fn texts(project: &Project) -> Result<Vec<Text>> {
    keys::read(&fs_err::read_to_string(project.path("src/i18n/key.rs"))?)
}
