//! Tables of what was seen, printed also where tests succeed.

use std::io::Write;

/// Prints a table with these columns.
pub(crate) fn print(title: &str, columns: &[&str], rows: &[Vec<String>]) {
    let widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let cells = rows.iter().filter_map(|row| row.get(at));
            cells
                .map(|cell| cell.chars().count())
                .chain([column.len()])
                .max()
                .unwrap_or_default()
        })
        .collect();
    let line = |cells: Vec<&str>| {
        let cells = cells.into_iter().zip(&widths);
        let cells: Vec<_> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        format!("  {}", cells.join("  ")).trim_end().to_owned()
    };
    let mut text = format!("\n{title}\n{}\n", line(columns.to_vec()));
    for row in rows {
        text.push_str(&line(row.iter().map(String::as_str).collect()));
        text.push('\n');
    }
    // Not with `print!`, whose output tests keep back.
    let _ = std::io::stdout().write_all(text.as_bytes());
}
