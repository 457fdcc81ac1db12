//! How soon somebody can type a password and sees the rules, and what moves until the change is done: on a slow line
//! and a slow machine, with nothing in any cache.

use serde_json::json;
use system_tests::{Browser, Key, NEW, OLD, until};

use crate::form::{Form, Rules};
use crate::idle;
use crate::rounds::Measured;
use crate::shift::{self, Shift};
use crate::site::{Page, RULE, Site};

/// How many times slower than this machine's the processor is.
pub(crate) const SLOWER: u32 = 4;
/// From a request to the first byte of its answer, in milliseconds: a phone's, as Lighthouse has it.
pub(crate) const LATENCY: u32 = 150;
/// 1.6 Mbit/s, in bytes a second.
const BYTES_A_SECOND: u32 = 1_600_000 / 8;
/// Breaks rules, and is not what is typed the second time.
const REFUSED: &str = "ann-example";

/// What one opening of a page shows. Times are milliseconds since the navigation began.
pub(crate) struct Load {
    /// Something is on the screen.
    pub(crate) first_paint: f64,
    /// A password field has been drawn and takes typing, and the page is free to take a key.
    pub(crate) ready: f64,
    /// The rules have been drawn; nothing for a form without rules.
    pub(crate) live: Option<f64>,
    /// What moved, from the first paint until the change was done.
    pub(crate) shifts: Vec<Shift>,
    /// Bytes of all files that were loaded until the end, as they came over the line.
    pub(crate) loaded: f64,
}

impl Measured<Load> {
    /// Until a password can be typed.
    pub(crate) fn ready(&self) -> Option<f64> {
        self.median(|load| Some(load.ready))
    }

    /// Until the rules are there.
    pub(crate) fn live(&self) -> Option<f64> {
        self.median(|load| load.live)
    }

    /// The sum of the layout shifts that browsers count, in the worst round.
    pub(crate) fn shift(&self) -> Option<f64> {
        let counted = |load: &Load| Some(shift::sum(&load.shifts, |shift| !shift.follows_input));
        self.range(counted).map(|(_, worst)| worst)
    }

    /// The sum of all layout shifts, in the worst round.
    pub(crate) fn shift_in_all(&self) -> Option<f64> {
        let every = |load: &Load| Some(shift::sum(&load.shifts, |_| true));
        self.range(every).map(|(_, worst)| worst)
    }
}

/// The React form that is ready first.
pub(crate) fn fastest_react(all: &[Measured<Load>]) -> Option<&Measured<Load>> {
    all.iter()
        .filter(|one| Form::REACT.contains(&one.page.form))
        .min_by(|a, b| {
            let [a, b] = [a, b].map(|one| one.ready().unwrap_or(f64::INFINITY));
            a.total_cmp(&b)
        })
}

