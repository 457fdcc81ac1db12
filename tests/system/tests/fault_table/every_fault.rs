//! The table of faults. Each row is played in a browser, and has one true outcome.
//!
//! The short form runs always; `cargo xtask test --all-faults` plays all rows. Each prints a line.

use std::collections::HashSet;

use system_tests::Browser;

use super::groups::GROUPS;
use super::row::Row;
use super::runner;
use super::{bodies, cross_origin, jobs, page, policies, refusals, replaced, statuses, transport};

/// Plays the rows of a group: those of the short form, or all of them.
async fn play(rows: Vec<Row>) {
    let all = std::env::var_os("MAILBOX_PASSWORD_ALL_FAULTS").is_some();
    runner::play(Browser::start().await, rows, all).await;
}

#[test]
fn every_row_has_a_name_of_its_own() {
    let rows: Vec<_> = GROUPS.into_iter().flat_map(|rows| rows()).collect();
    let mut names = HashSet::new();
    let twice: Vec<_> = rows
        .iter()
        .filter(|row| !names.insert(&row.name))
        .map(|row| &row.name)
        .collect();
    assert!(twice.is_empty(), "{twice:?}");
    assert!(rows.len() >= 150, "{} rows", rows.len());
}

#[tokio::test]
async fn a_fault_of_the_connection_has_one_true_outcome() {
    play(transport::rows()).await;
}

#[tokio::test]
async fn a_fault_of_another_origin_has_one_true_outcome() {
    play(cross_origin::rows()).await;
}

#[tokio::test]
async fn every_status_has_one_true_outcome_whatever_its_body() {
    play(statuses::rows()).await;
}

#[tokio::test]
async fn a_mistaken_body_has_one_true_outcome() {
    play(bodies::rows()).await;
}

#[tokio::test]
async fn a_mistaken_refusal_is_still_a_refusal() {
    play(refusals::rows()).await;
}

#[tokio::test]
async fn a_mistaken_policy_is_told_of_and_prevents_no_change() {
    play(policies::rows()).await;
}

#[tokio::test]
async fn a_job_has_one_true_outcome_whatever_its_address_answers() {
    play(jobs::rows()).await;
}

#[tokio::test]
async fn what_happens_on_the_page_leaves_one_true_outcome() {
    play(page::rows()).await;
}

#[tokio::test]
async fn what_the_page_has_replaced_leaves_one_true_outcome() {
    play(replaced::rows()).await;
}
