use serde_json::json;

use crate::browser::Browser;
use crate::wait::until;

/// Writes down what changes in a live region that was in the page already: only that is sure to be read out.
const LISTEN: &str = "
    const LIVE = '[role=status], [role=alert], [aria-live]';
    const known = new WeakSet(all(LIVE));
    window.__heard = [];
    new MutationObserver((changes) => {
      const regions = new Set();
      for (const { target } of changes) {
        const region = (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)?.closest(LIVE);
        if (region && known.has(region)) regions.add(region);
      }
      for (const region of regions) {
        const said = squeeze(region.textContent);
        if (said) window.__heard.push(said);
      }
      for (const region of all(LIVE)) known.add(region);
    }).observe(document.body, { characterData: true, childList: true, subtree: true });";

impl Browser {
    /// Begins to write down what every live region of the page says to a screen reader.
    pub async fn record_announcements(&self) {
        self.run(LISTEN, json!([])).await;
    }

    /// What was said since [`Browser::listen`], in order.
    pub async fn announcements(&self) -> Vec<String> {
        let said = self.run("return window.__heard;", json!([])).await;
        let said = said.as_array().cloned().unwrap_or_default();
        said.iter()
            .filter_map(|words| words.as_str().map(str::to_owned))
            .collect()
    }

    /// Waits until something was said that begins so.
    pub async fn wait_for_announcement_starting(&self, words: &str) {
        until(&format!("\"{words} …\" is announced"), async || {
            let heard = self.announcements().await;
            heard
                .iter()
                .any(|said| said.starts_with(words))
                .then_some(())
        })
        .await;
    }

    /// Waits until exactly this was said.
    pub async fn wait_for_announcement(&self, words: &str) {
        until(&format!("\"{words}\" is announced"), async || {
            self.announcements()
                .await
                .iter()
                .any(|said| said == words)
                .then_some(())
        })
        .await;
    }
}
