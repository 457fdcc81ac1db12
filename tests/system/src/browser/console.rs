//! What the page, the element and the browser write to the console.

use serde_json::{Value, json};
use thirtyfour::BrowserLogEntry;

use crate::browser::page_scripts::PROBE;
use crate::browser::{Browser, Engine};

/// Keeps what scripts write to the console, for engines whose driver has no log. What the browser itself writes is
/// not in it.
const RECORD: &str = "
  __probe.console = [];
  for (const [name, level] of Object.entries({ debug: 'DEBUG', error: 'SEVERE', info: 'INFO', log: 'INFO', warn: 'WARNING' })) {
    const real = console[name].bind(console);
    console[name] = (...said) => {
      __probe.console.push([level, said.map((part) => part?.stack ?? String(part)).join(' ')]);
      real(...said);
    };
  }
";

impl Browser {
    /// Markup for the head of a page, in front of its scripts. Chromium does the same by itself in every page.
    #[must_use]
    pub fn probe(&self) -> String {
        match self.engine {
            Engine::Chromium => String::new(),
            Engine::Firefox | Engine::WebKit => format!("<script>{PROBE}{RECORD}</script>"),
        }
    }

    /// All console messages so far, including warnings and errors of the page and the network.
    ///
    /// # Panics
    /// When the driver does not return the log.
    pub async fn console(&self) -> Vec<BrowserLogEntry> {
        let new = match self.engine {
            Engine::Chromium => self.driver.browser_log().await.expect("the console"),
            Engine::Firefox | Engine::WebKit => self.recorded().await,
        };
        let mut all = self.console.lock().unwrap();
        all.extend(new);
        all.clone()
    }

    /// Errors on the console, except those for error statuses of responses.
    ///
    /// # Panics
    /// When the driver does not return the log.
    pub async fn console_errors(&self) -> Vec<String> {
        let all = self.console().await;
        all.into_iter()
            .filter(|entry| entry.level == "SEVERE" && entry.source.as_deref() != Some("network"))
            .map(|entry| entry.message)
            .collect()
    }

    /// What the page has recorded since the last call.
    async fn recorded(&self) -> Vec<BrowserLogEntry> {
        let take = "return window.__probe?.console?.splice(0) ?? [];";
        let said = self.try_run(take, json!([])).await.unwrap_or_default();
        let said = said.as_array().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        said.iter()
            .map(|entry| BrowserLogEntry {
                level: text(&entry[0]),
                message: text(&entry[1]),
                source: None,
                timestamp: 0,
            })
            .collect()
    }
}
