//! The invariants of the design that a search of the source can check.

mod imports;
mod invariants;
mod modules;
mod source;
mod unlisted_tests;
mod words;

use anyhow::{Result, ensure};

use crate::project::Project;

/// Prints everything that breaks an invariant, and fails if there is anything.
pub(crate) fn run(project: &Project) -> Result<()> {
    let mut problems = words::problems(project)?;
    problems.extend(unlisted_tests::problems(project)?);
    problems.extend(imports::problems(project)?);
    problems
        .iter()
        .for_each(|problem| println!("    {problem}"));
    ensure!(
        problems.is_empty(),
        "{} broken invariants (see above)",
        problems.len()
    );
    Ok(())
}
