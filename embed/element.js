// <mailbox-password>: the custom element, and the loader of everything behind it.
//
// This is the only file with a stable name. It stays small and hand-written, so that it can be read before it is
// trusted. What it loads is found from its own address, so it works from a CDN.

// files:begin
const FILES = { glue: "./mailbox-password.js", wasm: "./mailbox-password_bg.wasm", css: ["./form.css", "./after.css", "./structure.css"], common: "./common-passwords.txt", locales: { de: "./locales/de.json" }, steps: { android: "./steps/android.json", "apple-mail": "./steps/apple-mail.json", "ios-mail": "./steps/ios-mail.json", "outlook-mac": "./steps/outlook-mac.json", "outlook-mobile": "./steps/outlook-mobile.json", "outlook-windows": "./steps/outlook-windows.json", "samsung-email": "./steps/samsung-email.json", "smtp-sender": "./steps/smtp-sender.json", thunderbird: "./steps/thunderbird.json" } };
// files:end
const VERSION = "0.0.0"; // version

const TAG = "mailbox-password";

// What can be said before, or without, WebAssembly. `cargo xtask docs` writes it, and `cargo xtask dist` fills it in.
// words:begin
const WORDS = {
  en: {
    loading: "Loading…",
    "ask-administrator": "How to reach your administrator: {help}",
    "loader-failed": "This form cannot run in this browser or on this page. Nothing was changed.",
    "loader-dead": "Something went wrong in this form. Copy what you typed if you need it, then reload the page.",
  },
  de: {
    loading: "Wird geladen …",
    "ask-administrator": "So erreichen Sie Ihren Administrator: {help}",
    "loader-failed": "Dieses Formular kann in diesem Browser oder auf dieser Seite nicht laufen. Es wurde nichts geändert.",
    "loader-dead": "In diesem Formular ist etwas schiefgegangen. Sichern Sie, was Sie eingegeben haben, und laden Sie die Seite neu.",
  },
};
// words:end

/** Typing and submitting here is none of the host page's business. Clicks pass: menus close by them. */
const OWN_EVENTS = ["beforeinput", "change", "input", "invalid", "keydown", "keypress", "keyup", "reset", "submit"];

/** Makes `{url, integrity}` with an absolute address of every entry. */
const resolve = (entry) => {
  const { url, integrity } = typeof entry === "string" ? { url: entry } : entry;
  return { url: new URL(url, import.meta.url).href, integrity };
};
const resolveAll = (entries = {}) =>
  Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, resolve(entry)]));

const ASSETS = {
  common: FILES.common && resolve(FILES.common),
  locales: resolveAll(FILES.locales),
  steps: resolveAll(FILES.steps),
};
const GLUE = resolve(FILES.glue);
const WASM = resolve(FILES.wasm);

/** The module and the style sheet of the page, and every element that is connected. */
let loadingModule;
let failures = 0;
let loadingSheet;
let sheet;
let dead = false;
const connected = new Set();

const get = ({ url, integrity }) => fetch(url, integrity ? { integrity } : {});

const loadStyle = async (entry) => {
  const response = await get(resolve(entry));
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response.text();
};
const loadSheet = async () => {
  const made = new CSSStyleSheet();
  made.replaceSync((await Promise.all(FILES.css.map(loadStyle))).join(""));
  return made;
};

/** Never fails: without its style sheet a form works all the same. What failed is tried again with the module. */
const style = () =>
  (loadingSheet ??= loadSheet().then(
    (made) => {
      sheet = made;
      for (const element of connected) element.styled();
    },
    (error) => {
      loadingSheet = undefined;
      console.error(`${TAG}: the style sheet could not be loaded.`, error);
    },
  ));

const instantiate = async () => {
  const wasm = get(WASM);
  // A failure is dealt with where it is awaited.
  wasm.catch(() => {});
  // Some browsers remember that a script failed, and do not try again under the same address.
  const glue = await import(failures ? `${GLUE.url}#${failures}` : GLUE.url);
  await glue.default({ module_or_path: wasm });
  return glue;
};

