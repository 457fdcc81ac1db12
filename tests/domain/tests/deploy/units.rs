//! The units of systemd that are shipped, as systemd itself rates them.

use std::path::Path;
use std::process::Command;

use crate::table;

/// The highest exposure that a unit may have, in tenths of systemd's scale from 0 to 10.
const HIGHEST: &str = "20";

#[test]
fn the_shipped_units_give_their_programs_little_to_harm() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../panel/deploy");
    let mut lines = Vec::new();
    let mut exposed = Vec::new();
    for unit in [
        "mailbox-password-agent.service",
        "mailbox-password-panel.service",
    ] {
        let output = Command::new("systemd-analyze")
            .args([
                "security",
                "--offline=true",
                "--no-pager",
                "--threshold",
                HIGHEST,
            ])
            .arg(folder.join(unit))
            .output()
            .expect("`systemd-analyze`, which is in the package systemd");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let overall = text.lines().find(|line| line.contains("Overall exposure"));
        let overall = overall.unwrap_or_else(|| panic!("{output:?}"));
        let rating = overall
            .rsplit_once(": ")
            .map_or(overall, |(_, rating)| rating);
        lines.push(vec![unit.to_owned(), rating.to_owned()]);
        if !output.status.success() {
            exposed.push(text);
        }
    }
    table::print("How exposed the units are", &["unit", "of 10"], &lines);
    assert_eq!(exposed, Vec::<String>::new());
}
