// The skeleton of the form: what can be drawn before WebAssembly is there, so that a person can type at once.
//
// The module takes these very nodes over, by their keys (`claim` in src/ui); a test compares the two trees. An entry is
// `[key, tag, attributes, content]`. In attributes, `#name` is the id with this end, `%name` a value of the element,
// `@text` a text, `@text @label` the text with the field's label in it. Content is a list of entries, or the name of a
// text after an `@`; `@name|1` is the second part of one with a `*bold*` part. `cargo xtask docs` finds a name that is
// not in declarations/src/loader.rs.
//
// `cargo xtask dist` writes it as HTML too, for pages that bring it themselves.

/** The lines of the icons, as in src/ui/icon.rs. */
const ICONS = {
  chevron: "M4.5 6.25 8 9.75l3.5-3.5",
  clock: "M1.75 8a6.25 6.25 0 1 0 12.5 0 6.25 6.25 0 1 0-12.5 0M8 4.5V8l2.5 1.5",
  devices: "M8 12.25H1.75v-9h10.5v2M10 7.25h4.5v6H10z",
  eye: "M1.25 8S3.75 3.5 8 3.5 14.75 8 14.75 8 12.25 12.5 8 12.5 1.25 8 1.25 8zM6 8a2 2 0 1 0 4 0 2 2 0 1 0-4 0",
  eyeOff: "M1.25 8S3.75 3.5 8 3.5 14.75 8 14.75 8 12.25 12.5 8 12.5 1.25 8 1.25 8zM6 8a2 2 0 1 0 4 0 2 2 0 1 0-4 0M2.75 13.5l10.5-11",
  key: "M2.25 11a2.75 2.75 0 1 0 5.5 0 2.75 2.75 0 1 0-5.5 0M7 9l6-6m-2.5 2.5 2 2",
  mail: "M1.75 3.5h12.5v9H1.75zM2 4l6 4.75L14 4",
  warn: "M8 1.75 14.5 13.5h-13zM8 6.25v3.25m0 2v.1",
};

const IGNORED_BY_MANAGERS = { "data-1p-ignore": "", "data-bwignore": "", "data-form-type": "other", "data-lpignore": "true" };

const icon = (key, line) => [
  key,
  "svg",
  { class: "mbp-icon", viewBox: "0 0 16 16", width: "18", fill: "none", stroke: "currentColor", "aria-hidden": "true" },
  [[`${key}-path`, "path", { d: ICONS[line] }]],
];

const TYPED_AS_TEXT = { autocapitalize: "none", spellcheck: "false" };

const field = (key, label, autocomplete, more = {}, help = "", rules = []) => [
  key,
  "div",
  { class: "mbp-field" },
  [
    [`${key}-label`, "label", { class: "mbp-label", for: `#${key}` }, label],
    [
      `${key}-box`,
      "div",
      { class: "mbp-input" },
      [
        [
          `${key}-input`,
          "input",
          {
            class: "mbp-control",
            id: `#${key}`,
            type: "password",
            autocomplete,
            ...TYPED_AS_TEXT,
            dir: "auto",
            "aria-required": "true",
            "aria-describedby": `#${key}-help`,
            ...more,
          },
        ],
        [
          `${key}-toggle`,
          "button",
          { class: "mbp-eye", type: "button", "aria-controls": `#${key}`, "aria-label": `@show-field ${label}` },
          [icon(`${key}-eye`, "eye")],
        ],
      ],
    ],
    ...rules,
    [`${key}-help`, "p", { class: "mbp-help", id: `#${key}-help` }, [[`${key}-words`, "span", {}, help]]],
  ],
];

const newPassword = (label, help, autocomplete, more) =>
  field("new", label, autocomplete, { ...more, "aria-describedby": "#rules #new-help" }, help, [
    ["rules", "div", { id: "#rules" }, [["rules-substitute", "p", { class: "mbp-rules" }, "@rules-loading"]]],
  ]);

