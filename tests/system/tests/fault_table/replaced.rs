//! What a page or a browser has put in the place of what the element uses: storages, clocks, `fetch`, service workers.

use serde_json::json;
use system_tests::Response;

use super::jobs::LOST;
use super::responses::json_text;
use super::row::{
    During, Outcome, Outcome::Changed, Outcome::NotChanged, Outcome::Unknown, Press, Row, row,
};
use super::values::{LISTENING, READ_ONLY};

pub(crate) fn rows() -> Vec<Row> {
    let mut rows = storage();
    rows.extend(clocks());
    rows.extend(patched());
    rows.extend(headers());
    rows.extend(workers());
    rows
}

fn changed(name: &'static str) -> Row {
    row(name, Changed).answer(Response::changed())
}

/// The browser's storages.
fn storage() -> Vec<Row> {
    let with = |name: &str, script, outcome: Outcome| {
        let answer = match outcome {
            Changed => Response::changed(),
            NotChanged => json_text(422, "{}"),
            Unknown => json_text(500, ""),
        };
        row(format!("{name}: {}", outcome.name()), outcome)
            .before(script)
            .answer(answer)
    };
    let kinds = [
        (
            "storage is full",
            "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
        ),
        (
            "storage is forbidden",
            "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });",
        ),
        (
            "storage is missing",
            "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { value: null });",
        ),
        ("storage forgets", "Storage.prototype.setItem = () => {};"),
        (
            "storage gives what nobody stored",
            "Storage.prototype.getItem = () => '[{\"x\":1}]';",
        ),
        (
            "storage gives no texts",
            "Storage.prototype.getItem = () => ({ savedAt: 1 });",
        ),
        (
            "storage fails when read",
            "Storage.prototype.getItem = () => { throw 5; }; Storage.prototype.removeItem = () => { throw 5; };",
        ),
    ];
    let mut rows = Vec::new();
    for (name, script) in kinds {
        for outcome in [Changed, NotChanged, Unknown] {
            let is_short = name == "storage is full" && outcome == Changed
                || name == "storage is forbidden" && outcome == Unknown;
            rows.push(with(name, script, outcome).short_if(is_short));
        }
    }
    rows
}

/// The computer's clock is wrong, or jumps.
fn clocks() -> Vec<Row> {
    let cases = [
        ("is at 1970", "Date.now = () => 0;"),
        (
            "is a century ahead",
            "const now = Date.now.bind(Date); Date.now = () => now() + 3.2e12;",
        ),
        (
            "stands still",
            "const at = Date.now(); Date.now = () => at;",
        ),
        (
            "runs backwards",
            "let at = Date.now(); Date.now = () => (at -= 60000);",
        ),
        ("is beyond all dates", "Date.now = () => 9e15;"),
        ("is no number", "Date.now = () => NaN;"),
    ];
    let mut rows = Vec::new();
    for (name, script) in cases {
        let clock = |outcome| {
            row(
                format!("the clock {name}: {}", Outcome::name(outcome)),
                outcome,
            )
            .before(script)
        };
        rows.push(
            clock(Changed)
                .answer(Response::changed())
                .short_if(name == "is at 1970"),
        );
        rows.push(clock(Unknown).answer(json_text(500, "")));
        rows.push(
            clock(NotChanged)
                .answer(json_text(429, "{\"retryAfter\":300}"))
                .short_if(name == "runs backwards"),
        );
    }
    for (name, script) in [
        (
            "jumps ahead by a day",
            "const now = Date.now.bind(Date); Date.now = () => now() + 86400000;",
        ),
        (
            "jumps back by a day",
            "const now = Date.now.bind(Date); Date.now = () => now() - 86400000;",
        ),
    ] {
        rows.push(
            row(format!("the clock {name} during the request"), Changed)
                .before("")
                .answer(Response::changed().held())
                .during(During::Script(script)),
        );
    }
    rows
}

