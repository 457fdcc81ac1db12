// The skeleton on the page, and what a person does in it until the module takes it over.
import { own } from "./own.js";
import { SKELETONS, collect, draw, reveal } from "./skeleton.js";

const FIELDS = ["current", "new", "confirm"];

export class Drawing {
  #source;
  #mode;
  #mailbox;
  #nodes = new Map();
  #revealed = new Set();
  #submitted = false;
  #isFrozen = false;
  #isListening = false;
  #leave = new AbortController();

  /** The drawing for an element; none where the module has to show first what is wrong or what became of a change. */
  static of(source) {
    const mode = source.mode();
    if (!isSecureContext || !own(SKELETONS, mode) || source.hasOpenAttempt()) return undefined;
    if (mode === "self" && source.hasOpenList()) return undefined;
    if (mode !== "recovery" && !(source.value("mailbox") && source.value("endpoint"))) return undefined;
    return new Drawing(source);
  }

  constructor(source) {
    this.#source = source;
    this.#mode = source.mode();
    this.#mailbox = source.value("mailbox");
  }

  get root() {
    return this.#nodes.get("root");
  }

  /** Whether it is still the right form: another mailbox or mode is another form. */
  isOf(source) {
    return source.mode() === this.#mode && source.value("mailbox") === this.#mailbox && !source.hasOpenAttempt();
  }

  /** Draws it, or updates its words. It may use a skeleton that came with the page. */
  draw(given) {
    if (this.#isFrozen) this.#freeze(false);
    const isOfThis = given && this.#fits(given);
    const nodes = new Map();
    if (isOfThis && collect(SKELETONS[this.#mode], given, nodes)) this.#nodes = nodes;
    const root = draw(SKELETONS[this.#mode], this.#context(), this.#nodes);
    // It may be of another version: what was typed is kept.
    if (isOfThis && root !== given) this.#copyTyped(given);
    for (const key of this.#revealed) reveal(key, true, this.#context(), this.#nodes);
    if (this.#submitted) this.#showOneMoment();
    if (!this.#isListening) this.#listen();
    return root;
  }

  focus() {
    const keys = ["current-input", "new-input", "recovery"];
    this.#nodes.get(keys.find((key) => this.#nodes.has(key)))?.focus();
  }

  /** Whether something was typed or filled in. */
  isTyped() {
    return FIELDS.some((key) => this.#nodes.get(`${key}-input`)?.value);
  }

  /** The module could not be loaded: what was typed can be read, but not sent. */
  freeze() {
    this.#submitted = false;
    this.#freeze(true);
  }

  #freeze(isFrozen) {
    this.#isFrozen = isFrozen;
    for (const key of FIELDS) {
      const input = this.#nodes.get(`${key}-input`);
      if (input) input.readOnly = isFrozen;
    }
    const submit = this.#nodes.get("submit");
    if (isFrozen) submit.setAttribute("aria-disabled", "true");
    else submit.removeAttribute("aria-disabled");
    this.#nodes.get("waits").textContent = "";
  }

  /** Returns what the module takes over, and removes the listeners. */
  handOver() {
    this.#leave.abort();
    return { nodes: this.#nodes, revealed: [...this.#revealed], submitted: this.#submitted };
  }

  /** Whether a skeleton that came with the page is of this mode and mailbox. */
  #fits(given) {
    const username = given.querySelector("[id$=-username]");
    return given.dataset.mailboxPassword === `page-${this.#mode}` && (!username || username.value === this.#mailbox);
  }

  #copyTyped(given) {
    for (const key of FIELDS) {
      const input = this.#nodes.get(`${key}-input`);
      if (input) input.value = given.querySelector(`[id$=-${key}]`)?.value ?? "";
    }
  }

  #context() {
    const source = this.#source;
    return {
      prefix: source.idPrefix(),
      words: (name) => source.words(name),
      values: {
        lang: source.wordsLang(),
        dir: source.dir(),
        level: source.value("heading-level") || "2",
        mailbox: this.#mailbox,
      },
    };
  }

  #listen() {
    this.#isListening = true;
    const { signal } = this.#leave;
    this.#nodes.get("form")?.addEventListener(
      "submit",
      (event) => {
        event.preventDefault();
        if (this.#isFrozen) return;
        this.#submitted = true;
        this.#showOneMoment();
      },
      { signal },
    );
    for (const key of FIELDS) {
      this.#nodes.get(`${key}-toggle`)?.addEventListener(
        "click",
        () => {
          const isRevealed = !this.#revealed.delete(key);
          if (isRevealed) this.#revealed.add(key);
          reveal(key, isRevealed, this.#context(), this.#nodes);
        },
        { signal },
      );
    }
  }

  #showOneMoment() {
    this.#nodes.get("waits").textContent = this.#source.words("one-moment");
    this.#nodes.get("submit").setAttribute("aria-disabled", "true");
  }
}
