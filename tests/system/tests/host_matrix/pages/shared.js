// What every host page has: the element's attributes, and what the page hears of it by its framework's own means.

export const attributes = JSON.parse(document.getElementById("attributes").textContent);

/** The property `config`, as the framework sets it. The form shows the statement. */
export const config = { statement: "So says the page that gave the property." };
export const setsConfig = () => (window.stated = config.statement);

export const FALLBACK = "This form needs JavaScript and WebAssembly.";

window.heard = [];
export const hear = (event) => window.heard.push(event.type);

/** Follows the element's event from outside of it, where a host has no means of its own. */
export const hearAll = () => addEventListener("mailbox-password-changed", hear);
