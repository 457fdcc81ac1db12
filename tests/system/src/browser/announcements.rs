use serde_json::json;

use crate::browser::Browser;
use crate::wait::until;

/// Records changes of live regions that were in the page before: only those are announced reliably.
const RECORD: &str = "
    const LIVE = '[role=status], [role=alert], [aria-live]';
    const known = new WeakSet(all(LIVE));
    window.__announcements = [];
    new MutationObserver((changes) => {
      const regions = new Set();
      for (const { target } of changes) {
        const region = (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)?.closest(LIVE);
        if (region && known.has(region)) regions.add(region);
      }
      for (const region of regions) {
        const text = squeeze(region.textContent);
        if (text) window.__announcements.push(text);
      }
      for (const region of all(LIVE)) known.add(region);
    }).observe(document.body, { characterData: true, childList: true, subtree: true });";

impl Browser {
    /// Starts recording what the live regions of the page announce to a screen reader.
    pub async fn record_announcements(&self) {
        self.run(RECORD, json!([])).await;
    }

    /// What was announced since [`Browser::record_announcements`], in order.
    pub async fn announcements(&self) -> Vec<String> {
        let text = self.run("return window.__announcements;", json!([])).await;
        let text = text.as_array().cloned().unwrap_or_default();
        text.iter()
            .filter_map(|words| words.as_str().map(str::to_owned))
            .collect()
    }

    /// Waits until these were announced, word for word, in this order, each once, and nothing else. A time of day is
    /// written `TIME`.
    ///
    /// # Panics
    /// When something else was announced.
    pub async fn wait_for_all_announcements(&self, expected: &[&str]) {
        let last = expected.last().copied().unwrap_or_default();
        let announced = until(&format!("\"{last}\" is announced"), || async {
            let announced = self.announcements_without_times().await;
            (announced.last().map(String::as_str) == Some(last)).then_some(announced)
        })
        .await;
        assert_eq!(announced, expected);
    }

    /// What was announced, with `TIME` in place of each time of day.
    async fn announcements_without_times(&self) -> Vec<String> {
        let without = "return window.__announcements.map((text) => text.replace(/\\d{1,2}:\\d{2} [AP]M/g, 'TIME'));";
        let text = self.run(without, json!([])).await;
        let text = text.as_array().cloned().unwrap_or_default();
        text.iter()
            .filter_map(|words| words.as_str().map(str::to_owned))
            .collect()
    }

    /// Waits for an announcement that starts with this.
    pub async fn wait_for_announcement_starting(&self, words: &str) {
        until(&format!("\"{words} …\" is announced"), async || {
            let announced = self.announcements().await;
            announced
                .iter()
                .any(|text| text.starts_with(words))
                .then_some(())
        })
        .await;
    }

    /// Waits for exactly this announcement.
    pub async fn wait_for_announcement(&self, words: &str) {
        until(&format!("\"{words}\" is announced"), async || {
            self.announcements()
                .await
                .iter()
                .any(|text| text == words)
                .then_some(())
        })
        .await;
    }
}
