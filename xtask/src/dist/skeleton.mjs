// Prints the skeleton of each mode in each language as HTML: {"self.en": "<div …", …}. The argument is a folder with the
// scripts of embed/. What a page has to fill in stands in braces.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const load = (name) => import(pathToFileURL(join(process.argv.at(-1), name)).href);
const [{ SKELETONS, attribute, wordsOf }, { direction }, { WORDS }] = await Promise.all(
  ["skeleton.js", "source.js", "words.js"].map(load),
);

/** HTML elements without an end tag. */
const VOID = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]);

const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);

/** What differs until the element has taken the nodes over: nothing can be pressed. */
const untilTakenOver = (key, tag, mode) => {
  if (key === "root") return { "data-mailbox-password": `page-${mode}` };
  return tag === "button" ? { disabled: "" } : {};
};

const html = ([key, tag, attributes, content = ""], context, mode) => {
  const given = Object.entries(attributes).map(([name, value]) => [name, attribute(value, context)]);
  const all = { ...Object.fromEntries(given), ...untilTakenOver(key, tag, mode) };
  const start = Object.entries(all).map(([name, value]) => (value ? ` ${name}="${escape(value)}"` : ` ${name}`));
  if (VOID.has(tag)) return `<${tag}${start.join("")}>`;
  const inside = Array.isArray(content)
    ? content.map((entry) => html(entry, context, mode)).join("")
    : escape(wordsOf(content, context.words));
  return `<${tag}${start.join("")}>${inside}</${tag}>`;
};

const files = {};
for (const lang of Object.keys(WORDS)) {
  const context = {
    prefix: "{prefix}",
    words: (name) => WORDS[lang][name] ?? WORDS.en[name] ?? "",
    values: { lang, dir: direction(lang), level: "{heading-level}", mailbox: "{mailbox}" },
  };
  for (const [mode, skeleton] of Object.entries(SKELETONS)) files[`${mode}.${lang}`] = html(skeleton, context, mode);
}
console.log(JSON.stringify(files));
