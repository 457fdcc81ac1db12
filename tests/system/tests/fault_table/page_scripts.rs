//! What runs in the page: it makes a fresh element for a row, presses **Change**, and looks at what came of it.

/// A script in the page's head, before the element's script. It counts the element's change requests, also where a row
/// replaces `fetch`, and lets a row replace `fetch` for those requests only.
pub(crate) const HEAD: &str = r#"<script>{
  const real = window.fetch.bind(window);
  const isChange = (request, init) => (init?.method ?? request.method ?? "GET") === "POST";
  window.__changes = [];
  let patched = (...rest) => real(...rest);
  window.patchFetch = (patch) => (patched = (...rest) => patch(...(patch.length ? [real] : []), ...rest));
  window.fetch = (...rest) => {
    if (!isChange(...rest)) return real(...rest);
    window.__changes.push(rest[0].url ?? String(rest[0]));
    return patched(...rest);
  };
}</script>"#;

/// Puts a fresh element in the place of the last one, and fills in its fields.
pub(crate) const OPEN: &str = r#"
  const [attributes, config, values] = args;
  for (const old of all("mailbox-password")) old.remove();
  document.querySelector("main").replaceChildren();
  await new Promise((done) => setTimeout(done));
  for (const name of ["localStorage", "sessionStorage"]) try { window[name].clear(); } catch {}
  __probe.events.length = __probe.errors.length = __changes.length = 0;
  const element = document.createElement("mailbox-password");
  for (const [name, value] of attributes) element.setAttribute(name, value);
  if (Object.keys(config).length) element.config = config;
  const ready = new Promise((done) => element.addEventListener("mailbox-password-ready", done, { once: true }));
  document.querySelector("main").append(element);
  const late = new Promise((done) => setTimeout(done, 20_000, "late"));
  if ((await Promise.race([ready, late])) === "late") throw new Error(`not ready: ${words()}`);
  for (const [part, value] of Object.entries(values)) {
    const input = element.querySelector(`[id$="-${part}"]`);
    input.value = value;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
"#;

/// In the scope of a row's scripts.
pub(crate) const SCOPE: &str = r#"
  const element = all("mailbox-password")[0];
  const form = element.querySelector("form");
  const button = element.querySelector("[type=submit]");
  const tick = () => new Promise((done) => setTimeout(done));
"#;

/// Waits until an outcome is told, and says what there is to see. `args` are the headings of the outcomes.
pub(crate) const OBSERVE: &str = r#"
  const end = performance.now() + 20_000;
  const has = () => args.some((heading) => words().includes(heading));
  const turn = () => new Promise((done) => setTimeout(done, 10));
  while (!has() && performance.now() < end) await turn();
  await turn();
  await turn();
  const element = all("mailbox-password")[0];
  const stored = (name) => {
    try {
      return Object.entries(window[name]).flat().join("\n");
    } catch {
      return "";
    }
  };
  const field = (part) => element?.querySelector(`[id$="-${part}"]`)?.value ?? null;
  return {
    words: words(),
    fields: ["current", "new", "confirm"].map(field),
    events: __probe.events.filter(({ name }) => ["changed", "failed", "unknown"].includes(name)).map(({ name }) => name),
    errors: __probe.errors,
    changes: __changes.length,
    ran: window.__ran ?? null,
    markup: element?.querySelectorAll("img, script, iframe, b").length,
    open: [
      ...["localStorage", "sessionStorage"].map(stored),
      location.href,
      document.cookie,
      JSON.stringify(history.state),
      JSON.stringify(__probe.events),
      document.documentElement.outerHTML,
      performance.getEntries().map(({ name }) => name).join("\n"),
    ].join("\n"),
  };
"#;

/// Takes service workers away.
pub(crate) const CLEAN: &str = "for (const worker of (await navigator.serviceWorker.getRegistrations())) await worker.unregister();";
