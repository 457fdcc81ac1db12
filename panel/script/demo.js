// The demo's desk and tour: keeps what is shown up to date, sends the desk's forms without leaving the page, and writes
// times for the reader's place. Without it every form works by itself, and the list of devices reloads.
"use strict";
{
  const POLL = 2000;
  const root = document.documentElement;
  root.dataset.script = "";

  const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });

  const writeTimes = (inside) => {
    for (const time of inside.querySelectorAll("time[datetime]")) time.textContent = clock.format(new Date(time.dateTime));
  };

  // A document, and no markup from strings: the browser parses the answer.
  const load = () =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("GET", location.pathname + location.search);
      request.responseType = "document";
      request.timeout = 10000;
      request.onload = () => (request.status === 200 && request.response ? resolve(request.response) : reject());
      request.onerror = request.ontimeout = reject;
      request.send();
    });

  // Replaces what has changed, and leaves the rest, with whatever is being typed there, as it is.
  const update = (fresh) => {
    writeTimes(fresh);
    for (const old of document.querySelectorAll("[data-live]")) {
      const next = fresh.getElementById(old.id);
      if (!next || next.isEqualNode(old)) continue;
      const focused = old.contains(document.activeElement) ? document.activeElement.id : null;
      const node = document.importNode(next, true);
      old.replaceWith(node);
      if (focused !== null) (document.getElementById(focused) ?? node.querySelector("button, a") ?? fallback(node))?.focus();
    }
  };

  // Gets the focus if the focused button was removed.
  const fallback = (node) => node.closest("li")?.querySelector("summary");

  let polling = 0;
  const refresh = async () => {
    clearTimeout(polling);
    // If two calls overlap, the later one schedules the next refresh.
    const mine = (polling = setTimeout(refresh, POLL));
    try {
      const fresh = await load();
      if (mine === polling) update(fresh);
    } catch {
      // The next one may get an answer.
    }
  };

  const send = async (form, button) => {
    const fields = new URLSearchParams(new FormData(form));
    if (button?.name) fields.set(button.name, button.value);
    const device = form.closest("li")?.id;
    try {
      await fetch(form.action, { method: "POST", body: fields });
    } catch {
      return;
    }
    if (form.hasAttribute("data-restart")) return location.reload();
    const details = form.closest("details");
    if (details) {
      form.reset();
      details.open = false;
      details.querySelector("summary").focus();
    }
    await refresh();
    const state = device && document.getElementById(`state-${device}`);
    if (state) document.getElementById("said").textContent = state.textContent;
  };

  document.addEventListener("DOMContentLoaded", () => {
    writeTimes(document);
    document.addEventListener("submit", (event) => {
      if (!event.target.closest("[data-live], details")) return;
      event.preventDefault();
      void send(event.target, event.submitter);
    });
    document.addEventListener("toggle", (event) => {
      if (event.target.open) event.target.querySelector("input")?.focus();
    }, true);
    if (root.dataset.refresh !== "off") polling = setTimeout(refresh, POLL);
  });
}
