//! Putting the element on a page and taking it off again, a thousand times, leaves nothing behind.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, Response, default_routes};

/// Mounts so many times; every so many-th time it is removed during a request, otherwise as soon as it is ready.
const MOUNT: &str = "
    const [count, every] = args;
    const main = document.querySelector('main');
    for (let i = 0; i < count; i += 1) {
      const element = document.createElement('mailbox-password');
      for (const [name, value] of Object.entries({ endpoint: '/api/password', mailbox: 'ann@example.com' }))
        element.setAttribute(name, value);
      const ready = new Promise((done) => element.addEventListener('mailbox-password-ready', done, { once: true }));
      main.append(element);
      await ready;
      if (i % every === 0) {
        const told = new Promise((done) => element.addEventListener('mailbox-password-unknown', done, { once: true }));
        for (const input of element.querySelectorAll('input:not([readonly])')) input.value = 'Velvet-Tramway-46';
        element.querySelector('input').value = 'x';
        element.querySelector('form').requestSubmit();
        element.remove();
        await told;
        // What is unknown would be asked about the next time.
        sessionStorage.clear();
      } else {
        element.remove();
        await new Promise((done) => setTimeout(done));
      }
    }";

/// In such steps the module's memory grows.
const PAGE: u64 = 64 * 1024;

/// What the browser holds after it has thrown away all that it can.
async fn measure(browser: &Browser) -> [u64; 5] {
    for _ in 0..3 {
        browser.cdp("HeapProfiler.collectGarbage", json!({})).await;
    }
    let metrics = browser.cdp("Performance.getMetrics", json!({})).await;
    let metric = |name: &str| {
        let all = metrics["metrics"].as_array().unwrap();
        let found = all.iter().find(|metric| metric["name"] == name).unwrap();
        found["value"].as_f64().unwrap() as u64
    };
    let memory = "const glue = performance.getEntriesByType('resource').find(({ name }) => /mailbox-password-[0-9a-f]+\\.js$/.test(name)).name;
        return (await (await import(glue)).default()).memory.buffer.byteLength;";
    let memory: Value = browser.run_async(memory, json!([])).await;
    [
        metric("Nodes"),
        metric("JSEventListeners"),
        metric("Documents"),
        memory.as_u64().unwrap(),
        metric("JSHeapUsedSize"),
    ]
}

#[tokio::test]
async fn a_thousand_mounts_and_removals_leak_nothing() {
    let host = HostServer::start().await;
    default_routes(&host);
    let page = HostPage::new();
    let html = page.html().replace(&page.element(), "");
    host.respond("GET /", Response::html(html));
    host.respond("POST /api/password", Response::changed().held());
    let browser = Browser::start().await;
    browser.open(host.url("/")).await;
    browser.cdp("Performance.enable", json!({})).await;

    browser.run_async(MOUNT, json!([50, 10])).await;
    let before = measure(&browser).await;
    // 950 more, every 19th during a request: 50 of them.
    for _ in 0..5 {
        browser.run_async(MOUNT, json!([190, 19])).await;
    }
    let after = measure(&browser).await;
    let sent = host.requests("POST /api/password").len();
    assert!(sent <= 55, "{sent} requests");
    println!("nodes, listeners, documents, module memory, heap: {before:?}, then {after:?}");
    let [nodes, listeners, documents, memory, heap] = after;
    assert!(
        nodes <= before[0] + 20,
        "nodes: {} became {nodes}",
        before[0]
    );
    assert!(
        listeners <= before[1] + 5,
        "listeners: {} became {listeners}",
        before[1]
    );
    assert_eq!(documents, before[2], "documents");
    // Where allocations end is a matter of order, so one page more may be touched. One form kept for each of 950 mounts
    // would take hundreds of pages.
    assert!(
        memory <= before[3] + PAGE,
        "the module's memory: {} became {memory}",
        before[3]
    );
    // The browser's own lists (console, network, resource timings) grow with the requests. One element that stayed
    // would hold some 20 KB; 950 of them would be 19 MB.
    assert!(
        heap < before[4] + 2_000_000,
        "heap: {} became {heap}",
        before[4]
    );
    assert_eq!(browser.script_errors().await, Vec::<Value>::new());
}
