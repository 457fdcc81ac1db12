//! What a keystroke costs the page's main thread, with all rules live.

use std::ops::Sub;
use std::time::Duration;

use serde_json::json;
use system_tests::{Browser, Key, until};

use crate::form::Rules;
use crate::idle;
use crate::rounds::Measured;
use crate::site::{Page, RULE, Site};

/// Keeps and breaks rules on its way, so that the list of rules changes.
pub(crate) const TYPED: &str = "ann-example-Velvet-Tramway-46-and-so-on";
#[allow(clippy::cast_precision_loss, reason = "a handful")]
const KEYS: f64 = TYPED.len() as f64;

/// For what the last key sets off, such as an announcement. As long for every form: a caret that blinks is work, too.
const REST: Duration = Duration::from_secs(2);

/// Milliseconds a key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keystroke {
    /// Running scripts, WebAssembly among them. Chromium does not count what continues after an `await` here.
    pub(crate) script: f64,
    /// Everything that the main thread did but the benchmark's own commands: scripts, style, layout, drawing, and the
    /// browser's own work on the key.
    pub(crate) main_thread: f64,
}

impl Sub for Keystroke {
    type Output = Self;

    fn sub(self, earlier: Self) -> Self {
        Self {
            script: self.script - earlier.script,
            main_thread: self.main_thread - earlier.main_thread,
        }
    }
}

impl Measured<Keystroke> {
    /// Running scripts.
    pub(crate) fn script(&self) -> Option<f64> {
        self.median(|keystroke| Some(keystroke.script))
    }

    /// Everything that the main thread did.
    pub(crate) fn main_thread(&self) -> Option<f64> {
        self.median(|keystroke| Some(keystroke.main_thread))
    }
}

/// Types into the field for a new password.
pub(crate) async fn once(site: &Site, page: &Page) -> Keystroke {
    let browser = Browser::start().await;
    browser.open(site.host.url(page.form.path())).await;
    if page.form.rules() == Rules::AtOnce {
        until("the rules", async || {
            let sees = "const text = document.querySelector('main').innerText; return arguments[0].some((rule) => text.includes(rule));";
            (browser.run(sees, json!([RULE])).await == true).then_some(())
        })
        .await;
    }
    until("the field has the focus", async || {
        let focus = "const field = document.querySelector('input[autocomplete=new-password]'); field?.focus();
            return !!field && document.activeElement === field;";
        (browser.run(focus, json!([])).await == true).then_some(())
    })
    .await;
    // What the first key sets off (more files, such as the list of common passwords) comes once a form.
    browser.type_keys("a").await;
    browser.press_key(Key::Backspace).await;
    idle::settled(&browser).await;
    // Time that the thread itself ran: what else the machine is doing does not count.
    let thread_time = json!({ "timeDomain": "threadTicks" });
    browser.cdp("Performance.enable", thread_time).await;
    let before = spent(&browser).await;
    for key in TYPED.chars() {
        let key = key.to_string();
        let down = json!({ "type": "keyDown", "key": key, "text": key });
        let up = json!({ "type": "keyUp", "key": key });
        for event in [down, up] {
            browser.cdp("Input.dispatchKeyEvent", event).await;
        }
    }
    tokio::time::sleep(REST).await;
    let spent = spent(&browser).await - before;
    let typed = "return document.activeElement.value.length;";
    assert_eq!(
        browser.run(typed, json!([])).await,
        TYPED.len(),
        "every key was taken"
    );
    spent
}

/// What the page has spent so far, shared out among the keys that are typed.
async fn spent(browser: &Browser) -> Keystroke {
    let metrics = browser.cdp("Performance.getMetrics", json!({})).await;
    let metrics = metrics["metrics"].as_array().expect("metrics");
    let of = |name: &str| {
        let metric = metrics.iter().find(|metric| metric["name"] == name);
        let seconds = metric.and_then(|metric| metric["value"].as_f64());
        seconds.expect("a duration") * 1000.0 / KEYS
    };
    Keystroke {
        script: of("ScriptDuration"),
        main_thread: of("TaskDuration") - of("DevToolsCommandDuration"),
    }
}
