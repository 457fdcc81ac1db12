//! Prints the matrix.

use std::fmt::Write;

use super::job::Job;
use super::runner::Cell;

/// The table, and below it why a cell is empty and what was seen where it is not good.
pub(crate) fn print(rows: &[(&'static str, Vec<Cell>)]) -> String {
    let mut text = format!("{:<12}", "");
    for job in Job::ALL {
        let _ = write!(text, " {:<10}", job.name());
    }
    let mut notes = Vec::new();
    for (host, cells) in rows {
        let _ = write!(text, "\n{host:<12}");
        for (job, cell) in Job::ALL.into_iter().zip(cells) {
            let _ = write!(text, " {:<10}", sign(cell));
            match cell {
                Cell::Good => {}
                Cell::Excused(why) => note(&mut notes, format!("– {host}: {why}")),
                Cell::Bad(what) => note(&mut notes, format!("✗ {host}, {}: {what}", job.name())),
            }
        }
    }
    notes.insert(0, text);
    notes.join("\n")
}

const fn sign(cell: &Cell) -> &'static str {
    match cell {
        Cell::Good => "✓",
        Cell::Excused(_) => "–",
        Cell::Bad(_) => "✗",
    }
}

fn note(notes: &mut Vec<String>, line: String) {
    if !notes.contains(&line) {
        notes.push(line);
    }
}
