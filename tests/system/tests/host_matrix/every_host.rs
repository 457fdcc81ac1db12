//! The matrix of hosts and jobs: the element in the pages of real frameworks and libraries, at the versions of
//! `xtask/npm/hosts`. It prints one table.

use std::io::Write;

use super::hosts::hosts;
use super::job::Job;
use super::runner::{Cell, Stage};
use super::table::print;

#[tokio::test]
async fn every_job_is_done_in_every_host() {
    let mut stage = Stage::start().await;
    let mut rows = Vec::new();
    for host in hosts() {
        let mut cells = Vec::new();
        for job in Job::ALL {
            cells.push(stage.play(&host, job).await);
        }
        rows.push((host.name, cells));
    }
    let table = print(&rows);
    // Not by `println!`: a test's own output is shown only if it fails.
    let _ = writeln!(std::io::stdout(), "{table}");
    let mut cells = rows.iter().flat_map(|(_, cells)| cells);
    let is_bad = cells.any(|cell| matches!(cell, Cell::Bad(_)));
    assert!(!is_bad, "{table}");
}
