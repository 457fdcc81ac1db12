//! Every state once at each width: no fault by axe-core, nothing to scroll sideways for, and a picture for people to
//! look at, in light and dark; on a wide screen also in the person's own colours and without motion.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{Browser, HostPage, HostServer, State};

/// Visits these states; their pictures are named with the prefix.
async fn check(states: &[State], page: &HostPage, width: u32, prefix: &str) {
    let host = HostServer::start().await;
    let browser = Browser::start().await;
    let mut faults = Vec::new();
    for state in states {
        let name = format!("{prefix}{}", state.name);
        browser.emulate_color_scheme("light").await;
        browser.resize(width, 900).await;
        state.open(&browser, &host, page, None).await;
        for scheme in ["light", "dark"] {
            browser.emulate_color_scheme(scheme).await;
            let found = browser.axe_violations().await;
            let found = found.iter();
            faults.extend(found.map(|fault| format!("{name} at {width} px, {scheme}: {fault}")));
        }
        let overflow = "const e = document.scrollingElement; return [e.scrollWidth, e.clientWidth,
            all('mailbox-password *').filter((e) => isSeen(e) && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80))];";
        let overflow = browser.run(overflow, json!([])).await;
        if overflow[0].as_u64() > overflow[1].as_u64() {
            faults.push(format!("{name} at {width} px scrolls sideways: {overflow}"));
        }
        for scheme in ["light", "dark"] {
            let file = browser.save_screenshot(&name, width, scheme).await;
            let size = std::fs::metadata(&file).map(|file| file.len()).unwrap_or(0);
            assert!(size > 2000, "{} has {size} bytes", file.display());
            browser.wait_for_text(state.shows).await;
        }
        if width > 1000 {
            own_colours(&browser, &name, &mut faults).await;
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// In the person's own colours every surface has an edge, and without motion nothing moves.
async fn own_colours(browser: &Browser, name: &str, faults: &mut Vec<String>) {
    let wishes = [
        ("forced-colors", "active"),
        ("prefers-reduced-motion", "reduce"),
        ("prefers-color-scheme", "dark"),
    ];
    browser.emulate_media(&wishes).await;
    let found = browser.axe_violations().await;
    let found = found.iter();
    faults.extend(found.map(|fault| format!("{name} in forced colours: {fault}")));
    let lost = "return [
        all('mailbox-password *').filter((e) => !/^0s(, 0s)*$/.test(getComputedStyle(e).transitionDuration)),
        all('mailbox-password :is(.mbp-notice, .mbp-warning, .mbp-primary)')
          .filter((e) => isSeen(e) && parseFloat(getComputedStyle(e).borderTopWidth) < 1),
      ].map((them) => them.map((e) => e.className));";
    let lost = browser.run(lost, json!([])).await;
    if lost != json!([[], []]) {
        faults.push(format!(
            "{name} moves, or has surfaces without an edge: {lost}"
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