const load = async () => {
  loadingModule ??= instantiate().catch((error) => {
    // What failed may be tried again.
    failures += 1;
    loadingModule = undefined;
    throw error;
  });
  const [glue] = await Promise.all([loadingModule, style()]);
  return glue;
};

/** A trap leaves the module unusable. Fields stay as they are; nothing can be sent any more. */
const die = (error) => {
  if (dead) return;
  dead = true;
  console.error(`${TAG}: the module has stopped. Every form on this page needs a reload.`, error);
  for (const element of connected) element.died();
};
const isOurTrap = (error) =>
  error instanceof WebAssembly.RuntimeError &&
  String(error.stack).includes(WASM.url.split("/").pop());
const watch = () => {
  addEventListener("error", ({ error }) => isOurTrap(error) && die(error));
  addEventListener("unhandledrejection", ({ reason }) => isOurTrap(reason) && die(reason));
};

const paragraph = (text, name) => {
  const made = document.createElement("p");
  made.className = name;
  made.textContent = text;
  return made;
};

class MailboxPassword extends HTMLElement {
  static version = VERSION;

  // `cargo xtask docs` writes the list.
  static observedAttributes = ["endpoint", "mailbox", "mode", "policy-endpoint", "devices-endpoint", "status-endpoint", "unlock-endpoint", "side", "webmail", "help", "recovery-url", "lang", "heading-level", "csrf-header", "csrf-source", "credentials", "timeout"];

  #glue;
  #id;
  #config;
  #headers;
  #notice;
  #fallback;
  #changed = false;
  #failed = false;

  constructor() {
    super();
    // A framework may have set properties before the class was known: those hide the accessors below.
    for (const name of ["config", "headers"]) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    for (const type of OWN_EVENTS) {
      this.addEventListener(type, (event) => {
        if (this.#id !== undefined && event.target !== this) event.stopPropagation();
      });
    }
  }

  get config() {
    return this.#config;
  }
  /** The attributes in camel case, and the structured rest. It replaces wholly. */
  set config(value) {
    this.#config = value;
    this.#update();
  }

  get headers() {
    return this.#headers;
  }
  /** `async ({purpose, url}) => Headers-like`, asked once a request, before it is sent. */
  set headers(value) {
    this.#headers = value;
    this.#update();
  }

  /** Finds out what became of an unknown change. */
  check() {
    this.#command("check");
  }
  /** Signed in again. Sends nothing by itself. */
  resume() {
    this.#command("resume");
  }
  /** Begins anew; what was typed is gone. */
  reset() {
    this.#command("reset");
  }
  focus() {
    this.#command("focus");
  }

  connectedCallback() {
    connected.add(this);
    if (this.#id !== undefined) {
      // Moved, not new.
      this.#adopt();
      return;
    }
    // Left over from a clone or a snapshot: it would look alive and do nothing.
    for (const child of [...this.children]) if (child.hasAttribute("data-mailbox-password")) child.remove();
    this.#start();
  }

  // A move that keeps state (`moveBefore`) is none of ours either.
  connectedMoveCallback() {
    this.#adopt();
  }

  disconnectedCallback() {
    // A move is a removal and an insertion in one task; only what stays away is gone.
    queueMicrotask(() => {
      if (this.isConnected) return;
      connected.delete(this);
      this.#say();
      if (this.#id !== undefined) this.#end();
      this.#fallBack();
    });
  }

  #end() {
    this.#safely((glue) => glue.unmount(this.#id));
    this.#id = undefined;
  }

  /** What the integrator gave comes back. */
  #fallBack() {
    this.append(...(this.#fallback ?? []));
    this.#fallback = undefined;
  }

  attributeChangedCallback(_name, before, after) {
    if (before !== after) this.#update();
  }

  /** The style sheet has come. For the loader only. */
  styled() {
    this.#adopt();
  }

  /** The module has stopped: says so, and lets nothing be sent. For the loader only. */
  died() {
    const form = this.querySelector("form");
    form?.addEventListener("submit", (event) => (event.preventDefault(), event.stopImmediatePropagation()), true);
    this.#say("dead");
    if (form?.getAttribute("aria-busy") === "true") {
      const detail = Object.freeze({ sentAt: null, reference: null });
      this.dispatchEvent(new CustomEvent(`${TAG}-unknown`, { bubbles: true, composed: true, detail }));
    }
  }

  async #start() {
    this.#failed = false;
    if (!this.firstElementChild) this.#say("loading");
    let glue;
    try {
      glue = await load();
    } catch (error) {
      console.error(`${TAG}: could not be loaded.`, error);
      if (this.isConnected) this.#fail();
      return;
    }
    // Removed meanwhile, or connected twice.
    if (!this.isConnected || this.#id !== undefined) return;
    if (dead) return this.#say("dead");
    this.#glue = glue;
    this.#say();
    this.#fallback ??= [...this.childNodes];
    this.replaceChildren();
    this.#adopt();
    this.#safely(() => (this.#id = glue.mount(this, this.#source())));
  }

  /** Children that the integrator gave stay in view; without any, a plain message. Another change tries again. */
  #fail() {
    this.#failed = true;
    this.#say();
    this.#fallBack();
    if (!this.firstElementChild) this.#say("failed");
  }

  /** Shows one plain message above everything else, or takes it away. */
  #say(key) {
    this.#notice?.remove();
    this.#notice = undefined;
    if (!key) return;
    const lang = this.#lang().split("-")[0].toLowerCase();
    const words = WORDS[lang] ?? WORDS.en;
    const notice = document.createElement("div");
    // As its words are, and not as the page around it.
    notice.lang = WORDS[lang] ? lang : "en";
    notice.dir = "auto";
    notice.setAttribute("data-mailbox-password", key);
    notice.setAttribute("role", key === "loading" ? "status" : "alert");
    const say = (name) => this.#config?.texts?.[name] ?? words[name];
    notice.append(paragraph(say(key) ?? say(`loader-${key}`), `mbp-plain-${key}`));
    const help = this.getAttribute("help") ?? this.#config?.help;
    if (key !== "loading" && help) {
      const text = String(help);
      const line = paragraph(say("ask-administrator").replace("{help}", ""), "mbp-plain-help");
      if (/^(mailto|tel|https):/i.test(text)) {
        const link = document.createElement("a");
        link.href = text;
        link.textContent = text.replace(/^(mailto|tel):/i, "");
        line.append(link);
      } else {
        line.append(text);
      }
      notice.append(line);
    }
    this.#notice = notice;
    this.prepend(notice);
  }

