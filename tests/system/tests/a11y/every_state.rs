//! Every state at each width, in light and dark: no violations by axe-core, no horizontal overflow, and a screenshot
//! for review. On a wide screen also with forced colours and reduced motion.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{Browser, HostPage, HostServer, State};

/// Opens each of these states and checks it. The names of the screenshots start with the prefix.
async fn check(states: &[State], page: &HostPage, width: u32, prefix: &str) {
    let host = HostServer::start().await;
    let browser = Browser::start().await;
    let mut violations = Vec::new();
    for state in states {
        let name = format!("{prefix}{}", state.name);
        browser.emulate_color_scheme("light").await;
        browser.resize(width, 900).await;
        state.open(&browser, &host, page, None).await;
        for scheme in ["light", "dark"] {
            browser.emulate_color_scheme(scheme).await;
            let found = browser.axe_violations().await;
            let found = found.iter();
            violations.extend(
                found.map(|violation| format!("{name} at {width} px, {scheme}: {violation}")),
            );
        }
        let overflow = "const e = document.scrollingElement; return [e.scrollWidth, e.clientWidth,
            all('mailbox-password *').filter((e) => isSeen(e) && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80))];";
        let overflow = browser.run(overflow, json!([])).await;
        if overflow[0].as_u64() > overflow[1].as_u64() {
            violations.push(format!("{name} at {width} px scrolls sideways: {overflow}"));
        }
        for scheme in ["light", "dark"] {
            let file = browser.save_screenshot(&name, width, scheme).await;
            let size = std::fs::metadata(&file).map(|file| file.len()).unwrap_or(0);
            assert!(size > 2000, "{} has {size} bytes", file.display());
            browser.wait_for_text(state.shows).await;
        }
        if width > 1000 {
            check_forced_colors(&browser, &name, &mut violations).await;
        }
    }
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

/// With forced colours every surface has a border; folded rows, and whose step it is, are plain words. With reduced motion
/// there are no transitions.
async fn check_forced_colors(browser: &Browser, name: &str, violations: &mut Vec<String>) {
    let features = [
        ("forced-colors", "active"),
        ("prefers-reduced-motion", "reduce"),
        ("prefers-color-scheme", "dark"),
    ];
    browser.emulate_media(&features).await;
    let found = browser.axe_violations().await;
    let found = found.iter();
    violations.extend(found.map(|violation| format!("{name} in forced colours: {violation}")));
    let wrong = "return [
        all('mailbox-password *').filter((e) => !/^0s(, 0s)*$/.test(getComputedStyle(e).transitionDuration)),
        all('mailbox-password :is(.mbp-notice, .mbp-pill:not(.mbp-step > :not([data-kind])), .mbp-primary)')
          .filter((e) => isSeen(e) && !e.closest('[data-folded]') && parseFloat(getComputedStyle(e).borderTopWidth) < 1),
      ].map((them) => them.map((e) => e.className));";
    let wrong = browser.run(wrong, json!([])).await;
    if wrong != json!([[], []]) {
        violations.push(format!(
            "{name} has transitions, or surfaces without a border: {wrong}"
        ));
    }
    let file = format!("{name}-forced-colours");
    browser.save_screenshot_unchanged(&file, 640).await;
}

#[tokio::test]
async fn no_state_of_the_own_form_has_violations_at_320_px() {
    check(&State::OWN, &HostPage::complete(), 320, "").await;
}

#[tokio::test]
async fn no_state_of_the_own_form_has_violations_at_1280_px() {
    check(&State::OWN, &HostPage::complete(), 1280, "").await;
}

#[tokio::test]
async fn no_state_of_the_other_modes_has_violations_at_320_px() {
    check(&State::MODES, &HostPage::complete(), 320, "").await;
}

#[tokio::test]
async fn no_state_of_the_other_modes_has_violations_at_1280_px() {
    check(&State::MODES, &HostPage::complete(), 1280, "").await;
}

#[tokio::test]
async fn the_fallback_without_webassembly_has_no_violations() {
    for width in [320, 1280] {
        check(&[State::UNLOADABLE], &HostPage::complete(), width, "").await;
    }
}

#[tokio::test]
async fn a_right_to_left_page_has_no_violations() {
    let page = HostPage::complete().in_arabic();
    check(&State::OWN[..4], &page, 320, "rtl-").await;
}
