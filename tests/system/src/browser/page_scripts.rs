/// Runs in every page before its own scripts: records the element's events, policy violations and errors.
pub(crate) const PROBE: &str = r#"
(() => {
  const probe = { events: [], violations: [], errors: [] };
  Object.defineProperty(window, "__probe", { value: probe });
  for (const name of ["ready", "before-submit", "changed", "failed", "unknown", "checklist", "unlocked", "session-expired"]) {
    addEventListener(`mailbox-password-${name}`, ({ detail }) => {
      probe.events.push({ name, detail, isFrozen: Object.isFrozen(detail), text: JSON.stringify(detail) });
    }, true);
  }
  addEventListener("securitypolicyviolation", (event) => {
    probe.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
  }, true);
  addEventListener("error", (event) => probe.errors.push(event.message ?? `could not load ${event.target?.src}`), true);
  addEventListener("unhandledrejection", (event) => probe.errors.push(`unhandled: ${event.reason}`));
})();
"#;

/// Helpers for scripts in a page: they pierce open shadow roots, and find visible controls by their accessible name.
pub(crate) const HELPERS: &str = r#"
const roots = (root) => [root, ...[...root.querySelectorAll("*")].filter((e) => e.shadowRoot).flatMap((e) => roots(e.shadowRoot))];
const all = (selector) => roots(document).flatMap((root) => [...root.querySelectorAll(selector)]);
const squeeze = (text) => text.replace(/[\s\u00a0\u202f]+/g, " ").trim();
const isSeen = (e) => e.checkVisibility({ visibilityProperty: true });
const nameOf = (e) => {
  const own = e.getAttribute("aria-label");
  if (own) return squeeze(own);
  if (e.labels?.length) return squeeze([...e.labels].map((label) => label.innerText).join(" "));
  if (e.classList.contains("mbp-device")) return squeeze(e.querySelector("strong").textContent);
  if (e.localName === "fieldset") return squeeze(e.querySelector("legend")?.innerText ?? "");
  const by = e.getAttribute("aria-labelledby");
  if (by) return squeeze(by.split(/\s+/).map((id) => e.getRootNode().getElementById(id)?.innerText ?? "").join(" "));
  // What is said of a button to those who hear it alone comes right behind its words.
  return squeeze(e.innerText ?? e.textContent).replace(" : ", ": ");
};
const KINDS = {
  button: "button", field: "input:not([type=radio])", heading: "[role=heading], h1, h2, h3, h4, h5, h6",
  link: "a[href]", radio: "input[type=radio]", summary: "summary", group: "fieldset, [role=group]", device: ".mbp-device",
  checkbox: "input[type=checkbox]",
};
const find = (kind, name, within) => {
  const among = within ? [...within.querySelectorAll(KINDS[kind])] : all(KINDS[kind]);
  return among.find((e) => isSeen(e) && (kind === "group" || kind === "device" ? nameOf(e).startsWith(name) : nameOf(e) === name)) ?? null;
};
// The visible text of the element, without its live regions.
const words = () => {
  const live = all("mailbox-password [role=status]").filter((e) => e.parentElement.classList.contains("mbp"));
  for (const e of live) e.style.display = "none";
  const shown = all("mailbox-password > *").filter(isSeen).map((e) => e.innerText).join("\n");
  for (const e of live) e.removeAttribute("style");
  return squeeze(shown);
};
const focused = () => {
  let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  return e;
};
"#;
