// Makes the functions that end in a panic trap at once.
//
// In a browser the standard library writes the message of a panic nowhere, and traps: what a page sees of one stays the
// same. wasm-bindgen throws its own as errors; they trap as well. What the messages were made of is left over; sweep.mjs
// removes it. Arguments: module with names, new module.
import { readFileSync, writeFileSync } from "node:fs";

const [from, to] = process.argv.slice(-2);
const bytes = readFileSync(from);

/** Functions of Rust's libraries that never return. */
const PANICS = new RegExp(
  "^core::panicking::" +
    "|^<?(core|alloc|std)::.*::((unwrap|expect|assert)_failed|slice_(index|error)_fail|len_mismatch_fail|panic_\\w+)$" +
    "|^alloc::raw_vec::(capacity_overflow|handle_error)$|^alloc::alloc::handle_alloc_error$|^__rustc::rust_begin_unwind$" +
    "|^wasm_bindgen::throw_str$",
);
/** A body without locals: `unreachable`, and the end. */
const TRAP = [3, 0, 0, 11];

const module = reader(bytes);

/** Where each section is, by its id; a custom one by its name. */
const sections = new Map();
while (module.at < bytes.length) {
  const head = module.at;
  const id = module.byte();
  const end = module.number() + module.at;
  const name = id === 0 ? module.string() : id;
  sections.set(name, { head, start: module.at, end });
  module.at = end;
}

// Functions are numbered from the imported ones on.
module.at = sections.get(2).start;
const imports = module.list(() => (module.string(), module.string(), module.byte(), module.number())).length;
const names = new Map();
const named = sections.get("name");
for (module.at = named.start; module.at < named.end; ) {
  const kind = module.byte();
  const end = module.number() + module.at;
  // Without the hashes that the compiler adds.
  if (kind === 1) module.list(() => names.set(module.number(), module.string().replace(/\[[0-9a-f]+\]|::h[0-9a-f]{16}$/g, "")));
  module.at = end;
}

const code = sections.get(10);
module.at = code.start;
let index = imports;
let traps = 0;
const bodies = module.list(() => {
  const body = module.copy(() => module.skip(module.number()));
  const name = (names.get(index++) ?? "").replace(/::<.*>$/, "");
  if (!PANICS.test(name)) return body;
  traps += 1;
  return Buffer.from(TRAP);
});

// Another Rust may name these things differently.
if (traps < 10) throw new Error(`the module has ${traps} known panics: bring xtask/src/dist/panics.mjs up to date`);

const count = leb(bodies.length);
const length = bodies.reduce((sum, body) => sum + body.length, count.length);
const section = Buffer.concat([Buffer.from([10, ...leb(length), ...count]), ...bodies]);
writeFileSync(to, Buffer.concat([bytes.subarray(0, code.head), section, bytes.subarray(code.end)]));
