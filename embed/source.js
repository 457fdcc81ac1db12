// An element's configuration as the page gives it: attributes, `config` and `headers`.
import { own } from "./own.js";
import { WORDS } from "./words.js";

const camelCase = (name) => name.replace(/-./g, (found) => found[1].toUpperCase());

/** Languages that are written from right to left, as in src/i18n. */
const RTL = new Set(["ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"]);

/** The direction of a language. */
export const direction = (lang) => (RTL.has(lang.split("-")[0]) ? "rtl" : "ltr");

/** FNV-1a, 64 bits, in hexadecimal: as in src/store. */
const hash = (text) => {
  let value = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) value = BigInt.asUintN(64, (value ^ BigInt(byte)) * 0x100000001b3n);
  return value.toString(16).padStart(16, "0");
};

/** The prefix of every id, of each element that has one. */
const prefixes = new Map();

/** The configuration of one element, unchecked. The module checks it. */
export class Source {
  config;
  headers;
  /** The policy's request, if it was sent: `{request, answer, abort}`. */
  policy;
  #element;
  #lang;
  #observer;

  /** `changed` is called when the language of the page has changed. */
  constructor(element, changed) {
    this.#element = element;
    this.#observer = new MutationObserver(() => this.#lang !== (this.#lang = this.lang()) && changed());
  }

  /** The element is in the page: follows the page's language, also outside of shadow roots. */
  watch() {
    for (let root = this.#element.getRootNode(); root; root = root.host?.getRootNode()) {
      this.#observer.observe(root, { attributeFilter: ["lang"], subtree: true });
    }
  }

  /** An attribute, else the member of `config`, as a text. */
  value(name) {
    const given = this.#element.getAttribute(name) ?? own(this.config, camelCase(name));
    return String(given ?? "").trim();
  }

  mode() {
    return this.value("mode") || "self";
  }

  /** The canonical tag of the requested language; what is no tag reads as English. As in src/i18n. */
  lang() {
    try {
      return Intl.getCanonicalLocales(this.value("lang") || this.#pageLang() || navigator.language)[0] ?? "en";
    } catch {
      return "en";
    }
  }

  /** The language of the nearest ancestor that has one, also outside of shadow roots. */
  #pageLang() {
    for (let node = this.#element; node; node = node.getRootNode().host) {
      const found = node.closest("[lang]");
      if (found) return found.lang;
    }
  }

  /** The language without script and region. */
  base() {
    return this.lang().split("-")[0];
  }

  /** The language of the words: the requested one, if there are words of it or of the integrator. As in src/i18n. */
  wordsLang() {
    return own(WORDS, this.base()) || Object.keys(own(this.config, "texts") ?? {}).length ? this.lang() : "en";
  }

  dir() {
    return direction(this.wordsLang());
  }

  /** The words of a text: the integrator's, the language's, English. */
  words(name) {
    const given = own(own(this.config, "texts"), name);
    return (typeof given === "string" ? given : own(own(WORDS, this.base()), name)) ?? WORDS.en[name] ?? "";
  }

  /** An endpoint's absolute address; `undefined` if it is none. */
  #url(name) {
    const filled = this.value(name).replaceAll("{mailbox}", encodeURIComponent(this.value("mailbox")));
    try {
      return filled ? new URL(filled, document.baseURI) : undefined;
    } catch {
      return undefined;
    }
  }

  /** What a storage has of this endpoint and mailbox, under a key that begins like this. */
  #stored(storage, key) {
    const id = hash(`${this.#url("endpoint")?.href ?? ""}\n${this.value("mailbox")}`);
    try {
      return JSON.parse(window[storage].getItem(`mailbox-password:${key}v1:${id}`));
    } catch {
      return null;
    }
  }

  /** Whether an earlier change has no known outcome. */
  hasOpenAttempt() {
    return this.#stored("sessionStorage", "attempt:") !== null;
  }

  /** Whether the list of an earlier change is not finished: it comes before the form. */
  hasOpenList() {
    const list = this.#stored("localStorage", "");
    return own(list, "unfinished") === true && Date.now() - list.savedAt < 30 * 86_400_000;
  }

  /** Requests the policy while the module loads, if that needs only the page's own cookies. An earlier request is kept
   * if it is still the same, and aborted if not. */
  requestPolicy() {
    const url = this.#url("policy-endpoint");
    const credentials = this.value("credentials") === "omit" ? "omit" : "same-origin";
    const request = [url?.href, credentials, this.lang()].join("\n");
    const isPlain = url?.origin === location.origin && !this.headers && isSecureContext && AbortSignal.any;
    if (isPlain && this.policy?.request === request) return;
    this.policy?.abort.abort();
    this.policy = undefined;
    if (!isPlain) return;
    const abort = new AbortController();
    // The module reports a value that is out of range.
    const seconds = Math.min(Math.max(Number(this.value("timeout")) || 60, 1), 600);
    const answer = fetch(url.href, {
      headers: { accept: "application/json, application/problem+json", "accept-language": this.lang() },
      cache: "no-store",
      redirect: "manual",
      referrerPolicy: "no-referrer",
      credentials,
      signal: AbortSignal.any([abort.signal, AbortSignal.timeout(seconds * 1000)]),
    });
    // A failure is handled where it is awaited.
    answer.catch(() => {});
    this.policy = { request, answer, abort };
  }

  /** The prefix of every id: the element's own id, else the tag's name; with a number if one is taken. */
  idPrefix() {
    const own = prefixes.get(this.#element);
    if (own) return own;
    const first = this.#element.id || "mailbox-password";
    const root = this.#element.getRootNode();
    const isTaken = (prefix) =>
      [...prefixes.values()].includes(prefix) ||
      [...root.querySelectorAll(`[id^="${CSS.escape(prefix)}-"]`)].some(
        // Skeletons of the page get the prefix of their element when they are taken over.
        (found) => found !== this.#element && !found.parentElement?.closest("mailbox-password"),
      );
    let prefix = first;
    for (let number = 2; isTaken(prefix); number += 1) prefix = `${first}-${number}`;
    prefixes.set(this.#element, prefix);
    return prefix;
  }

  /** The element has left the page. */
  release() {
    this.#observer.disconnect();
    this.policy?.abort.abort();
    this.policy = undefined;
    prefixes.delete(this.#element);
  }

  /** The object that is passed to the module. */
  values() {
    return {
      attributes: Object.fromEntries([...this.#element.attributes].map(({ name, value }) => [name, value])),
      config: this.config,
      headers: this.headers,
      lang: this.lang(),
      secure: isSecureContext,
      prefix: this.idPrefix(),
    };
  }
}
