//! What a keystroke costs the page's main thread, with all rules live.

use serde_json::json;
use system_tests::{Browser, HostServer, Key, until};

use crate::site::{self, BARE, Form, OURS, PEERS};
use crate::table::{self, Measured};

const ROUNDS: usize = 9;
/// Keeps and breaks rules on its way, so that the list of rules changes.
const TYPED: &str = "ann-example-Velvet-Tramway-46-and-so-on";

/// Measures and prints.
pub(crate) async fn run() {
    let (host, _) = site::start().await;
    // The one with rules that tick, too, for comparison.
    let forms = [BARE, OURS, PEERS[0]];
    let mut all: Vec<Measured> = forms.iter().map(|form| Measured::of(form.name)).collect();
    for _ in 0..ROUNDS {
        for (form, measured) in forms.iter().zip(&mut all) {
            measured.add(once(&host, form).await);
        }
    }
    table::print(
        &format!(
            "Main thread, a keystroke ({ROUNDS} rounds of {} keys)",
            TYPED.len()
        ),
        &all,
        BARE.name,
        "at most 1.1 × a bare <input>",
    );
}

/// Types into the field for a new password; milliseconds a key.
async fn once(host: &HostServer, form: &Form) -> f64 {
    let browser = Browser::start().await;
    browser.open(host.url(form.path)).await;
    if form.path == OURS.path {
        browser.wait_for_text("at least 12 characters").await;
    }
    until("the field has the focus", async || {
        let focus = "const field = document.querySelector('input[autocomplete=new-password]'); field?.focus();
            return !!field && document.activeElement === field;";
        (browser.run(focus, json!([])).await == true).then_some(())
    })
    .await;
    // What the first key sets off (the second module, the list of common passwords) comes once a form.
    browser.type_keys("a").await;
    browser.press_key(Key::Backspace).await;
    settle(&browser).await;
    browser.cdp("Performance.enable", json!({})).await;
    let before = busy(&browser).await;
    for key in TYPED.chars() {
        let key = key.to_string();
        let down = json!({ "type": "keyDown", "key": key, "text": key });
        let up = json!({ "type": "keyUp", "key": key });
        for event in [down, up] {
            browser.cdp("Input.dispatchKeyEvent", event).await;
        }
    }
    settle(&browser).await;
    let spent = busy(&browser).await - before;
    let typed = "return document.activeElement.value.length;";
    assert_eq!(
        browser.run(typed, json!([])).await,
        TYPED.len(),
        "every key was taken"
    );
    #[allow(clippy::cast_precision_loss, reason = "a handful")]
    let keys = TYPED.len() as f64;
    spent * 1000.0 / keys
}

/// Until everything that was set off is done and drawn: the page has been idle for a while.
async fn settle(browser: &Browser) {
    let idle = "for (let i = 0; i < 3; i++) {
        await new Promise((done) => setTimeout(done, 500));
        await new Promise((done) => requestIdleCallback(done));
    }";
    browser.run_async(idle, json!([])).await;
}

/// Seconds that the page's main thread has worked.
async fn busy(browser: &Browser) -> f64 {
    let metrics = browser.cdp("Performance.getMetrics", json!({})).await;
    let metrics = metrics["metrics"].as_array().expect("metrics");
    let task = metrics
        .iter()
        .find(|metric| metric["name"] == "TaskDuration");
    task.and_then(|task| task["value"].as_f64())
        .expect("how long it worked")
}
