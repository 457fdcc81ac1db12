// Removes the messages of panics from the module.
//
// In a browser the standard library writes the message of a panic nowhere, and traps. This script makes the functions
// that end in a panic trap at once, and overwrites the names of source files, lines and columns, which only the message
// needs, with zeros. What a page sees of a panic stays the same. Arguments: module with names, new module.
import { readFileSync, writeFileSync } from "node:fs";

const [from, to] = process.argv.slice(-2);
const bytes = readFileSync(from);

/** Functions of Rust's libraries that never return. */
const PANICS = new RegExp(
  "^core::panicking::" +
    "|^<?(core|alloc|std)::.*::((unwrap|expect|assert)_failed|slice_(index|error)_fail|len_mismatch_fail|panic_\\w+)$" +
    "|^alloc::raw_vec::(capacity_overflow|handle_error)$|^alloc::alloc::handle_alloc_error$|^__rustc::rust_begin_unwind$",
);
/** A body without locals: `unreachable`, and the end. */
const TRAP = [3, 0, 0, 11];
/** Only such messages use `Debug`. */
const DEBUG = /^<.* as core::fmt::Debug>::fmt$/;
/** A body without locals: `i32.const 0`, which says that it went well, and the end. */
const DONE = [4, 0, 65, 0, 11];

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
  if (DEBUG.test(name)) return Buffer.from(DONE);
  if (!PANICS.test(name)) return body;
  traps += 1;
  return Buffer.from(TRAP);
});

/** The initial memory: where each piece begins, and what is in it. */
module.at = sections.get(11).start;
const pieces = module.list(() => {
  if (module.byte() !== 0 || module.byte() !== 0x41) throw new Error("a piece of the initial memory has no fixed place");
  const address = module.number();
  module.byte();
  return { address, content: module.skip(module.number()) };
});
const text = (address, length) => {
  const piece = pieces.find((piece) => address >= piece.address && address + length <= piece.address + piece.content.length);
  return piece?.content.subarray(address - piece.address, address - piece.address + length);
};
// A place in the source, as Rust keeps it: the file's name with its length, line and column.
const files = new Set();
for (const { address, content } of pieces) {
  for (let offset = -address & 3; offset + 16 <= content.length; offset += 4) {
    const [name, length, line, column] = [0, 4, 8, 12].map((field) => content.readUInt32LE(offset + field));
    if (length < 4 || length > 200 || line === 0 || line > 99_999 || column === 0 || column > 999) continue;
    const file = text(name, length);
    if (!file || !/^[\w/.+-]+\.rs$/.test(file.toString("latin1"))) continue;
    files.add(file);
    content.fill(0, offset, offset + 16);
  }
}
for (const file of files) file.fill(0);

// Another Rust may name or lay out these things differently.
if (traps < 10 || files.size < 10) throw new Error(`the module has ${traps} known panics and ${files.size} files' names: bring xtask/src/dist/panics.mjs up to date`);

const count = leb(bodies.length);
const length = bodies.reduce((sum, body) => sum + body.length, count.length);
const section = Buffer.concat([Buffer.from([10, ...leb(length), ...count]), ...bodies]);
writeFileSync(to, Buffer.concat([bytes.subarray(0, code.head), section, bytes.subarray(code.end)]));
