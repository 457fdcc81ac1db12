// Loads what <mailbox-password> needs: the module with its glue, and a language.
//
// Files are found relative to its own address, so it works from a CDN.

import { own } from "./own.js";
import { STYLE } from "./style.js";

// files:begin
const FILES = { glue: "./mailbox-password.js", wasm: "./mailbox-password_bg.wasm", locales: { de: "./locales/de.json", en: "./locales/en.json" }, later: { common: "./common-passwords.txt", words: "./words.txt", steps: { android: "./steps/android.json", "apple-mail": "./steps/apple-mail.json", "ios-mail": "./steps/ios-mail.json", "outlook-mac": "./steps/outlook-mac.json", "outlook-mobile": "./steps/outlook-mobile.json", "outlook-windows": "./steps/outlook-windows.json", "samsung-email": "./steps/samsung-email.json", "smtp-sender": "./steps/smtp-sender.json", thunderbird: "./steps/thunderbird.json" } } };
// files:end
export const VERSION = "0.0.0"; // version

export const TAG = "mailbox-password";

/** Makes `{url, integrity}`, with an absolute address, of an entry: an address and, in a deployment, its hash. */
const resolve = (entry) => {
  const [url, integrity] = entry.split(" ");
  return { url: new URL(url, import.meta.url).href, integrity };
};
const resolveAll = ({ steps, ...entries }) =>
  Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, resolve(entry)]));

const GLUE = resolve(FILES.glue);
const WASM = resolve(FILES.wasm);

/** Every element that is connected. */
export const connected = new Set();

let loadingModule;
let failures = 0;
let dead = false;

const get = ({ url, integrity }) => fetch(url, { integrity });

const textOf = async (entry) => {
  const response = await get(resolve(entry));
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response.text();
};

/** The addresses of steps and lists. In a deployment they are in a file of their own, so that nobody waits for the hashes
 * of what they may not need. */
const later = async () => {
  const files = typeof FILES.later === "string" ? JSON.parse(await textOf(FILES.later)) : FILES.later;
  return { ...resolveAll(files), steps: resolveAll(files.steps) };
};

/** The addresses of what the module loads later. */
export const ASSETS = { locales: resolveAll(FILES.locales), later };

/** One sheet for every element. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);

/** Lets an element be styled, in the document or the shadow root in which it is. */
export const adoptStyle = (element) => {
  const root = element.getRootNode();
  if (root.adoptedStyleSheets && !root.adoptedStyleSheets.includes(sheet)) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
};

const instantiate = async () => {
  // The newest thing that it needs: found here, before anything is sent.
  if (!AbortSignal.any) throw new Error("AbortSignal.any is missing.");
  const wasm = get(WASM);
  // A failure is handled where it is awaited.
  wasm.catch(() => {});
  // Some browsers remember that a script failed, and do not try again under the same address.
  const glue = await import(failures ? `${GLUE.url}#${failures}` : GLUE.url);
  await glue.default({ module_or_path: wasm, trapped });
  return glue;
};

/** The module. A failure may be tried again. */
export const loadModule = () =>
  (loadingModule ??= instantiate().catch((error) => {
    failures += 1;
    loadingModule = undefined;
    throw error;
  }));

const readLanguage = async (base) => ({ base, texts: JSON.parse(await textOf(FILES.locales[base])) });

/** A language's texts, else English: `{base, texts}`. A failure may be tried again. */
export const loadLanguage = (base) =>
  readLanguage(own(FILES.locales, base) ? base : "en").catch((error) => {
    console.error(`${TAG}: the language ${base} could not be loaded.`, error);
    return readLanguage("en");
  });

/** Whether the module has stopped with a trap, after which it is not called any more. */
export const isDead = () => dead;

/** A call into the module has thrown. A trap leaves it unusable: fields stay as they are, nothing can be sent any more. */
const trapped = (error) => {
  if (dead || !(error instanceof WebAssembly.RuntimeError)) return;
  dead = true;
  console.error(`${TAG}: the module has stopped. Reload the page.`, error);
  for (const element of connected) element.died();
};
