//! Text twice as large on the narrowest telephone: every page of the panel fits, no word is broken where a reader would
//! not expect it, a heading is no smaller than the text below it, and a time stands below the words that it belongs to.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{ANN, Browser, OLD, Panel};

use super::page_checks::Page;
use super::pages::{ADMINISTRATORS, NOBODYS, USERS};

/// What stands out of the page, words with a break after a letter or a digit, headings that are smaller than text, and
/// times that are not below their words. The element has tests of its own.
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
    const size = (element) => parseFloat(getComputedStyle(element).fontSize);
    const small = all('.panel-h1').filter((heading) => size(heading) < size(document.body));
    found.push(...small.map((heading) => `small: ${heading.innerText}`));
    for (const words of all('.panel-what > span')) {
      const time = words.closest('td').nextElementSibling.querySelector('time');
      const [one, other] = [words, time].map((element) => element.getClientRects()[0].left);
      if (Math.abs(one - other) > 1) found.push(`${words.innerText} at ${one} px, its time at ${other} px`);
    }
    return found;";

/// Addresses that are broken.
const BROKEN_ADDRESSES: &str = r"
    return all('.panel-unbroken').filter(isSeen).filter((address) => {
      const text = document.createRange();
      text.selectNodeContents(address);
      const tops = [...text.getClientRects()].map((part) => part.top);
      return Math.max(...tops) > Math.min(...tops) + 4;
    }).map((address) => address.innerText);";

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

#[tokio::test]
async fn an_address_with_room_for_it_in_a_line_is_not_broken() {
    let panel = Panel::with_devices().await;
    let browser = Browser::start().await;
    let mut pages = NOBODYS.to_vec();
    browser.sign_in_as_administrator(&panel).await;
    pages.extend(ADMINISTRATORS);
    let mut faults = Vec::new();
    for (name, path, _) in pages {
        browser.open(panel.url(path)).await;
        for width in [320, 360, 390] {
            browser.resize(width, 900).await;
            let broken = browser.run(BROKEN_ADDRESSES, json!([])).await;
            if broken != json!([]) {
                faults.push(format!("{name} at {width} px: {broken}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