/// Opens the page in a browser that does not know it yet, fills in the form, sends it with a password that breaks
/// rules, then with one that keeps them.
pub(crate) async fn once(site: &Site, page: &Page) -> Load {
    let browser = Browser::start().await;
    browser
        .run_before_each_page(&watch(page.form.rules()))
        .await;
    browser
        .cdp("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER }))
        .await;
    let line = json!({
        "offline": false, "latency": LATENCY, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND,
    });
    browser.cdp("Network.enable", json!({})).await;
    browser.cdp("Network.emulateNetworkConditions", line).await;
    let url = site.host.url(page.form.path());
    browser.open(&url).await;
    let ready = seen(&browser, "ready", &format!("a password field at {url}")).await;
    let live = match page.form.rules() {
        Rules::Never => None,
        Rules::AtOnce | Rules::FromFirstLetter => {
            Some(seen(&browser, "live", &format!("the rules at {url}")).await)
        }
    };
    idle::settled(&browser).await;
    send(&browser, REFUSED).await;
    let sent = site.host.requests("POST ").len();
    send(&browser, NEW).await;
    assert!(
        page.form == Form::Bare || site.host.requests("POST ").len() > sent,
        "{} sends the change",
        page.form.name()
    );
    let end = browser.run(END, json!([])).await;
    let number = |name: &str| end[name].as_f64().expect("a number");
    Load {
        first_paint: number("firstPaint"),
        ready,
        live,
        shifts: shift::read(&end["shifts"]),
        loaded: number("loaded"),
    }
}

/// Types into every password field with real keys, in place of what is there, and presses Enter.
async fn send(browser: &Browser, new: &str) {
    let select = "const fields = [...document.querySelectorAll('input[type=password]')];
        const field = fields[arguments[0]]; field?.focus(); field?.select(); return fields.length;";
    let mut index = 0;
    while browser.run(select, json!([index])).await.as_u64() > Some(index) {
        let is_current = "return document.activeElement.autocomplete === 'current-password';";
        let is_current = browser.run(is_current, json!([])).await == true;
        let text = if is_current { OLD } else { new };
        browser.type_keys(text).await;
        let typed = browser
            .run("return document.activeElement.value;", json!([]))
            .await;
        assert_eq!(typed, text, "every key was taken");
        index += 1;
    }
    browser.press_key(Key::Enter).await;
    idle::settled(browser).await;
}

/// A time that [`watch`] has taken.
async fn seen(browser: &Browser, name: &str, what: &str) -> f64 {
    until(what, async || {
        let time = browser
            .run("return window.__speed[arguments[0]];", json!([name]))
            .await;
        time.as_f64()
    })
    .await
}

/// A script that runs before the page's own ones, and takes the times.
///
/// A form that judges from the first letter is given one as soon as it is ready, as a person would.
fn watch(rules: Rules) -> String {
    let settings = json!({
        "rule": RULE, "waitsForRules": rules != Rules::Never, "typesFirst": rules == Rules::FromFirstLetter,
    });
    WATCH.replace("SETTINGS", &settings.to_string())
}

const WATCH: &str = "(() => {
  const { rule, waitsForRules, typesFirst } = SETTINGS;
  const speed = { ready: null, live: null, shifts: [] };
  Object.defineProperty(window, '__speed', { value: speed });
  const nameOf = (node) => {
    const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    return element ? [element.localName, ...element.classList].join('.') : 'something removed';
  };
  new PerformanceObserver((list) => {
    for (const { startTime, value, hadRecentInput, sources } of list.getEntries()) {
      speed.shifts.push({ startTime, value, hadRecentInput, moved: sources.map(({ node }) => nameOf(node)) });
    }
  }).observe({ type: 'layout-shift', buffered: true });

  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 1;
  const takesTyping = (field) => field.matches(':enabled:read-write') && isSeen(field);
  const has = (element) => rule.some((words) => element.textContent.includes(words));
  const showsRule = (element) => has(element) && ![...element.children].some(has) && isSeen(element);
  const typeLetter = () => {
    document.querySelector('input[autocomplete=new-password]').focus();
    document.execCommand('insertText', false, 'a');
  };
  // When what is there now is on the screen, and the page is free again.
  const drawn = (then) => requestAnimationFrame(() => setTimeout(() => then(performance.now())));

  let hasField = false;
  let hasRules = !waitsForRules;
  const watcher = new MutationObserver(() => {
    const main = document.querySelector('main');
    if (!main) return;
    if (!hasField && [...main.querySelectorAll('input[type=password]')].some(takesTyping)) {
      hasField = true;
      drawn((time) => {
        speed.ready = time;
        if (typesFirst) typeLetter();
      });
    }
    if (!hasRules && has(main) && [...main.querySelectorAll('*')].some(showsRule)) {
      hasRules = true;
      drawn((time) => { speed.live = time; });
    }
    if (hasField && hasRules) watcher.disconnect();
  });
  watcher.observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
})();";

const END: &str = "
  const sizes = {};
  for (const { name, encodedBodySize } of performance.getEntriesByType('resource')) {
    if (!new URL(name).pathname.startsWith('/api/')) sizes[name] = Math.max(sizes[name] ?? 0, encodedBodySize);
  }
  const loaded = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  const [paint] = performance.getEntriesByName('first-paint');
  return { firstPaint: paint.startTime, shifts: window.__speed.shifts, loaded };
";
