//! Text twice as large fits a phone, and every control is large enough for a finger.

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, Response, State};

/// What stands out of the page at the side, and an address that is cut.
const OVERFLOW: &str = "
    const { scrollWidth, clientWidth } = document.scrollingElement;
    const outside = (e) => isSeen(e) && e.getBoundingClientRect().right > clientWidth + 1;
    const isCut = (e) => isSeen(e) && (scrollWidth > clientWidth && outside(e) || e.matches('.mbp-address') && e.scrollWidth > e.clientWidth);
    return all('mailbox-password *').filter(isCut).map((e) => e.outerHTML.slice(0, 80));";

/// The controls that are lower than 44 px. A link inside a sentence is as high as its line.
const SMALL: &str = "
    if (!matchMedia('(pointer: coarse)').matches) return ['the pointer is no finger'];
    const target = (e) => e.closest('.mbp-input:has(> input), .mbp-check') ?? e;
    return all('mailbox-password :is(button, input, select, summary, a[href])')
      .filter((e) => isSeen(e) && getComputedStyle(target(e)).display !== 'inline' && !e.matches('.mbp-address'))
      .map((e) => [nameOf(e), e.className, Math.round(target(e).getBoundingClientRect().height)])
      .filter(([,, height]) => height < 44);";

/// Opens each of these states on a phone, and checks that the script finds nothing.
async fn check(states: &[State], prepare: &str, script: &str, is_touched: bool) {
    let (host, browser) = (HostServer::start().await, Browser::start().await);
    let mut found = Vec::new();
    for state in states {
        state
            .open(&browser, &host, &HostPage::complete(), None)
            .await;
        if is_touched {
            browser.emulate_phone(390, 844).await;
        } else {
            browser.resize(390, 844).await;
        }
        browser.run(prepare, json!([])).await;
        let here = browser.run(script, json!([])).await;
        if here != Value::Array(vec![]) {
            found.push(format!("{}: {here}", state.name));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

const TWICE: &str = "document.documentElement.style.fontSize = '200%';";

#[tokio::test]
async fn text_twice_as_large_fits_a_phone_in_every_state_of_the_own_form() {
    check(&State::OWN, TWICE, OVERFLOW, false).await;
}

#[tokio::test]
async fn text_twice_as_large_fits_a_phone_in_every_state_of_the_other_modes() {
    check(&State::MODES, TWICE, OVERFLOW, false).await;
}

#[tokio::test]
async fn text_twice_as_large_fits_the_narrowest_phone_where_a_telephone_is_shown() {
    let wanted = ["answered", "locked", "locked-on-load"];
    let states = State::OWN
        .iter()
        .filter(|state| wanted.contains(&state.name));
    for state in states {
        let (host, browser) = (HostServer::start().await, Browser::start().await);
        state
            .open(&browser, &host, &HostPage::complete(), None)
            .await;
        browser.resize(320, 640).await;
        browser.run(TWICE, json!([])).await;
        let out = "return all('mailbox-password a[href^=\"tel:\"]').filter(isSeen)
            .filter((e) => e.getBoundingClientRect().right > e.closest('.mbp').getBoundingClientRect().right)
            .map((e) => e.outerHTML.slice(0, 80));";
        assert_eq!(
            browser.run(out, json!([])).await,
            json!([]),
            "{}",
            state.name
        );
    }
}

#[tokio::test]
async fn the_address_in_the_green_notice_is_not_broken_in_text_twice_as_large_on_the_narrowest_phone()
 {
    let (host, browser) = (HostServer::start().await, Browser::start().await);
    let state = State::OWN.iter().find(|state| state.name == "changed");
    state
        .expect("a state")
        .open(&browser, &host, &HostPage::complete(), None)
        .await;
    browser.resize(320, 640).await;
    browser.run(TWICE, json!([])).await;
    let lines = "const text = all('.mbp-notice[data-kind=good] .mbp-small')[0].firstChild;
        const range = document.createRange();
        range.setStart(text, 0);
        range.setEnd(text, text.data.indexOf(','));
        return range.getClientRects().length;";
    assert_eq!(browser.run(lines, json!([])).await, json!(1));
}

#[tokio::test]
async fn a_finger_hits_every_control_in_every_state_of_the_own_form() {
    check(&State::OWN, "", SMALL, true).await;
}

#[tokio::test]
async fn a_finger_hits_every_control_in_every_state_of_the_other_modes() {
    check(&State::MODES, "", SMALL, true).await;
}

#[tokio::test]
async fn the_whole_address_is_shown_beside_the_lock_on_the_narrowest_phone() {
    let status = json!({ "locked": true, "unlocksInSeconds": 900 });
    let status = Response::status("2026-08-25T14:03:00Z", status);
    let narrow = "<style>mailbox-password { inline-size: 16rem; }</style>";
    let page = HostPage::complete().lang("de").head(narrow);
    let (_host, browser) = page
        .open_with(|host| host.respond("GET /api/status", status))
        .await;
    browser.resize(320, 640).await;
    browser.wait_for_text("Gesperrt").await;
    assert_eq!(browser.run(OVERFLOW, json!([])).await, json!([]));
}