  #lang() {
    return this.getAttribute("lang") || this.#config?.lang || this.closest("[lang]")?.lang || navigator.language || "en";
  }

  #source() {
    const attributes = {};
    for (const name of MailboxPassword.observedAttributes) {
      if (this.hasAttribute(name)) attributes[name] = this.getAttribute(name);
    }
    return {
      attributes,
      config: this.#config,
      headers: this.#headers,
      lang: this.#lang(),
      secure: isSecureContext,
      assets: ASSETS,
    };
  }

  /** Several changes in one task are one change. */
  #update() {
    if (this.#changed) return;
    this.#changed = true;
    queueMicrotask(() => {
      this.#changed = false;
      if (this.#failed && this.isConnected) this.#start();
      if (this.#id !== undefined) this.#safely((glue) => glue.update(this.#id, this.#source()));
    });
  }

  #command(name) {
    if (this.#id !== undefined) this.#safely((glue) => glue.command(this.#id, name));
  }

  #safely(call) {
    if (dead) return;
    try {
      call(this.#glue);
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) die(error);
      else throw error;
    }
  }

  #adopt() {
    const root = this.getRootNode();
    if (sheet && root.adoptedStyleSheets && !root.adoptedStyleSheets.includes(sheet)) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    }
  }
}

const earlier = customElements.get(TAG);
if (earlier) {
  console.warn(`${TAG}: version ${earlier.version} is already defined; version ${VERSION} is not used.`);
} else {
  watch();
  customElements.define(TAG, MailboxPassword);
  // Without waiting for an element: the page that loads this wants one.
  load().catch(() => {});
}