/// Every object of the page has the members that the contract's answers have.
const GIVEN_TO_ALL: &str = "for (const [name, value] of Object.entries({
    changedAt: '2026-11-23T14:03:00Z', state: 'changed', worksFrom: '2026-11-23T14:03:00Z', attemptsLeft: 1,
    type: 'urn:mailbox-password:problem:current-password-incorrect', unlocksInSeconds: 60, retryAfter: 1, problem: {},
    minLength: 99, baseline: 'x', location: '/job', unfinished: true, help: 'a', texts: { change: 'Go' }, de: {}, en: {},
  })) Object.defineProperty(Object.prototype, name, { value, writable: true, configurable: true });";

/// The page has replaced what the browser brings.
fn patched() -> Vec<Row> {
    let broken = |name, script| {
        row(name, Unknown)
            .before(script)
            .answer(Response::changed())
            .with("timeout", "1")
    };
    let works = |name, script| changed(name).before(script);
    // Only the change is sent by what the page has put in the place of `fetch`.
    vec![
        broken(
            "fetch rejects with nothing",
            "patchFetch(() => Promise.reject());",
        )
        .short(),
        broken(
            "fetch rejects with a text",
            "patchFetch(() => Promise.reject('no'));",
        ),
        broken(
            "fetch throws",
            "patchFetch(() => { throw new Error('no'); });",
        )
        .short(),
        broken("fetch gives nothing", "patchFetch(() => undefined);"),
        broken(
            "fetch gives an object that is no response",
            "patchFetch(async () => ({ ok: true, status: 200, json: async () => ({ changedAt: '2026-11-23T14:03:00Z' }) }));",
        ),
        broken(
            "fetch never answers, and ignores the time-out",
            "patchFetch(() => new Promise(() => {}));",
        )
        .short(),
        broken(
            "the body never comes, and ignores the time-out",
            "patchFetch(async () => new Response(new ReadableStream({}), { status: 200 }));",
        ),
        broken(
            "the body is of no bytes",
            "patchFetch(async () => new Response(new ReadableStream({ start(c) { c.enqueue('text'); c.close(); } })));",
        ),
        broken(
            "the body was read already",
            "patchFetch(async () => { const response = new Response('{\"changedAt\":\"2026-11-23T14:03:00Z\"}'); await response.text(); return response; });",
        ),
        works(
            "fetch is wrapped, with its response cloned",
            "patchFetch(async (real, ...rest) => { const response = await real(...rest); response.clone().text(); return response; });",
        ),
        works(
            "the page adds members to every object",
            "Object.defineProperty(Object.prototype, 'of', { value: 5, writable: true, configurable: true }); Object.defineProperty(Array.prototype, 'of', { value: 5, writable: true, configurable: true });",
        ),
        row("the page gives every object what an answer has", Unknown)
            .before(GIVEN_TO_ALL)
            .config(json!({ "allowedOrigins": [] }))
            .answer(json_text(200, "{}"))
            .short(),
        row("the page gives every object what a job has", Unknown)
            .before(GIVEN_TO_ALL)
            .config(json!({ "allowedOrigins": [] }))
            .answer(
                json_text(202, "{}")
                    .header("Location", "job")
                    .header("Retry-After", "1"),
            )
            .route("GET {}/job", [json_text(200, "{}"), json_text(404, "{}")])
            .advance(400)
            .logs(LOST),
        row("the page gives every object what a refusal has", NotChanged)
            .before(GIVEN_TO_ALL)
            .config(json!({ "allowedOrigins": [] }))
            .answer(json_text(403, "{}"))
            .says("The server refused the request (403).")
            .short(),
        works(
            "the page adds toJSON to lists, as Prototype 1.6 does",
            "Array.prototype.toJSON = function () { return JSON.stringify('patched'); };",
        ),
        works("every object has setters that listen", LISTENING).short(),
        works("every object has members that cannot be written", READ_ONLY).short(),
        works("the prototype of every object is frozen", "Object.freeze(Object.prototype);"),
        row("every object has what Intl understands", Unknown)
            .before(
                "for (const [name, value] of Object.entries({ dateStyle: 'full', timeStyle: 'full', weekday: 'long', era: 'long' }))
                 Object.defineProperty(Object.prototype, name, { value, writable: true, configurable: true });",
            )
            .answer(json_text(500, ""))
            .says("It was sent "),
        row("there are no random numbers", NotChanged)
            .before("crypto.randomUUID = undefined;")
            .answer(Response::changed())
            .says("The page could not prepare the request. Nothing was sent.")
            .unsent(),
        row("random numbers are no text", NotChanged)
            .before("crypto.randomUUID = () => ({});")
            .answer(Response::changed())
            .says("The page could not prepare the request. Nothing was sent.")
            .unsent(),
    ]
}

