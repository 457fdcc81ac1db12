// The skeleton of the form: what can be drawn before WebAssembly is there, so that a person can type at once.
//
// The module takes these very nodes over, by their keys (`claim` in src/ui); a test compares the two trees. An entry is
// `[key, tag, attributes, content]`. In attributes, `#name` is the id with this end, `%name` a value of the element,
// `@text @label` the text with the field's label in it. Content is a list of entries, or the names of texts, each after
// an `@`. `cargo xtask docs` finds a name that is not in declarations/src/loader.rs.
//
// `cargo xtask dist` writes it as HTML too, for pages that bring it themselves.

const IGNORED_BY_MANAGERS = { "data-1p-ignore": "", "data-bwignore": "", "data-form-type": "other", "data-lpignore": "true" };

const field = (key, label, autocomplete, more = {}, hints = []) => [
  key,
  "div",
  { class: "mbp-field" },
  [
    [`${key}-label`, "label", { class: "mbp-label", for: `#${key}` }, label],
    ...hints,
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
            autocapitalize: "none",
            spellcheck: "false",
            dir: "auto",
            "aria-required": "true",
            ...more,
          },
        ],
        [
          `${key}-toggle`,
          "button",
          { class: "mbp-toggle", type: "button", "aria-controls": `#${key}`, "aria-label": `@show-field ${label}` },
          "@show",
        ],
      ],
    ],
  ],
];

const newPassword = (label, hint, autocomplete, more) =>
  field("new", label, autocomplete, { ...more, "aria-describedby": "#new-hint #rules #advice" }, [
    ["hint", "p", { class: "mbp-hint", id: "#new-hint" }, hint],
  ]);

const mailbox = (label, autocomplete) => [
  "mailbox",
  "div",
  { class: "mbp-field" },
  [
    ["mailbox-label", "label", { class: "mbp-label", for: "#username" }, label],
    [
      "username",
      "input",
      {
        class: "mbp-control mbp-readonly",
        id: "#username",
        type: "text",
        autocomplete,
        autocapitalize: "none",
        spellcheck: "false",
        dir: "ltr",
        readonly: "",
        value: "%mailbox",
      },
    ],
  ],
];

const warning = (text) => ["warning", "p", { class: "mbp-warning", id: "#warning" }, text];

const submit = (name) => [
  "submit-stack",
  "div",
  { class: "mbp-stack" },
  [
    [
      "actions",
      "div",
      { class: "mbp-actions" },
      [
        ["submit", "button", { class: "mbp-primary", type: "submit", id: "#submit", "aria-describedby": "#warning" }, name],
        ["waits", "p", { class: "mbp-note", hidden: "" }, ""],
      ],
    ],
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
  [["content", "div", { class: "mbp", lang: "%lang", dir: "%dir" }, [content]]],
];

const form = (content, more = {}) => ["form", "form", { class: "mbp-form", method: "post", novalidate: "", ...more }, content];

/** The skeleton of each mode. */
export const SKELETONS = {
  self: whole([
    "stack",
    "div",
    { class: "mbp-stack" },
    [
      heading("@heading"),
      ["prepare", "details", { class: "mbp-prepare" }, [["prepare-name", "summary", {}, "@prepare-heading"]]],
      form([
        ["need", "p", { class: "mbp-note" }, "@need"],
        mailbox("@mailbox", "username"),
        field("current", "@current-password", "current-password"),
        newPassword("@new-password", "@type-everywhere", "new-password"),
        field("confirm", "@confirm-new-password", "new-password"),
        warning("@warning-lead @warning-lock"),
        submit("@change"),
      ]),
    ],
  ]),
  admin: whole([
    "stack",
    "div",
    { class: "mbp-stack" },
    [
      heading("@admin-heading"),
      form(
        [
          mailbox("@admin-mailbox", "off"),
          newPassword("@admin-new-password", "@admin-type-everywhere", "one-time-code", IGNORED_BY_MANAGERS),
          field("confirm", "@admin-confirm-new-password", "one-time-code", IGNORED_BY_MANAGERS),
          [
            "generator",
            "div",
            { class: "mbp-stack" },
            [
              [
                "generator-actions",
                "div",
                { class: "mbp-actions" },
                [["generate", "button", { class: "mbp-secondary", type: "button", id: "#generate" }, "@generate"]],
              ],
            ],
          ],
          warning("@admin-warning"),
          submit("@admin-change"),
        ],
        { autocomplete: "off" },
      ),
    ],
  ]),
  recovery: whole([
    "stack",
    "section",
    { class: "mbp-stack mbp-prints", "aria-labelledby": "#recovery" },
    [heading("@recover-heading", "recovery"), ["recovery-lead", "p", { class: "mbp-warning" }, "@recovery-lead"]],
  ]),
};

/** The text of a button with the field's label in it. */
const named = (text, field) => text.replaceAll("{field}", () => field);

/** The texts with these names. */
export const textsOf = (names, words) => names.slice(1).split(" @").map(words);

/** The value of an attribute. `context` is `{prefix, words, values}`. */
export const attribute = (value, { prefix, words, values }) => {
  if (value.startsWith("#")) return value.replace(/#/g, `${prefix}-`);
  if (value.startsWith("%")) return values[value.slice(1)];
  if (value.startsWith("@")) return named(...textsOf(value, words));
  return value;
};

/** Draws a skeleton, or updates its words where its nodes are there already. Nodes are kept by key. */
export const draw = ([key, tag, attributes, content = ""], context, nodes) => {
  const isNew = !nodes.has(key);
  if (isNew) nodes.set(key, document.createElement(tag));
  const node = nodes.get(key);
  for (const [name, value] of Object.entries(attributes)) {
    // A revealed field stays revealed.
    if (isNew || name !== "type") node.setAttribute(name, attribute(value, context));
  }
  if (typeof content === "string") {
    const text = content && textsOf(content, context.words).join(" ");
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
  toggle.textContent = context.words(isRevealed ? "hide" : "show");
  toggle.setAttribute("aria-label", named(context.words(isRevealed ? "hide-field" : "show-field"), label));
};
