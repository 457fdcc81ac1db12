//! Ends a program together with all that it started, so that no browser or compiler is left behind.

use std::process::{Command, Stdio};

/// Ends the process and its descendants, as far as the system tells us about them.
#[cfg(unix)]
pub(super) fn end(pid: u32) {
    let mut doomed = vec![pid];
    let table = processes();
    let mut next = 0;
    while let Some(&parent) = doomed.get(next) {
        doomed.extend(
            table
                .iter()
                .filter(|(_, of)| *of == parent)
                .map(|(child, _)| *child),
        );
        next += 1;
    }
    let pids = doomed.iter().map(u32::to_string);
    // Those that have ended meanwhile make `kill` complain; that is no news.
    let _ = Command::new("kill")
        .arg("-9")
        .args(pids)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
}

/// Ends the process and its descendants.
#[cfg(not(unix))]
pub(super) fn end(pid: u32) {
    let pid = pid.to_string();
    let _ = Command::new("taskkill")
        .args(["/T", "/F", "/PID", &pid])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
}

/// Every process with its parent: from /proc where there is one, else from `ps`.
#[cfg(unix)]
fn processes() -> Vec<(u32, u32)> {
    if let Ok(entries) = std::fs::read_dir("/proc") {
        let table: Vec<_> = entries
            .filter_map(|entry| std::fs::read_to_string(entry.ok()?.path().join("stat")).ok())
            .filter_map(|stat| parse_stat(&stat))
            .collect();
        if !table.is_empty() {
            return table;
        }
    }
    let Ok(output) = Command::new("ps").args(["-A", "-o", "pid=,ppid="]).output() else {
        return Vec::new();
    };
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(parse_ps)
        .collect()
}

/// Process and parent from a line of /proc/PID/stat; the name between may hold anything.
#[cfg(unix)]
fn parse_stat(stat: &str) -> Option<(u32, u32)> {
    let pid = stat.split(' ').next()?.parse().ok()?;
    let parent = stat
        .rsplit_once(')')?
        .1
        .split_whitespace()
        .nth(1)?
        .parse()
        .ok()?;
    Some((pid, parent))
}

#[cfg(unix)]
fn parse_ps(line: &str) -> Option<(u32, u32)> {
    let mut numbers = line.split_whitespace();
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_process_name_with_brackets_and_spaces_is_no_obstacle() {
        assert_eq!(parse_stat("42 (a) b) S 7 42 0"), Some((42, 7)));
        assert_eq!(parse_stat("nonsense"), None);
        assert_eq!(parse_ps("  42     7"), Some((42, 7)));
    }
}