const fields = (content) => ["fields", "div", { class: "mbp-fields" }, content];

const mailbox = (label, labelClass, autocomplete) => [
  "mailbox",
  "div",
  { class: "mbp-field" },
  [
    ["mailbox-label", "label", { class: labelClass, for: "#username" }, label],
    [
      "address",
      "div",
      { class: "mbp-who" },
      [
        icon("mail", "mail"),
        [
          "username",
          "input",
          { class: "mbp-address", id: "#username", type: "text", autocomplete, ...TYPED_AS_TEXT, dir: "ltr", readonly: "", value: "%mailbox" },
        ],
      ],
    ],
  ],
];

const need = (key, line, text) => [key, "li", {}, [icon(`${key}-icon`, line), [`${key}-words`, "span", {}, text]]];

const warning = (lead, rest) => [
  "warning",
  "div",
  { class: "mbp-notice", "data-kind": "warn" },
  [
    icon("warning-icon", "warn"),
    [
      "warning-words",
      "div",
      {},
      [
        [
          "warning-lead",
          "p",
          { id: "#warning" },
          [
            ["warning-before", "span", {}, `${lead}|0`],
            ["warning-bold", "strong", {}, `${lead}|1`],
            ["warning-after", "span", {}, `${lead}|2`],
          ],
        ],
        ["warning-rest", "p", { class: "mbp-small", ...(rest ? {} : { hidden: "" }) }, rest],
      ],
    ],
  ],
];

const submit = (name) => [
  "submit-stack",
  "div",
  { class: "mbp-stack mbp-send" },
  [
    [
      "submit",
      "button",
      { class: "mbp-button mbp-primary", type: "submit", id: "#submit", "aria-describedby": "#warning" },
      [["submit-name", "span", {}, name]],
    ],
    ["status", "div", { class: "mbp-status" }, [["status-line", "p", { class: "mbp-help" }, [["waits", "span", { id: "#waits" }, ""]]]]],
  ],
];

const heading = (text, key = "heading") => [
  key,
  "p",
  { class: "mbp-heading", id: `#${key}`, role: "heading", tabindex: "-1", "aria-level": "%level" },
  text,
];

const whole = (content) => [
  "root",
  "div",
  { "data-mailbox-password": "form" },
  [["content", "div", { class: "mbp", lang: "%lang", dir: "%dir" }, content]],
];

const form = (content, more = {}) => ["form", "form", { class: "mbp-form", method: "dialog", novalidate: "", ...more }, content];

/** The skeleton of each mode. */
export const SKELETONS = {
  self: whole([
    form([
      ["top", "div", { class: "mbp-top" }, [heading("@heading"), mailbox("@mailbox", "mbp-hidden", "username")]],
      [
        "need",
        "ul",
        { class: "mbp-need", "aria-label": "@need" },
        [need("need-password", "key", "@need-password"),
          need("need-time", "clock", "@need-time"),
          need("need-devices", "devices", "@need-devices"),],
      ],
      [
        "prepare",
        "details",
        { class: "mbp-fold mbp-small" },
        [["prepare-name", "summary", {}, [icon("prepare-icon", "chevron"), ["prepare-words", "span", {}, "@prepare-heading"]]]],
      ],
      fields([
        field("current", "@current-password", "current-password"),
        newPassword("@new-password", "@type-everywhere", "new-password"),
        field("confirm", "@confirm-new-password", "new-password"),
      ]),
      warning("@warning-lead", "@warning-lock"),
      submit("@change"),
    ]),
  ]),
  admin: whole([
    [
      "stack",
      "div",
      { class: "mbp-stack" },
      [
        heading("@admin-heading"),
        form(
          [
            mailbox("@admin-mailbox", "mbp-label", "off"),
            fields([
              newPassword("@admin-new-password", "@admin-type-everywhere", "one-time-code", IGNORED_BY_MANAGERS),
              field("confirm", "@admin-confirm-new-password", "one-time-code", IGNORED_BY_MANAGERS),
            ]),
            [
              "generator",
              "div",
              { class: "mbp-stack mbp-generator" },
              [
                [
                  "generator-actions",
                  "div",
                  { class: "mbp-actions" },
                  [["generate", "button", { class: "mbp-button", type: "button", id: "#generate" }, "@generate"]],
                ],
                ["generator-line", "p", { class: "mbp-help" }, ""],
              ],
            ],
            ["options", "div", { class: "mbp-stack mbp-options" }, []],
            warning("@admin-warning"),
            submit("@admin-change"),
          ],
          { autocomplete: "off" },
        ),
      ],
    ],
  ]),
  recovery: whole([
    [
      "stack",
      "section",
      { class: "mbp-stack mbp-prints", "aria-labelledby": "#recovery" },
      [["top", "div", { class: "mbp-recovery-top" }, [heading("@recover-heading", "recovery")]]],
    ],
  ]),
};

