// <mailbox-password>: the custom element.
//
// As deployed, the only file with a stable name, with loader, words, skeleton and style in it. Hand-written, to be read
// first.
import { ASSETS, TAG, VERSION, adoptStyle, connected, isDead, loadLanguage, loadModule } from "./loader.js";
import { Drawing } from "./drawing.js";
import { notice } from "./notice.js";
import { Source } from "./source.js";

/** Events that do not leave the element. Clicks do: a host's menus close by them. */
const OWN_EVENTS = ["beforeinput", "change", "input", "invalid", "keydown", "keypress", "keyup", "reset", "submit"];

class MailboxPassword extends HTMLElement {
  static version = VERSION;

  // `cargo xtask docs` writes the list.
  static observedAttributes = ["endpoint", "mailbox", "mode", "policy-endpoint", "devices-endpoint", "status-endpoint", "unlock-endpoint", "side", "webmail", "help", "recovery-url", "lang", "heading-level", "csrf-header", "csrf-source", "credentials", "timeout"];

  #source = new Source(this, () => this.#update());
  /** The skeleton, until the module takes it over. */
  #drawing;
  #glue;
  #id;
  #notice;
  #fallback;
  #isStarted = false; // Changes before the start are read at the start.
  #changed = false;
  #failed = false;
  #waiting = []; // Methods called before the module is there.

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
        if ((this.#id === undefined && !this.#drawing) || event.target === this) return;
        event.stopPropagation();
      });
    }
  }

  get config() {
    return this.#source.config;
  }
  /** The attributes in camel case, and what markup cannot express. It replaces the former value completely. */
  set config(value) {
    this.#source.config = value;
    this.#update();
  }

  get headers() {
    return this.#source.headers;
  }
  /** `async ({purpose, url}) => Headers-like`, called once a request, before it is sent. */
  set headers(value) {
    this.#source.headers = value;
    this.#update();
  }

  /** Whether a change was sent whose outcome is not known: ask the person before the element leaves the page. */
  get pending() {
    return this.#id !== undefined && this.#safely((glue) => glue.is_pending(this.#id)) === true;
  }

  /** Finds out what became of an unknown change. */
  check() {
    this.#command("check");
  }
  /** Signed in again. Sends nothing by itself. */
  resume() {
    this.#command("resume");
  }
  /** Starts over; what was typed is gone. */
  reset() {
    this.#command("reset");
  }
  focus() {
    if (this.#drawing) this.#drawing.focus();
    else if (this.#id !== undefined) this.#command("focus");
  }

  connectedCallback() {
    connected.add(this);
    this.#source.watch();
    adoptStyle(this);
    // Moved, not new.
    if (this.#id !== undefined) return;
    // The parser has not come to its children yet: one may be a skeleton.
    if (document.readyState === "loading" && !this.firstChild) {
      document.addEventListener("DOMContentLoaded", () => this.isConnected && this.#id === undefined && this.#start());
      return;
    }
    this.#start();
  }

  // A move that keeps state (`moveBefore`) changes nothing.
  connectedMoveCallback() {
    adoptStyle(this);
  }

  disconnectedCallback() {
    // A move is a removal and an insertion in one task, with microtasks in between; only what stays away is gone.
    setTimeout(() => {
      if (this.isConnected) return;
      connected.delete(this);
      this.#showNotice();
      this.#erase();
      if (this.#id !== undefined) this.#safely((glue) => glue.unmount(this.#id));
      this.#id = undefined;
      this.#source.release();
      this.#isStarted = false;
      this.#waiting = [];
      this.#fallBack();
    });
  }

  /** Puts the integrator's children back. */
  #fallBack() {
    this.append(...(this.#fallback ?? []));
    this.#fallback = undefined;
  }

  attributeChangedCallback(_name, before, after) {
    if (before !== after) this.#update();
  }

  /** The module has stopped: shows a message and prevents each submit. For the loader only. */
  died() {
    const form = this.querySelector("form");
    form?.addEventListener("submit", (event) => (event.preventDefault(), event.stopImmediatePropagation()), true);
    this.#showNotice("stopped");
    if (form?.getAttribute("aria-busy") === "true") {
      const detail = Object.freeze({ sentAt: null, reference: null });
      this.dispatchEvent(new CustomEvent(`${TAG}-unknown`, { bubbles: true, composed: true, detail }));
    }
  }

  async #start() {
    this.#isStarted = true;
    this.#failed = false;
    this.#removeCopies();
    this.#draw();
    if (!this.firstElementChild) this.#showNotice("loading");
    this.#source.requestPolicy();
    let glue, language;
    try {
      [glue, language] = await Promise.all([loadModule(), loadLanguage(this.#source.base())]);
    } catch (error) {
      console.error(`${TAG}: could not be loaded.`, error);
      if (this.isConnected) this.#fail();
      return;
    }
    // Removed meanwhile, or connected twice.
    if (!this.isConnected || this.#id !== undefined) return;
    if (isDead()) {
      if (!this.#retire()) this.#fallBack();
      return this.#showNotice("stopped");
    }
    this.#glue = glue;
    this.#showNotice();
    this.#given()?.remove();
    if (!this.#drawing) {
      this.#fallback ??= [...this.childNodes];
      this.replaceChildren();
    }
    const drawn = { ...this.#drawing?.handOver(), policy: this.#source.policy?.answer };
    this.#drawing = undefined;
    const assets = { ...ASSETS, language };
    this.#safely(() => (this.#id = glue.mount(this, { ...this.#source.values(), assets, drawn })));
    for (const name of this.#waiting.splice(0)) this.#command(name);
  }

  /** Removes the rendered children of a clone or a snapshot: they have no listeners. */
  #removeCopies() {
    for (const child of this.querySelectorAll(":scope > [data-mailbox-password]:not([data-mailbox-password|=page])")) {
      if (child !== this.#drawing?.root) child.remove();
    }
  }

  /** Draws the skeleton, or updates its words. */
  #draw() {
    if (this.#drawing?.isOf(this.#source)) return this.#drawing.draw();
    this.#erase();
    this.#drawing = Drawing.of(this.#source);
    const given = this.#given();
    const root = this.#drawing?.draw(given);
    if (!root) return;
    const focused = this.getRootNode().activeElement?.id;
    const others = [...this.childNodes].filter((node) => node !== root);
    this.#fallback ??= others.filter((node) => node !== given);
    for (const node of others) node.remove();
    if (!root.parentNode) this.append(root);
    if (given && given !== root) {
      console.warn(`${TAG}: the skeleton in the page is of another form or version, and was replaced.`);
      if (focused) root.querySelector(`#${CSS.escape(focused)}`)?.focus();
    }
  }

  /** A skeleton that came with the page. */
  #given() {
    return this.querySelector(":scope > [data-mailbox-password|=page]");
  }

  /** No module will take the skeleton over: it is removed, unless something was typed, which then can still be read.
   * Returns whether it stays. */
  #retire() {
    if (this.#drawing?.isTyped()) {
      this.#drawing.freeze();
      return true;
    }
    this.#erase();
    return false;
  }

  #erase() {
    this.#drawing?.root.remove();
    this.#drawing = undefined;
  }

  /** The module could not be loaded. What was typed stays readable; without it the integrator's children return, or a
   * message is shown. The next change of the element tries again. */
  #fail() {
    this.#failed = true;
    this.#showNotice();
    this.#given()?.remove();
    const message = this.#source.hasOpenAttempt() ? "failed-unknown" : "failed";
    if (this.#retire()) return this.#showNotice(message);
    this.#fallBack();
    if (!this.firstElementChild || message === "failed-unknown") this.#showNotice(message);
  }

  /** Shows one notice above everything else, or takes it away. */
  #showNotice(name) {
    this.#notice?.remove();
    this.#notice = undefined;
    if (!name) return;
    this.#notice = notice(name, this.#source);
    this.prepend(this.#notice);
  }

  /** Several changes in one task are one update. */
  #update() {
    if (this.#changed || !this.#isStarted) return;
    this.#changed = true;
    queueMicrotask(() => {
      this.#changed = false;
      if (!this.isConnected) return;
      if (this.#failed) this.#start();
      if (this.#id !== undefined) {
        this.#safely((glue) => glue.update(this.#id, { ...this.#source.values(), assets: ASSETS }));
        return;
      }
      this.#source.requestPolicy();
      if (!this.#failed) this.#draw();
    });
  }

  #command(name) {
    if (this.#id !== undefined) this.#safely((glue) => glue.command(this.#id, name));
    else if (this.#isStarted) this.#waiting.push(name);
  }

  #safely(call) {
    try {
      if (!isDead()) return call(this.#glue);
    } catch (error) {
      if (!isDead()) throw error;
    }
  }
}

const earlier = customElements.get(TAG);
if (earlier) {
  console.warn(`${TAG}: version ${earlier.version} is already defined; ${VERSION} is not used.`);
} else {
  // It does not wait for an element: a page that loads this script has one.
  loadModule().catch(() => {});
  customElements.define(TAG, MailboxPassword);
}
