//! Each engine does the main jobs, and has one true outcome after each fault.

use system_tests::{Browser, Engine};

use super::fault_table::groups::GROUPS;
use super::fault_table::runner::play;
use super::{jobs, outcomes};

/// The main jobs, in one browser; each prints a line.
async fn main_jobs(engine: Engine) {
    let browser = Browser::start_in(engine).await;
    outcomes::change_and_list(&browser).await;
    outcomes::refuse(&browser).await;
    outcomes::unknown_and_check(&browser).await;
    outcomes::cut_off_endless_answers(&browser).await;
    jobs::type_before_the_module(&browser).await;
    jobs::generate(&browser).await;
    jobs::recover(&browser).await;
    jobs::trap(&browser).await;
    jobs::trap_in_a_promise(&browser).await;
}

/// The short form of the table.
async fn faults(engine: Engine) {
    let rows = GROUPS.into_iter().flat_map(|rows| rows()).collect();
    play(Browser::start_in(engine).await, rows, false).await;
}

#[tokio::test]
async fn firefox_does_the_main_jobs() {
    main_jobs(Engine::Firefox).await;
}

#[tokio::test]
async fn webkit_does_the_main_jobs() {
    main_jobs(Engine::WebKit).await;
}

#[tokio::test]
async fn a_fault_has_one_true_outcome_in_firefox() {
    faults(Engine::Firefox).await;
}

#[tokio::test]
async fn a_fault_has_one_true_outcome_in_webkit() {
    faults(Engine::WebKit).await;
}
