//! `cargo xtask docs`: what documentation and scripts repeat from the declarations, written or compared.

mod block;
mod blocks;
mod early_texts;
mod english;
mod javascript;
mod locale;
mod markdown;
mod named_tests;
mod properties;
mod typescript;
mod unread;

use std::process::ExitCode;

use anyhow::{Result, ensure};
use mailbox_password_declarations::{LANGUAGES, texts};

use crate::dist;
use crate::files;
use crate::project::Project;

/// Writes what follows from the declarations, then checks the rest.
pub(crate) fn run(project: &Project, args: &[String]) -> Result<ExitCode> {
    ensure!(args.is_empty(), "`cargo xtask docs` takes no argument");
    english::write(project)?;
    judge(&languages(project)?)?;
    for block in blocks::all(project)? {
        block.write(&project.root)?;
    }
    check(project)?;
    for language in LANGUAGES.iter().filter(|language| language.tag != "en") {
        let path = format!("locales/{}.json", language.tag);
        let json = fs_err::read_to_string(project.path(&path))?;
        if let Some(line) = locale::untranslated(&json, &texts()) {
            println!("{path}: {line}");
        }
    }
    println!("everything that follows from declarations/ and locales/ is up to date");
    Ok(ExitCode::SUCCESS)
}

/// Prints everything in which documentation, scripts, languages and declarations differ, and fails if there is
/// anything.
pub(crate) fn check(project: &Project) -> Result<()> {
    judge(&english::differences(project))?;
    judge(&languages(project)?)?;
    let mut wrong = Vec::new();
    for block in blocks::all(project)? {
        wrong.extend(block.differences(&project.root)?);
    }
    wrong.extend(early_texts::differences(project)?);
    wrong.extend(properties::differences(project)?);
    wrong.extend(named_tests::differences(project)?);
    wrong.extend(unread::differences(project)?);
    judge(&wrong)
}

/// Prints what is wrong, and fails if there is anything.
fn judge(wrong: &[String]) -> Result<()> {
    wrong.iter().for_each(|line| println!("    {line}"));
    ensure!(wrong.is_empty(), "{} differences (see above)", wrong.len());
    Ok(())
}

/// What is wrong with the language files, and with the list of languages.
fn languages(project: &Project) -> Result<Vec<String>> {
    const LIST: &str = "declarations/src/languages.rs";
    let texts = texts();
    let mut wrong = Vec::new();
    let mut found = Vec::new();
    for path in files::list(&project.path("locales"))? {
        let Some(tag) = dist::data_stem(&path) else {
            continue;
        };
        if LANGUAGES.iter().all(|language| language.tag != tag) {
            wrong.push(format!(
                "locales/{tag}.json is of no language in {LIST}: add a line there"
            ));
        }
        let faults = locale::faults(&fs_err::read_to_string(&path)?, &texts);
        wrong.extend(
            faults
                .into_iter()
                .map(|fault| format!("locales/{tag}.json: {fault}")),
        );
        found.push(tag.to_owned());
    }
    let tags = LANGUAGES.iter().map(|language| language.tag);
    let missing = tags.filter(|tag| found.iter().all(|found| found != tag));
    wrong.extend(missing.map(|tag| {
        format!("{LIST} lists `{tag}`, but there is no locales/{tag}.json: copy locales/en.json and translate it")
    }));
    Ok(wrong)
}

/// A text for tests.
#[cfg(test)]
fn text(
    name: &'static str,
    english: &'static str,
    other: Option<&'static str>,
) -> mailbox_password_declarations::Text {
    mailbox_password_declarations::Text {
        group: "",
        name,
        english,
        other,
    }
}
