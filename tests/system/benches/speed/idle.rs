//! Waiting until a page has nothing more to do.

use serde_json::json;
use system_tests::Browser;

/// Until nothing has changed in the document and nothing has been loaded for a while. A page that never rests is waited
/// for fifteen seconds.
pub(crate) async fn settled(browser: &Browser) {
    let quiet = "
        let last = performance.now();
        const end = last + 15000;
        const touch = () => { last = performance.now(); };
        const changes = new MutationObserver(touch);
        changes.observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
        const loads = new PerformanceObserver(touch);
        loads.observe({ type: 'resource' });
        while (performance.now() < Math.min(last + 1500, end)) await new Promise((done) => setTimeout(done, 100));
        changes.disconnect();
        loads.disconnect();
        await new Promise((done) => requestIdleCallback(done));
    ";
    browser.run_async(quiet, json!([])).await;
}
