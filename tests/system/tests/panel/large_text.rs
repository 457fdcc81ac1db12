//! Text twice as large on the narrowest telephone: every page of the panel fits, and no word is broken where a reader would
//! not expect it.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{ANN, Browser, OLD, Panel};

use super::page_checks::Page;
use super::pages::{ADMINISTRATORS, NOBODYS, USERS};

/// What stands out of the page, and words with a break after a letter or a digit. The element has tests of its own.
const FAULTS: &str = r"
    document.documentElement.style.fontSize = '200%';
    const { scrollWidth, clientWidth } = document.scrollingElement;
    const found = scrollWidth > clientWidth ? [`${scrollWidth} px wide`] : [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const parent = text.parentElement;
      if (!isSeen(parent) || parent.closest('.panel-hidden, thead, mailbox-password')) continue;
      for (const word of text.data.matchAll(/\S+/g)) {
        const tops = [...word[0]].map((_, at) => {
          const letter = document.createRange();
          letter.setStart(text, word.index + at);
          letter.setEnd(text, word.index + at + 1);
          return letter.getBoundingClientRect().top;
        });
        const isBroken = (at) => tops[at] > tops[at - 1] + 4 && /[\p{L}\p{N}]/u.test(word[0][at - 1]);
        if (tops.some((_, at) => at > 0 && isBroken(at))) found.push(word[0]);
      }
    }
    return found;";

/// What is wrong with these pages.
async fn check(browser: &Browser, panel: &Panel, pages: &[Page]) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, path, words) in pages {
        browser.open(panel.url(path)).await;
        browser.wait_for_page_text(words).await;
        browser.emulate_phone(320, 700).await;
        faults.extend(check_shown(browser, name).await);
    }
    faults
}

/// What is wrong with the page that is open.
async fn check_shown(browser: &Browser, name: &str) -> Option<String> {
    let found = browser.run(FAULTS, json!([])).await;
    (found != Value::Array(vec![])).then(|| format!("{name}: {found}"))
}

#[tokio::test]
async fn text_twice_as_large_fits_the_narrowest_telephone_and_its_words_are_whole() {
    let panel = Panel::with_devices().await;
    let browser = Browser::start().await;
    browser.emulate_phone(320, 700).await;
    let mut faults = check(&browser, &panel, &NOBODYS).await;
    let webmail = panel.url("/webmail");
    assert!(browser.webmail_accepts(&webmail, ANN, OLD).await);
    faults.extend(check_shown(&browser, "webmail-works").await);
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    faults.extend(check(&browser, &panel, &USERS).await);
    browser.sign_in_as_administrator(&panel).await;
    faults.extend(check(&browser, &panel, &ADMINISTRATORS).await);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
