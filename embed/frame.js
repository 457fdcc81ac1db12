// Configures the element of frame.html from the page's own address, before the element is defined:
//
//   frame.html?endpoint=/api/self/password&mailbox=ann@example.com&lang=de&parent=https://panel.example
//
// Anyone can write such an address, so it may only choose among what is harmless: every URL in it must be of this
// page's own origin (or of one in ORIGINS), and texts such as `help` cannot come from it. An attribute that frame.html
// already has is never replaced: write there what must not be chosen by an address, and what else you need.
// Who may frame the page is decided by the server (frame-ancestors).
"use strict";
{
  // Other origins that links may lead to, such as "https://webmail.example.com".
  const ORIGINS = [];

  const PLAIN = ["mode", "mailbox", "side", "lang", "heading-level", "timeout", "csrf-header", "csrf-source"];
  const URLS = [
    "endpoint", "policy-endpoint", "devices-endpoint", "status-endpoint", "unlock-endpoint", "webmail", "recovery-url",
  ];

  const element = document.querySelector("mailbox-password");
  const query = new URLSearchParams(location.search);

  const allowed = (address) => {
    if (!URL.canParse(address, location.href)) return false;
    const { origin } = new URL(address, location.href);
    return origin === location.origin || ORIGINS.includes(origin);
  };

  for (const [name, value] of query) {
    const harmless = PLAIN.includes(name) || (URLS.includes(name) && allowed(value));
    if (harmless && !element.hasAttribute(name)) {
      element.setAttribute(name, value);
    } else if (name !== "parent") {
      console.warn(`frame.js: "${name}" is not taken from the address`);
    }
  }
  if (query.has("lang")) document.documentElement.lang = query.get("lang");

  // Tells the parent how high the page is: {type: "mailbox-password-height", height}, to that origin alone.
  // The parent sets the iframe's height after it has compared event.source with its iframe's contentWindow.
  const parent = query.get("parent");
  if (parent !== null && window.parent !== window) {
    const tell = () => {
      const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
      window.parent.postMessage({ type: "mailbox-password-height", height }, parent);
    };
    if (/^https?:\/\/[^/]+$/.test(parent)) {
      new ResizeObserver(tell).observe(document.documentElement);
    } else {
      console.warn('frame.js: "parent" must be an origin such as https://panel.example');
    }
  }
}