/// The property `headers` of the page.
fn headers() -> Vec<Row> {
    let failed = |name, script| {
        row(name, NotChanged)
            .answer(Response::changed())
            .with("timeout", "1")
            .press(Press::Script(script))
            .says("The page could not prepare the request. Nothing was sent.")
            .unsent()
    };
    vec![
        failed("headers throws", "element.headers = () => { throw new Error('no'); }; await tick(); button.click();").short(),
        failed("headers rejects", "element.headers = async () => { throw undefined; }; await tick(); button.click();"),
        failed("headers gives a number", "element.headers = () => 5; await tick(); button.click();"),
        failed("headers gives an impossible name", "element.headers = () => ({ 'not a name': 'x' }); await tick(); button.click();"),
        failed("headers gives an impossible value", "element.headers = () => ({ 'X-Token': 'a\\nb' }); await tick(); button.click();"),
        failed("headers never comes", "element.headers = () => new Promise(() => {}); await tick(); button.click();").logs("headers took too long: change").short(),
        changed("headers gives nothing").press(Press::Script("element.headers = () => null; await tick(); button.click();")),
        changed("headers gives ours").press(Press::Script("element.headers = () => ({ 'Content-Type': 'text/plain', 'Idempotency-Key': 'mine' }); await tick(); button.click();")),
    ]
}

/// A service worker of the page stands between.
fn workers() -> Vec<Row> {
    let worker = |name, outcome, code: &str| {
        let script = Response::new(200, "text/javascript", format!(
            "oninstall = () => skipWaiting(); onactivate = (event) => event.waitUntil(clients.claim());
             onfetch = (event) => {{ if (event.request.method === 'POST') event.respondWith(({code})(event.request)); }};"
        ));
        row(name, outcome)
            .before("")
            .answer(Response::changed())
            .route("GET {}/worker.js", [script.header("Service-Worker-Allowed", "/")])
            .press(Press::Script(
                "const controlled = new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
                 await navigator.serviceWorker.register(element.getAttribute('endpoint').replace('password', 'worker.js'), { scope: '/' });
                 await controlled; button.click();",
            ))
    };
    vec![
        worker("a service worker passes it on", Changed, "(request) => fetch(request)").short(),
        worker("a service worker fails", Unknown, "async () => Response.error()"),
        worker("a service worker throws", Unknown, "async () => { throw new Error('no'); }"),
        worker("a service worker answers with a page", Unknown, "async () => new Response('<h1>You are offline</h1>', { headers: { 'Content-Type': 'text/html' } })").short(),
        worker("a service worker answers with a redirect", Unknown, "async () => Response.redirect('/sign-in', 302)"),
        worker("a service worker gives an answer that may not be read", Unknown, "() => fetch('data:,x', { mode: 'no-cors' })"),
        worker("a service worker sends it six times", Changed, "async (request) => { const all = []; for (let i = 0; i < 6; i += 1) all.push(fetch(request.clone())); return (await Promise.all(all))[5]; }")
            .repeated()
            .short(),
    ]
}
