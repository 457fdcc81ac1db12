use serde_json::json;

use crate::browser::Browser;
use crate::server::HostPage;

/// Replaces timers of a second or more by ones that only [`Browser::advance_clock`] fires, which also moves both clocks
/// of the page. Keeps track of requests, so that no time passes while the page waits for a response.
const CLOCK: &str = "<script>{
  const now = Date.now.bind(Date), start = window.setTimeout.bind(window), stop = window.clearTimeout.bind(window);
  const clock = { passed: 0, timers: [], next: 1e9 };
  Object.defineProperty(window, '__clock', { value: clock });
  Date.now = () => now() + clock.passed;
  const steady = performance.now.bind(performance);
  performance.now = () => steady() + clock.passed;
  window.setTimeout = (what, after = 0, ...rest) => {
    if (!(after >= 1000)) return start(what, after, ...rest);
    clock.timers.push({ id: ++clock.next, at: Date.now() + after, what: () => what(...rest) });
    return clock.next;
  };
  window.clearTimeout = (id) => {
    clock.timers = clock.timers.filter((timer) => timer.id !== id);
    stop(id);
  };

  const inFlight = new Set();
  const track = (owner, name, describe) => {
    const original = owner[name];
    owner[name] = function (...rest) {
      const entry = { what: describe.call(this, ...rest) };
      inFlight.add(entry);
      const result = original.apply(this, rest);
      const end = () => inFlight.delete(entry);
      Promise.resolve(result).then(end, end);
      return result;
    };
  };
  track(window, 'fetch', (request) => `${request.method ?? 'GET'} ${request.url ?? request}`);
  for (const read of ['arrayBuffer', 'blob', 'json', 'text'])
    track(Response.prototype, read, function () { return `the body of ${this.url}`; });
  track(ReadableStreamDefaultReader.prototype, 'read', () => 'a part of a body');
  track(Blob.prototype, 'text', () => 'the text of a body');
  for (const compile of ['instantiate', 'instantiateStreaming'])
    track(WebAssembly, compile, () => 'WebAssembly.' + compile);
  // A response is handled in microtasks and timers without delay, so two quiet turns of the event loop are enough.
  const settle = async () => {
    const end = now() + 30_000;
    for (let quiet = 0; quiet < 2; ) {
      await new Promise((done) => start(done));
      quiet = inFlight.size ? 0 : quiet + 1;
      if (now() > end) throw new Error(`No time can pass during ${[...inFlight].map(({ what }) => what).join(', ')}`);
    }
  };

  const fireNext = (end) => {
    const due = clock.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
    clock.timers = clock.timers.filter((timer) => timer !== due);
    clock.passed += Math.max(0, (due?.at ?? end) - Date.now());
    due?.what();
    return due;
  };
  clock.advance = async (seconds) => {
    await settle();
    const end = Date.now() + seconds * 1000;
    while (fireNext(end)) await settle();
  };
  clock.advanceDuringRequest = (seconds) => {
    const end = Date.now() + seconds * 1000;
    while (fireNext(end));
  };
}</script>";

/// Timers of more than five seconds fire after a twentieth of their time.
const SHORT_TIMERS: &str = "
  const start = window.setTimeout.bind(window);
  window.setTimeout = (what, after = 0, ...rest) => start(what, after > 5000 ? after / 20 : after, ...rest);
";

/// Replaces the visibility of the tab by one that [`Browser::set_tab_hidden`] sets.
const TAB: &str = "<script>
  let isHidden = false;
  Object.defineProperty(document, 'hidden', { get: () => isHidden });
  Object.defineProperty(document, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') });
  Object.defineProperty(window, '__setHidden', { value: (nowHidden) => {
    isHidden = nowHidden;
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  } });
</script>";

impl HostPage {
    /// With a fake clock: long timers fire only in [`Browser::advance_clock`].
    #[must_use]
    pub fn with_fake_clock(self) -> Self {
        self.head(CLOCK)
    }

    /// In a tab that [`Browser::set_tab_hidden`] can hide.
    #[must_use]
    pub fn with_tab_visibility(self) -> Self {
        self.head(TAB)
    }
}

impl Browser {
    /// Lets time pass on both clocks of the page. Timers are not affected.
    pub async fn shift_clock(&self, seconds: u32) {
        self.set_clock(seconds).await;
        let script = "const steady = performance.now.bind(performance);
            performance.now = () => steady() + arguments[0] * 1000;";
        self.run(script, json!([seconds])).await;
    }

    /// Sets the page's time of day forward, as a person or a server of time does. No time passes.
    pub async fn set_clock(&self, seconds: u32) {
        let script =
            "const before = Date.now.bind(Date); Date.now = () => before() + arguments[0] * 1000;";
        self.run(script, json!([seconds])).await;
    }

    /// Advances the clock of a page that has a fake one: fires every timer that is due, in order.
    ///
    /// Before each timer it waits until no request is in flight, and until what follows the response is done. On a page
    /// that polls, each poll thus ends before the next one is due, however busy the machine is.
    ///
    /// # Panics
    /// When a request gets no response.
    pub async fn advance_clock(&self, seconds: u32) {
        self.run_async("await window.__clock.advance(args[0]);", json!([seconds]))
            .await;
    }

    /// Waits until no request of a page with a fake clock is in flight, and what follows the response is done.
    ///
    /// # Panics
    /// When a request gets no response.
    pub async fn wait_until_idle(&self) {
        self.advance_clock(0).await;
    }

    /// The same as [`Browser::advance_clock`], while a request is in flight whose response the test holds back.
    pub async fn advance_clock_during_request(&self, seconds: u32) {
        let advance = "window.__clock.advanceDuringRequest(arguments[0]);";
        self.run(advance, json!([seconds])).await;
    }

    /// In every page that is opened from now on, polls every half second instead of every ten. `Date.now` is unchanged.
    pub async fn shorten_polling(&self) {
        self.run_before_each_page(SHORT_TIMERS).await;
    }

    /// Hides the tab as if another one was selected, or shows it again.
    pub async fn set_tab_hidden(&self, is_hidden: bool) {
        self.run("window.__setHidden(arguments[0]);", json!([is_hidden]))
            .await;
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use crate::server::{HostPage, Response};

    /// Polls every ten seconds, but not while the previous poll is in flight.
    const POLLING: &str = "<script>
      let isInFlight = false;
      const poll = async () => {
        setTimeout(poll, 10_000);
        if (isInFlight) return;
        isInFlight = true;
        window.last = await (await fetch('/poll')).text();
        isInFlight = false;
      };
      poll();
    </script>";

    #[tokio::test]
    async fn advancing_the_clock_waits_for_requests_in_flight() {
        let page = HostPage::new().with_fake_clock().head(POLLING);
        let slow =
            |body| Response::new(200, "text/plain", body).delayed(Duration::from_millis(200));
        let (host, browser) = page
            .open_with(|host| host.respond_in_turn("GET /poll", ["1", "2", "3", "4"].map(slow)))
            .await;
        browser.advance_clock(30).await;
        assert_eq!(host.requests("GET /poll").len(), 4);
        let last = browser.run("return window.last;", json!([])).await;
        assert_eq!(last, "4", "the last response has been read");
    }
}
