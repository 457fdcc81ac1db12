//! Mounting and removing the element a thousand times leaks no nodes, listeners or memory, and no field is kept that has
//! left the page.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{
    Browser, CHANGED, HostPage, HostServer, NEW, OLD, Response, default_routes, until,
};

/// Mounts and removes the element `count` times: every `every`-th time during a request, otherwise once it is ready.
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
        const unknown = new Promise((done) => element.addEventListener('mailbox-password-unknown', done, { once: true }));
        for (const input of element.querySelectorAll('input:not([readonly])')) input.value = 'Velvet-Tramway-46';
        element.querySelector('input').value = 'x';
        element.querySelector('form').requestSubmit();
        element.remove();
        await unknown;
        // Otherwise the next element would show the unknown outcome.
        sessionStorage.clear();
      } else {
        element.remove();
        await new Promise((done) => setTimeout(done));
      }
    }";

/// Mounts and removals in a round.
const ROUND: u32 = 190;
/// Rounds at least: with the first 50 mounts, a thousand.
const ROUNDS: usize = 5;
/// Rounds at most, until the module's memory has stopped to grow.
const MOST_ROUNDS: usize = 15;
/// Rounds in sequence in which it must not grow. A page of WebAssembly memory has 64 KiB, so a leak of 115 bytes a
/// mount grows it in at least one of them.
const CALM: usize = 3;

/// Bytes by which it may grow after the first 50 mounts, in however many rounds: four pages. It needs one; the others
/// are for what a slow browser ends late. So no more than 280 bytes are left of a mount on average, also where the
/// rounds that grow are not the last ones.
const MOST_GROWTH: u64 = 4 * 65_536;

/// Counts of nodes, listeners and documents, the module's memory and the heap, after garbage collection.
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
        return (await (await import(glue)).default({})).memory.buffer.byteLength;";
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
    // How much memory the module needs at once depends on how soon the browser ends what was aborted. A leak, however,
    // grows it for ever.
    let mut memories = vec![before[3]];
    let is_calm = |memories: &[u64]| {
        memories.len() > ROUNDS
            && memories
                .iter()
                .rev()
                .take(CALM + 1)
                .all(|size| Some(size) == memories.last())
    };
    let mut after = before;
    while !is_calm(&memories) && memories.len() <= MOST_ROUNDS {
        // Every 19th during a request: 10 a round.
        browser.run_async(MOUNT, json!([ROUND, 19])).await;
        after = measure(&browser).await;
        memories.push(after[3]);
    }
    assert!(
        is_calm(&memories),
        "the module's memory after each round: {memories:?}"
    );
    let growth = memories.last().unwrap() - memories[0];
    assert!(
        growth <= MOST_GROWTH,
        "{growth} bytes more in the module's memory: {memories:?}"
    );
    let sent = host.requests("POST /api/password").len();
    assert!(sent <= 5 + 10 * (memories.len() - 1), "{sent} requests");
    println!("nodes, listeners, documents, module memory, heap: {before:?}, then {after:?}");
    let [nodes, listeners, documents, _, heap] = after;
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
    // The browser's own records (console, network, resource timings) grow with the requests. A leaked element needs
    // some 20 KB; 950 of them would need 19 MB.
    assert!(
        heap < before[4] + 2_000_000,
        "heap: {} became {heap}",
        before[4]
    );
    assert_eq!(browser.script_errors().await, Vec::<Value>::new());
}

#[tokio::test]
async fn the_fields_of_a_form_that_has_left_the_page_are_not_kept() {
    let (_host, browser) = HostPage::complete().ready_for(Response::changed()).await;
    // By a script: what is typed stays in the browser's list of what can be undone.
    let change = "const inputs = all('input[type=password]');
        args.forEach((value, index) => {
          inputs[index].value = value;
          inputs[index].dispatchEvent(new Event('input', { bubbles: true }));
        });
        window.fields = inputs.map((input) => new WeakRef(input));
        inputs[0].form.requestSubmit();";
    browser.run_async(change, json!([OLD, NEW, NEW])).await;
    browser.wait_for_focus(CHANGED).await;
    until("the fields are collected", async || {
        browser.cdp("HeapProfiler.collectGarbage", json!({})).await;
        let count = "return fields.filter((field) => field.deref()).length;";
        (browser.run(count, json!([])).await == 0).then_some(())
    })
    .await;
}