/** The text of a button with the field's label in it. */
const named = (text, field) => text.replaceAll("{field}", () => field);

/** The texts with these names. */
const textsOf = (names, words) => names.slice(1).split(" @").map(words);

/** The value of an attribute. `context` is `{prefix, words, values}`. */
export const attribute = (value, { prefix, words, values }) => {
  if (value.startsWith("#")) return value.replace(/#/g, `${prefix}-`);
  if (value.startsWith("%")) return values[value.slice(1)];
  if (value.startsWith("@")) return named(...textsOf(value, words));
  return value;
};

/** The words of a text, or of a part of one with a `*bold*` part. */
export const wordsOf = (content, words) => {
  const [name, index] = content.slice(1).split("|");
  const text = name && words(name);
  if (!index) return text;
  const [before, bold = "", ...after] = text.split("*");
  return [before, bold, after.join("*")][index];
};

/** Draws a skeleton, or updates its words where its nodes are there already. Nodes are kept by key. */
export const draw = ([key, tag, attributes, content = ""], context, nodes) => {
  const isNew = !nodes.has(key);
  const space = tag === "svg" || tag === "path" ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1999/xhtml";
  if (isNew) nodes.set(key, document.createElementNS(space, tag));
  const node = nodes.get(key);
  for (const [name, value] of Object.entries(attributes)) {
    // A revealed field stays revealed.
    if (isNew || name !== "type") node.setAttribute(name, attribute(value, context));
  }
  if (typeof content === "string") {
    const text = wordsOf(content, context.words);
    if (node.textContent !== text && key !== "waits") node.textContent = text;
    return node;
  }
  const children = content.map((entry) => draw(entry, context, nodes));
  if (isNew) node.append(...children);
  return node;
};

/** Collects by key the nodes of a skeleton that came with the page, and lets its buttons be pressed. Returns whether they
 * are those of the table. */
export const collect = ([key, tag, { id = "" }, content], node, nodes) => {
  nodes.set(key, node);
  node.removeAttribute("disabled");
  return (
    node.localName === tag &&
    node.id.endsWith(id.replace("#", "-")) &&
    (!Array.isArray(content) ||
      (content.length === node.children.length && content.every((entry, index) => collect(entry, node.children[index], nodes))))
  );
};

/** Shows or hides what is in a field. */
export const reveal = (key, isRevealed, context, nodes) => {
  const toggle = nodes.get(`${key}-toggle`);
  const label = nodes.get(`${key}-label`).textContent;
  nodes.get(`${key}-input`).type = isRevealed ? "text" : "password";
  nodes.get(`${key}-eye-path`).setAttribute("d", isRevealed ? ICONS.eyeOff : ICONS.eye);
  toggle.setAttribute("aria-label", named(context.words(isRevealed ? "hide-field" : "show-field"), label));
};
