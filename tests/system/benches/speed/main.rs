//! How fast the form is, beside other forms in the same run: `cargo xtask bench`.
//!
//! Each figure is the median of several rounds; in each round the pages are opened in another random order. Times are
//! of one machine on one day, so what counts is the ratio to another form of the same run. Nothing here fails for being
//! slow.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what cannot go on must fail at once"
)]

mod form;
mod goals;
mod idle;
mod keystroke;
mod load;
mod rounds;
mod shift;
mod site;
mod table;

use std::env;

use crate::form::Form;
use crate::site::{Page, Site};

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(run());
}

/// How many rounds of keystrokes are measured for each round of loading. Their results vary more, and they are short.
const KEYSTROKE_ROUNDS: usize = 2;

async fn run() {
    let site = Site::start().await;
    let rounds = rounds::wanted();
    let load = async |page: &Page| load::once(&site, page).await;
    let loads = match env::var_os("KEYSTROKES_ALONE") {
        Some(_) => Vec::new(),
        None => rounds::run("Load", &site.pages, rounds, load).await,
    };
    // A second page with the same form costs the same keystroke.
    let typed_in: Vec<_> = site
        .pages
        .iter()
        .filter(|page| page.form.measures_keystrokes())
        .cloned()
        .collect();
    let type_in = async |page: &Page| keystroke::once(&site, page).await;
    let keystroke_rounds = rounds * KEYSTROKE_ROUNDS;
    let keystrokes = rounds::run("Keystroke", &typed_in, keystroke_rounds, type_in).await;
    if !loads.is_empty() {
        table::print_loads(&loads);
        table::print_shifts(&loads, Form::Ours);
    }
    table::print_keystrokes(&keystrokes);
    goals::print(&loads, &keystrokes);
}
