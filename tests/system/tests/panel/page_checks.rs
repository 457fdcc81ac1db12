//! What is checked of every page of the panel: no violations by axe-core, no horizontal overflow, at most one filled
//! button; and a screenshot is taken.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{Browser, Panel};

/// A page: the name of its screenshot, its path, and text that it shows.
pub(super) type Page = (&'static str, &'static str, &'static str);

/// Opens and checks these pages at this width.
pub(super) async fn check(
    browser: &Browser,
    panel: &Panel,
    pages: &[Page],
    width: u32,
) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, path, words) in pages {
        browser.resize(width, 900).await;
        browser.open(panel.url(path)).await;
        browser.wait_for_page_text(words).await;
        faults.extend(check_shown(browser, name, width).await);
    }
    faults
}

/// Checks the page that is open.
pub(super) async fn check_shown(browser: &Browser, name: &str, width: u32) -> Vec<String> {
    let mut faults = Vec::new();
    for scheme in ["light", "dark"] {
        browser.emulate_color_scheme(scheme).await;
        let found = browser.axe_violations_of_page().await;
        faults.extend(
            found
                .into_iter()
                .map(|fault| format!("{name} at {width} px, {scheme}: {fault}")),
        );
        browser
            .save_screenshot(&format!("panel-{name}"), width, scheme)
            .await;
    }
    // The panel's and the element's together.
    let filled = "return all('.panel-filled, .mbp-primary').filter(isSeen).length <= 1;";
    if browser.run(filled, json!([])).await != true {
        faults.push(format!("{name} has more than one filled button"));
    }
    for size in ["200%", "100%"] {
        let overflow = "document.documentElement.style.fontSize = arguments[0]; const e = document.scrollingElement;
            return [e.scrollWidth, e.clientWidth, all('body *').filter((e) => isSeen(e) &&
            e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80))];";
        let overflow = browser.run(overflow, json!([size])).await;
        if overflow[0].as_u64() > overflow[1].as_u64() {
            faults.push(format!(
                "{name} at {width} px, text {size}, scrolls sideways: {overflow}"
            ));
        }
    }
    faults
}
