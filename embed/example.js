// The stand-in for a back end: answers every request below /example/ itself, in the words of the wire contract.
// A classic script, so that it is in place before the module element.js runs.
"use strict";
{
  const byId = (id) => document.getElementById(id);
  const element = document.querySelector("mailbox-password");
  const opened = Date.now();
  const instant = (time) => new Date(time).toISOString();

  // What the stand-in remembers: nothing of a password.
  let changedAt = opened - 90 * 24 * 3600 * 1000;
  let changeReference = null;
  let polls = 0;

  const POLICY = {
    minLength: 12, maxLength: 256, lengthUnit: "codePoints", classes: { atLeast: 3 }, nameCheck: true,
    forbidden: { accountName: "ann", displayName: "Ann Bell", words: ["example"] }, common: "refuse", history: 5,
    lockout: { threshold: 5, windowSeconds: 900, durationSeconds: 900, recentPasswordsNotCounted: 0, resetBySuccess: true },
    oldPasswordGraceSeconds: 0, unlockDelaySeconds: 0,
    supports: { mustChange: true, signOutOtherSessions: true, typedByAdministrator: true },
  };

  const json = (status, body, headers = {}) =>
    new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });

  const problem = (status, code, members = {}) =>
    json(status, { type: `https://mailbox-password.example/problems/${code}`, title: code, status, ...members },
      { "Content-Type": "application/problem+json" });

  // Until the request is aborted.
  const silence = (signal) =>
    new Promise((_, reject) => {
      const stop = () => reject(signal.reason);
      if (signal?.aborted) stop();
      else signal?.addEventListener("abort", stop);
    });

  // The reference that a person sees is the first six characters of the key; the status endpoint repeats it.
  const change = (key) => {
    changedAt = Date.now();
    changeReference = key?.slice(0, 6) ?? null;
  };

  const ANSWERS = {
    "changed": (key) => {
      change(key);
      return json(200, { changedAt: instant(changedAt), now: instant(Date.now()) });
    },
    "accepted": () => {
      polls = 0;
      return new Response(null, { status: 202, headers: { Location: "/example/operations/1" } });
    },
    "current-password-incorrect": () => problem(422, "current-password-incorrect", { attemptsLeft: 3 }),
    "rejected-with-rules": () =>
      problem(422, "password-rejected", { violations: [{ rule: "history" }, { rule: "display-name" }] }),
    "password-rejected": () => problem(422, "password-rejected"),
    "password-reused": () => problem(422, "password-reused"),
    "password-compromised": () => problem(422, "password-compromised"),
    "too-soon": () => problem(422, "too-soon", { retryAfter: 3600 }),
    "mailbox-locked": () => {
      byId("locked").checked = true;
      return problem(423, "mailbox-locked", { unlocksInSeconds: 900 });
    },
    "change-not-allowed": () => problem(403, "change-not-allowed"),
    "mailbox-mismatch": () => problem(403, "mailbox-mismatch"),
    "mailbox-unknown": () => problem(404, "mailbox-unknown"),
    "session-expired": () => problem(401, "session-expired"),
    "rate-limited": () => problem(429, "rate-limited", { retryAfter: 30 }),
    "busy": () => problem(409, "busy"),
    "directory-unavailable": () => problem(503, "directory-unavailable", { retryAfter: 60 }),
    "server-error": (key) => {
      if (byId("really").checked) change(key);
      return new Response("Internal Server Error", { status: 500 });
    },
    "nonsense": (key) => {
      if (byId("really").checked) change(key);
      return new Response("<p>Hello", { status: 200, headers: { "Content-Type": "text/html" } });
    },
    "never": (key, signal) => {
      if (byId("really").checked) change(key);
      return silence(signal);
    },
    "lost": (key) => {
      if (byId("really").checked) change(key);
      throw new TypeError("Failed to fetch");
    },
  };

  const ROUTES = {
    "POST /example/password": (request, key) => {
      const answer = byId("locked").checked && byId("mode").value === "self" ? "mailbox-locked" : byId("answer").value;
      return ANSWERS[answer](key, request.signal);
    },
    "GET /example/operations/1": (request, key) => {
      polls += 1;
      if (polls < 3) return json(200, { state: "running", retryAfter: 1 });
      change(key);
      return json(200, { state: "done", changedAt: instant(changedAt), now: instant(Date.now()) });
    },
    "GET /example/policy": () => json(200, POLICY),
    "GET /example/devices": () => json(200, [
      {
        id: "1", name: "Ann's phone", kind: "phone", client: "ios-mail", protocol: "activesync",
        lastSuccessAt: instant(opened - 600000), lastFailureAt: null, usesNewPassword: null,
      },
      {
        id: "2", name: "Office computer", kind: "computer", client: "outlook-windows", protocol: "mapi",
        lastSuccessAt: instant(opened - 3600000), lastFailureAt: null, usesNewPassword: null,
      },
    ]),
    "GET /example/status": () => {
      const locked = byId("locked").checked;
      // Ten minutes before the page was opened, or just now.
      const refusedAt = byId("trying").checked ? Date.now() : opened - 600000;
      return json(200, {
        locked, ...(locked ? { unlocksInSeconds: 900 } : {}), passwordChangedAt: instant(changedAt),
        ...(changeReference ? { lastChangeReference: changeReference } : {}), mustChange: false,
        lastRefused: { at: instant(refusedAt), client: "Outlook" }, now: instant(Date.now()),
      });
    },
    "POST /example/unlock": () => {
      byId("locked").checked = false;
      return json(200, { effectiveAt: instant(Date.now()), now: instant(Date.now()) });
    },
  };

  let lastKey = null;
  const realFetch = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    if (url.origin !== location.origin || !url.pathname.startsWith("/example/")) return realFetch(input, init);
    const request = new Request(input, init);
    // A moment, as a real back end takes.
    await new Promise((done) => setTimeout(done, 400));
    if (request.signal.aborted) throw request.signal.reason;
    lastKey = request.headers.get("Idempotency-Key")?.replaceAll('"', "") ?? lastKey;
    const answer = ROUTES[`${request.method} ${url.pathname}`];
    const response = await (answer ? answer(request, lastKey) : problem(404, "not-found"));
    // As after a real request: a `Location` is resolved against it.
    return Object.defineProperty(response, "url", { value: url.href });
  };

  // What each choice has that another has not: the user's session unlocks nothing, and nobody's asks nothing.
  const MODES = {
    self: { mode: "self", endpoints: ["policy", "devices", "status"] },
    admin: { mode: "admin", endpoints: ["policy", "devices", "status", "unlock"] },
    recovery: { mode: "recovery", side: "user", endpoints: ["policy", "devices", "status"] },
    administrator: { mode: "recovery", side: "administrator", endpoints: ["policy", "devices", "status", "unlock"] },
    guide: { mode: "recovery", side: "user", endpoints: [] },
  };
  const setMode = (name) => {
    const { mode, side = "user", endpoints } = MODES[name];
    element.setAttribute("mode", mode);
    element.setAttribute("side", side);
    for (const endpoint of ["policy", "devices", "status", "unlock"]) {
      if (endpoints.includes(endpoint)) element.setAttribute(`${endpoint}-endpoint`, `/example/${endpoint}`);
      else element.removeAttribute(`${endpoint}-endpoint`);
    }
  };
  // Somebody followed the link that one side gives the other.
  if (new URLSearchParams(location.search).has("mailbox")) byId("mode").value = "guide";
  setMode(byId("mode").value);
  const control = (id, apply) => byId(id).addEventListener("change", (event) => apply(event.target.value));
  control("mode", (name) => {
    // As on another page: what this one has come to know is not known there.
    const stage = element.parentElement;
    element.remove();
    setMode(name);
    setTimeout(() => stage.append(element));
  });
  control("language", (language) => { document.documentElement.lang = language; element.setAttribute("lang", language); });
  control("direction", (direction) => { document.documentElement.dir = direction; });
  control("scheme", (scheme) => { document.documentElement.style.colorScheme = scheme; });
  byId("accent").addEventListener("input", (event) => {
    element.style.setProperty("--mailbox-password-accent", event.target.value);
  });
  byId("controls").addEventListener("submit", (event) => event.preventDefault());

  for (const name of ["ready", "before-submit", "changed", "failed", "unknown", "checklist", "unlocked", "session-expired"]) {
    element.addEventListener(`mailbox-password-${name}`, (event) => {
      const entry = document.createElement("li");
      entry.textContent = `${name} ${JSON.stringify(event.detail ?? {})}`;
      byId("events").append(entry);
    });
  }

  if (location.protocol !== "file:") byId("serve").hidden = true;
}
