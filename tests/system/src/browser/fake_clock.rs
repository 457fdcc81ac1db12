use serde_json::json;

use crate::browser::Browser;
use crate::server::HostPage;

/// Timers of more than a second wait for [`Browser::pass`], which also moves the page's clock.
const CLOCK: &str = "<script>
  const now = Date.now.bind(Date), start = window.setTimeout.bind(window), stop = window.clearTimeout.bind(window);
  const clock = { passed: 0, waiting: [], next: 1e9 };
  Object.defineProperty(window, '__clock', { value: clock });
  Date.now = () => now() + clock.passed;
  window.setTimeout = (what, after = 0, ...rest) => {
    if (!(after > 1000)) return start(what, after, ...rest);
    clock.waiting.push({ id: ++clock.next, at: Date.now() + after, what: () => what(...rest) });
    return clock.next;
  };
  window.clearTimeout = (id) => {
    clock.waiting = clock.waiting.filter((timer) => timer.id !== id);
    stop(id);
  };
  clock.pass = (seconds) => {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const due = clock.waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      clock.waiting = clock.waiting.filter((timer) => timer !== due);
      clock.passed += Math.max(0, due.at - Date.now());
      due.what();
    }
    clock.passed += Math.max(0, end - Date.now());
  };
</script>";

/// Long waits are short.
const HURRY: &str = "
  const start = window.setTimeout.bind(window);
  window.setTimeout = (what, after = 0, ...rest) => start(what, after > 5000 ? after / 20 : after, ...rest);
";

/// A tab that can be put into the background.
const TAB: &str = "<script>
  let away = false;
  Object.defineProperty(document, 'hidden', { get: () => away });
  Object.defineProperty(document, 'visibilityState', { get: () => (away ? 'hidden' : 'visible') });
  Object.defineProperty(window, '__putAway', { value: (isAway) => {
    away = isAway;
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  } });
</script>";

impl HostPage {
    /// With a clock that stands still for timers until the test lets time pass.
    #[must_use]
    pub fn with_fake_clock(self) -> Self {
        self.head(CLOCK)
    }

    /// In a tab that the test can put into the background.
    #[must_use]
    pub fn with_tab_visibility(self) -> Self {
        self.head(TAB)
    }
}

impl Browser {
    /// Lets time pass on a page with a clock: every timer that is due goes off, in order.
    pub async fn advance_clock(&self, seconds: u32) {
        self.run("window.__clock.pass(arguments[0]);", json!([seconds]))
            .await;
    }

    /// In every page that is opened from now on, what would be asked again after ten seconds is asked again after half
    /// a second. The page's clock stays right.
    pub async fn shorten_polling(&self) {
        self.run_before_each_page(HURRY).await;
    }

    /// Another tab is looked at, or this one again.
    pub async fn set_tab_hidden(&self, is_away: bool) {
        self.run("window.__putAway(arguments[0]);", json!([is_away]))
            .await;
    }
}
