//! A picture of every state, narrow and wide, light and dark, for people to look at.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use system_tests::{Browser, Host, HostPage, State};

/// Pictures of these states at this width.
async fn check(states: &[State], width: u32) {
    let host = Host::start().await;
    let browser = Browser::start().await;
    for state in states {
        browser.resize(width, 900).await;
        state
            .reach(&browser, &host, &HostPage::complete(), None)
            .await;
        for scheme in ["light", "dark"] {
            let file = browser.picture(state.name, width, scheme).await;
            let size = std::fs::metadata(&file).map(|file| file.len()).unwrap_or(0);
            assert!(size > 2000, "{} has {size} bytes", file.display());
            browser.sees(state.shows).await;
        }
    }
}

#[tokio::test]
async fn every_state_has_its_picture_on_a_narrow_screen() {
    check(&State::OWN, 320).await;
    check(&State::MODES, 320).await;
    check(&[State::UNLOADABLE], 320).await;
}

#[tokio::test]
async fn every_state_has_its_picture_on_a_wide_screen() {
    check(&State::OWN, 1280).await;
    check(&State::MODES, 1280).await;
    check(&[State::UNLOADABLE], 1280).await;
}
