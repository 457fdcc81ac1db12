//! What a person sees before they scroll.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{ANN, Browser, OLD, Panel};

#[tokio::test]
async fn change_is_above_the_fold_before_typing() {
    let (panel, browser) = (Panel::start().await, Browser::start().await);
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    browser.hide_scrollbars().await;
    for (width, height, is_touched) in [(1280, 800, false), (390, 844, false), (390, 844, true)] {
        if is_touched {
            browser.emulate_phone(width, height).await;
        } else {
            browser.resize(width, height).await;
        }
        browser.open(panel.url("/mailbox/password")).await;
        browser.wait_for_text("12+ characters").await;
        let bottom = "return find('button', 'Change').getBoundingClientRect().bottom + scrollY;";
        let bottom: Value = browser.run(bottom, json!([])).await;
        let bottom = bottom.as_f64().unwrap();
        assert!(
            bottom <= f64::from(height),
            "{bottom} at {width} × {height}, touched: {is_touched}"
        );
    }
}
