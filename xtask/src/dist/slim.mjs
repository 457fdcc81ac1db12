// Takes out of the module and its glue what no one reaches, and gives what is left short names and numbers.
//
// wasm-bindgen keeps everything that a dependency exports, such as Leptos' stream classes, and everything those
// import; its names are made to be unique, not short. Arguments: wasm-metadce, glue, module, new glue, new module.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const [metadce, gluePath, wasmPath, newGlue, newWasm] = process.argv.slice(-5);
let glue = readFileSync(gluePath, "utf8");
const exported = (wasm) => WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map(({ name }) => name);
const imported = (wasm) => WebAssembly.Module.imports(new WebAssembly.Module(wasm)).map(({ name }) => name);

// Classes that dependencies export: ours exports functions only. A method keeps its function and its futures in the
// module, so none must be left by now (unused_exports.rs); the bare class costs nothing.
for (const [, name, body] of glue.matchAll(/^export class (\w+) \{\n([^]*?)^\}\n/gm)) {
  const methods = [...body.matchAll(/^ {4}(?:(?:static|async|get|set) )*(\w+)\(/gm)].map(([, method]) => method);
  const left = methods.filter((method) => method !== "__destroy_into_raw" && method !== "free");
  if (left.length > 0) throw new Error(`${name} still exports ${left.join(", ")}: list what its package exports in xtask/src/dist/unused_exports.rs`);
  glue = glue
    .replace(new RegExp(`^export class ${name} \\{\\n[^]*?^\\}\\n`, "m"), "")
    .replace(new RegExp(`^if \\(Symbol\\.dispose\\) ${name}\\..*\\n`, "m"), "")
    .replace(new RegExp(`^const ${name}Finalization = [^]*?;\\n`, "m"), "");
}

// The glue starts the module from whatever it is given, also in browsers without streams; the loader gives an answer.
const start = `
async function start({ module_or_path, trapped }) {
    if (wasm) return wasm;
    const response = await module_or_path;
    if (!response.ok) throw new Error(\`\${response.status} \${response.url}\`);
    const imports = __wbg_get_imports();
    const type = response.headers.get("Content-Type");
    if (type !== "application/wasm") console.warn(\`\${response.url} is served as \${type}, not as application/wasm, and therefore starts later.\`);
    const { instance } = type === "application/wasm"
        ? await WebAssembly.instantiateStreaming(response, imports)
        : await WebAssembly.instantiate(await response.arrayBuffer(), imports);
    // Whatever enters the module enters here, also from listeners, timers and promises: the loader learns of each trap.
    wasm = Object.fromEntries(Object.entries(instance.exports).map(([name, made]) => [name, typeof made === "function" ? (...given) => {
        try {
            return made(...given);
        } catch (error) {
            trapped(error);
            throw error;
        }
    } : made]));
    wasm.__wbindgen_start();
    return wasm;
}

export { start as default };
`;
for (const [part, instead] of [
  [/^async function __wbg_load\([^]*/m, start],
  [/^function __wbg_finalize_init\([^]*?^\}\n/m, ""],
  [/^let wasmModule, wasmInstance, wasm;\n/m, "let wasm;\n"],
  // Every browser that has what the element needs has these.
  [/^if \(!\('encodeInto' in [^]*?^\}\n/m, ""],
  [/^ {4}if \(realloc === undefined\) \{\n[^]*?^ {4}\}\n/m, ""],
]) {
  if (!part.test(glue)) throw new Error(`the glue has no ${part}: bring xtask/src/dist/slim.mjs up to date`);
  glue = glue.replace(part, () => instead);
}

// What only they reached, also through what the module imports.
const all = exported(readFileSync(wasmPath));
const used = new Set([...glue.matchAll(/\bwasm\.(\w+)/g)].map(([, name]) => name));
const graph = [
  { name: "glue", root: true, reaches: all.filter((name) => used.has(name)).map((name) => `export ${name}`) },
  ...all.map((name) => ({ name: `export ${name}`, export: name })),
];
const graphPath = `${newWasm}.json`;
writeFileSync(graphPath, JSON.stringify(graph));
execFileSync(process.execPath, [metadce, wasmPath, "--graph-file", graphPath, "-o", newWasm], { stdio: "pipe" });
let wasm = readFileSync(newWasm);

// What the module imports, as a list: a name of its own for each would be in both files, and is not short to compress.
// `function` is for `this` and `arguments`, which only the outer function of two reads.
const needed = [...new Set(imported(wasm))];
const functions = new Map([...glue.matchAll(/^ {8}(__wbg_\w+|__wbindgen_\w+): (function\([^]*?^ {8}\}.*),\n/gm)].map(([, name, code]) => [name, code]));
const arrow = (code) =>
  code
    .replace(/^function\(\) \{ return handleError\(function \((.*?)\) \{/, "(...args) => { return handleError(($1) => {")
    .replace(/, arguments\); \}$/, ", args); }")
    .replace(/^function\((.*?)\) \{/, "($1) => {");
const missing = needed.filter((name) => !functions.has(name));
if (missing.length > 0) throw new Error(`the glue has no ${missing.join(", ")}, which the module imports`);
const list = needed.map((name) => `${arrow(functions.get(name))},\n`);
const IMPORTS = /^ {4}const import0 = \{\n[^]*?^ {4}\};\n^ {4}return \{\n.*\n.*: import0,\n {4}\};\n/m;
if (!IMPORTS.test(glue)) throw new Error("the glue lists what the module imports in another way: bring xtask/src/dist/slim.mjs up to date");
glue = glue.replace(IMPORTS, () => `return { i: [${list.join("")}] };\n`);
if (/\barguments\b|\bthis\b/.test(list.join("").replace(/^ *\/\/.*/gm, ""))) throw new Error("something in the glue reads `this` or `arguments`: bring xtask/src/dist/slim.mjs up to date");

// Short names for what it exports. The memory keeps its name: tools that watch a page's WebAssembly look for it.
const short = (index) => (index < 26 ? "" : short(Math.floor(index / 26) - 1)) + String.fromCharCode(97 + (index % 26));
const names = exported(wasm).filter((name) => name !== "memory");
const shortened = new Map(names.map((name, index) => [name, short(index)]));
glue = glue.replace(/\bwasm\.(\w+)/g, (match, name) => `wasm.${shortened.get(name) ?? name}`);
writeFileSync(newWasm, rename(wasm));
writeFileSync(newGlue, glue);

/** The module with short names in its import and export sections. */
function rename(bytes) {
  const string = (text) => [...leb(Buffer.byteLength(text)), ...Buffer.from(text)];
  const module = reader(bytes);
  const out = [...bytes.subarray(0, module.at)];
  // An export's or an import's kind, and its index or type.
  const rest = () => module.copy(() => (module.byte(), module.number()));
  const section = (id, entry) => {
    const entries = module.list(entry);
    const body = [...leb(entries.length), ...entries.flat()];
    out.push(id, ...leb(body.length), ...body);
  };
  while (module.at < bytes.length) {
    const id = module.byte();
    const end = module.number() + module.at;
    if (id === 2) {
      section(id, () => {
        module.string();
        const place = needed.indexOf(module.string());
        if (bytes[module.at] !== 0) throw new Error("the module imports something that is no function");
        return [...string("i"), ...string(String(place)), ...rest()];
      });
    } else if (id === 7) {
      section(id, () => {
        const name = module.string();
        return [...string(shortened.get(name) ?? name), ...rest()];
      });
    } else {
      out.push(id, ...leb(end - module.at));
      for (const byte of bytes.subarray(module.at, end)) out.push(byte);
    }
    module.at = end;
  }
  return Buffer.from(out);
}
