//! What runs in the pages.

/// Runs before the scripts of every page and frame: holds the module back where something is typed before it is there,
/// and follows where the element was moved to.
pub(crate) const BEFORE: &str = "
  if (top.location.pathname.includes('/typed/')) {
    const gate = new Promise((open) => { window.releaseModule = open; });
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const real = WebAssembly[name].bind(WebAssembly);
      WebAssembly[name] = async (...given) => { await gate; return real(...given); };
    }
  }";

/// What the scripts of the jobs use. `args` is `[old, new, changed, not changed, unknown]`.
pub(crate) const LIBRARY: &str = r#"
  const [OLD, NEW, CHANGED, NOT_CHANGED, UNKNOWN] = args;
  const element = () => all("mailbox-password")[0];
  const part = (end) => element()?.querySelector(`[id$="-${end}"]`);
  const turn = () => new Promise((done) => setTimeout(done, 10));
  const until = async (what, holds) => {
    const end = performance.now() + 10_000;
    while (!holds()) {
      if (performance.now() > end) throw new Error(`${what} did not come: ${words()}`);
      await turn();
    }
  };
  const check = (holds, what) => {
    if (!holds) throw new Error(what());
  };

  const drawn = () => until("the skeleton", () => part("confirm") && isSeen(part("confirm")));
  const ready = async () => {
    await until("the form", () => part("submit") && __probe.events.some(({ name }) => name === "ready"));
    await until("the rules", () => words().includes("12+ characters"));
    await until("the statement", () => !window.stated || words().includes(window.stated));
  };
  const gone = async () => {
    await until("the removal", () => !element());
    // What comes back at once was moved.
    await turn();
  };
  const shown = (text) => until(`"${text}"`, () => words().includes(text));
  const lacks = (text) => check(!words().includes(text), () => `"${text}" is shown`);

  const inputs = () => ["current", "new", "confirm"].map(part);
  const type = (end, text) => {
    const input = part(end);
    input.focus();
    input.select();
    document.execCommand("insertText", false, text);
    check(input.value === text, () => `typed into ${end}, but there is "${input.value}"`);
  };
  const fill = () => [["current", OLD], ["new", NEW], ["confirm", NEW]].forEach((field) => type(...field));
  const press = () => find("button", "Change").click();
  const values = (expected) => {
    const found = inputs().map((input) => input?.value);
    check(String(found) === String(expected), () => `the fields hold ${JSON.stringify(found)}`);
  };
  const note = () => {
    window.__noted = inputs();
    window.__added = [];
    const keep = (records) => __added.push(...records.flatMap(({ addedNodes }) => [...addedNodes]));
    new MutationObserver(keep).observe(element().getRootNode(), { childList: true, subtree: true });
  };
  const same = () => {
    check(element(), () => "the element is gone");
    check(inputs().every((input, index) => input === __noted[index]), () => "the fields are other ones");
    values([OLD, NEW, NEW]);
  };
  const moved = async () => {
    await turn();
    check(__added.some((node) => node.contains(element())), () => "its neighbours were moved, and not the element");
  };

  // As translating browsers and extensions do it: each text node is replaced by another one in two `font` elements.
  const translate = () => {
    const root = element().getRootNode() === document ? document.body : element().parentNode;
    const translated = new WeakSet();
    const replaceAll = () => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) found.push(walker.currentNode);
      for (const node of found) {
        if (translated.has(node) || !node.data.trim() || node.parentNode.closest?.("script, style")) continue;
        const [outer, inner] = ["font", "font"].map((name) => document.createElement(name));
        const text = document.createTextNode(node.data);
        translated.add(text);
        inner.append(text);
        outer.append(inner);
        node.replaceWith(outer);
      }
    };
    replaceAll();
    new MutationObserver(replaceAll).observe(root, { childList: true, characterData: true, subtree: true });
  };

  const host = window.host ?? {
    rerender: async () => {
      element().setAttribute("data-count", performance.now());
      element().setAttribute("mailbox", element().getAttribute("mailbox"));
      element().before(document.createElement("p"));
    },
    move: async () => {
      const aside = document.createElement("aside");
      element().parentNode.append(aside);
      aside.append(element());
    },
    remove: async () => {
      window.__place = element().parentNode;
      window.__removed = element();
      __removed.remove();
    },
    putBack: async () => __place.append(__removed),
  };
"#;

/// What has to be true at the end of every job. `args[5]` is how often the host heard of a change.
pub(crate) const END: &str = r#"
  await turn();
  const { errors, violations } = __probe;
  check(errors.length === 0, () => `uncaught: ${errors}`);
  check(violations.length === 0, () => `forbidden by the policy: ${violations}`);
  const seen = all("mailbox-password [hidden]").filter(isSeen);
  check(seen.length === 0, () => `shown, although hidden: ${seen[0].outerHTML.slice(0, 80)}`);
  const small = all("mailbox-password button, mailbox-password input").filter((control) => {
    const { width, height } = control.getBoundingClientRect();
    return isSeen(control) && !control.closest(".mbp-hidden, .mbp-check") && (width < 24 || height < 24);
  });
  check(small.length === 0, () => `smaller than 24 px: ${small[0].outerHTML.slice(0, 80)}`);
  const told = window.heard?.length ?? __probe.events.filter(({ name }) => name === "changed").length;
  check(told === args[5], () => `the host heard ${told} times of a change`);
"#;
