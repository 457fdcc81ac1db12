// The panel's own script: times in the reader's zone, Show beside a password, Use beside a demo account, the account's
// menu, facts brought up to date after a change and while they age, and whether the page is still signed in. Every page
// works without it.
"use strict";

// Reserved room for what needs a script is shown only with one.
document.documentElement.dataset.script = "";

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" });
const DAY_AND_YEAR = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
const TIME = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });

// "today, 10:38", "26 November, 22:33" or, in another year, "26 November 2025, 22:33".
const readable = (at, now) => {
  const format = at.getFullYear() === now.getFullYear() ? DAY : DAY_AND_YEAR;
  const day = DAY_AND_YEAR.format(at) === DAY_AND_YEAR.format(now) ? "today" : format.format(at);
  return `${day}, ${TIME.format(at)}`;
};

// After an "at": "10:38" for today, or "22:33 on 26 November".
const timeFirst = (at, now) => {
  const [day, time] = readable(at, now).split(", ");
  return day === "today" ? time : `${time} on ${day}`;
};

const writeTimes = (root) => {
  for (const time of root.querySelectorAll("time.panel-time")) {
    const at = new Date(time.dateTime);
    const words = time.classList.contains("panel-time-first") ? timeFirst : readable;
    if (!Number.isNaN(at.getTime())) time.textContent = words(at, new Date());
  }
  // "today, 10:38 to 10:42"
  for (const end of root.querySelectorAll(".panel-span > time:last-child")) {
    const [from, to] = [end.parentElement.firstElementChild, end].map((time) => new Date(time.dateTime));
    if (DAY_AND_YEAR.format(from) === DAY_AND_YEAR.format(to)) end.textContent = TIME.format(to);
  }
};

const toggleShown = (button) => {
  const input = document.getElementById(button.dataset.show);
  const shown = input.type === "password";
  input.type = shown ? "text" : "password";
  button.toggleAttribute("data-shown", shown);
  button.setAttribute("aria-label", shown ? "Hide password" : "Show password");
};

const useAccount = (button) => {
  const password = document.getElementById("password");
  document.getElementById("address").value = button.dataset.address;
  password.value = button.dataset.password;
  password.form.querySelector("[type=submit]").focus();
};

// Asks for this page again and takes over what is marked as live, except where the focus is. Nobody has to be there for
// a look that comes by itself, so it does not extend the session.
const refresh = (byItself = false) => {
  const request = new XMLHttpRequest();
  request.open("GET", location.pathname + location.search);
  if (byItself) request.setRequestHeader("panel-refresh", "by-itself");
  request.responseType = "document";
  request.addEventListener("load", () => {
    if (request.status !== 200 || new URL(request.responseURL).pathname !== location.pathname) return;
    for (const old of document.querySelectorAll("[data-live]")) {
      const fresh = request.response?.getElementById(old.id);
      if (!fresh || old.contains(document.activeElement)) continue;
      writeTimes(fresh);
      // What a person has marked to copy stays marked while it is still so.
      if (!old.isEqualNode(fresh)) old.replaceWith(document.adoptNode(fresh));
    }
  });
  request.send();
};

// What the mail servers' logs say gets old by itself; the widget beside it asks as often.
const AGING_MS = 10_000;
const refreshWhatAges = () => {
  if (!document.querySelector("[data-ages]")) return;
  if (document.visibilityState !== "hidden" && !noticed) refresh(true);
  setTimeout(refreshWhatAges, AGING_MS);
};

// Asks whether the browser still has this page's session: a page that is seen again may have been signed out elsewhere,
// or somebody else may have signed in.
const NOTICES = ["ended", "again", "other"];
let noticed = "";

const showNotice = (name, mailbox) => {
  for (const each of NOTICES) document.getElementById(`session-${each}`).hidden = each !== name;
  document.getElementById("session-mailbox").textContent = mailbox;
  const isBack = noticed && !name;
  noticed = name;
  if (isBack) for (const element of document.querySelectorAll("mailbox-password")) element.resume?.();
};

const checkSession = () => {
  const { session, sessionPath, mailbox } = document.body.dataset;
  if (!session || document.visibilityState === "hidden") return;
  const request = new XMLHttpRequest();
  request.open("GET", sessionPath);
  request.responseType = "json";
  request.addEventListener("load", () => {
    const now = request.response;
    if (request.status !== 200 || !now) return;
    if (now.session === session) showNotice("", "");
    else if (!now.session) showNotice("ended", "");
    else showNotice(now.mailbox === mailbox ? "again" : "other", now.mailbox);
  });
  request.send();
};

const closeMenu = (event) => {
  const menu = document.querySelector(".panel-account[open]");
  if (!menu) return;
  const inside = menu.contains(event.target);
  if (event.type === "click" ? inside : event.key !== "Escape") return;
  menu.open = false;
  if (event.type !== "click" && inside) menu.querySelector("summary").focus();
};

document.addEventListener("click", (event) => {
  closeMenu(event);
  const button = event.target.closest?.("button[data-show], button[data-address]");
  if (button?.dataset.show) toggleShown(button);
  else if (button) useAccount(button);
});
document.addEventListener("keydown", closeMenu);
for (const name of ["changed", "failed", "unlocked"]) {
  document.addEventListener(`mailbox-password-${name}`, () => refresh());
}
document.addEventListener("visibilitychange", checkSession);
document.addEventListener("mailbox-password-session-expired", checkSession);
addEventListener("focus", checkSession);
addEventListener("pageshow", (event) => {
  if (event.persisted) checkSession();
});
// A password that is shown does not stay in the page as text.
document.addEventListener("submit", (event) => {
  for (const button of event.target.querySelectorAll("[data-shown]")) toggleShown(button);
});
writeTimes(document);
setTimeout(refreshWhatAges, AGING_MS);
