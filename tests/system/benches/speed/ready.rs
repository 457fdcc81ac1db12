//! How soon somebody can type a password, on a slow line and a slow machine, with nothing in any cache.

use serde_json::json;
use system_tests::{Browser, until};

use crate::site::{self, Form, OURS, PEERS};
use crate::table::{self, Measured};

const ROUNDS: usize = 9;
/// How many times slower than this machine's the processor is.
const SLOWER: u32 = 4;
/// 1.6 Mbit/s, in bytes a second.
const BYTES_A_SECOND: u32 = 1_600_000 / 8;
/// From a request to the first byte of its answer, in milliseconds: a phone's, as Lighthouse has it.
const LATENCY: u32 = 150;

/// The time at which a password field has been drawn and the page is free to take a key.
const WATCH: &str = "
  const look = (watcher) => {
    if (!document.querySelector('input[type=password]')) return;
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.__ready = performance.now(); }));
  };
  new MutationObserver((_, watcher) => look(watcher)).observe(document, { childList: true, subtree: true });
";

/// Measures and prints.
pub(crate) async fn run() {
    let (host, sizes) = site::start().await;
    let forms: Vec<Form> = [OURS].into_iter().chain(PEERS).collect();
    let mut all: Vec<Measured> = forms.iter().map(|form| Measured::of(form.name)).collect();
    for _ in 0..ROUNDS {
        for (form, measured) in forms.iter().zip(&mut all) {
            measured.add(once(&host.url(form.path)).await);
        }
    }
    println!("\nFirst load, bytes of brotli");
    for (name, size) in sizes {
        println!("  {name:34} {size:8}");
    }
    let fastest = all[1..]
        .iter()
        .min_by(|a, b| a.median().total_cmp(&b.median()))
        .expect("a peer")
        .name;
    table::print(
        &format!(
            "Ready to type, processor {SLOWER} times slower, 1.6 Mbit/s, {LATENCY} ms latency, nothing cached ({ROUNDS} rounds)"
        ),
        &all,
        fastest,
        "at most 0.75 × the fastest of the React forms",
    );
}

/// Opens it in a browser that does not know it yet; milliseconds.
async fn once(url: &str) -> f64 {
    let browser = Browser::start().await;
    browser.run_before_each_page(WATCH).await;
    browser
        .cdp("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER }))
        .await;
    let line = json!({
        "offline": false, "latency": LATENCY, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND,
    });
    browser.cdp("Network.enable", json!({})).await;
    browser.cdp("Network.emulateNetworkConditions", line).await;
    browser.open(url).await;
    until(&format!("a password field at {url}"), async || {
        browser
            .run("return window.__ready ?? null;", json!([]))
            .await
            .as_f64()
    })
    .await
}
