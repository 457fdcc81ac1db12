// Takes out of the module what nothing refers to any more.
//
// The optimiser removes what no code calls. It cannot know which numbers in memory are addresses, so it keeps what the
// messages of panics were made of, and the functions that were to write them. Here the linker's notes are followed from
// what the page calls: functions and slots of the table that they do not lead to are removed, and memory is overwritten
// with zeros. So that a slot in code is not taken for any other number, the linker has begun the table at a number like
// no other; now it begins at 1. The addresses in code must still be the linker's: nothing may have calculated with them.
//
// Arguments: wasm-dis, wasm-as, their options, first slot, module as linked, module, new module.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const [disassembler, assembler, options, first, linked, from, to] = process.argv.slice(-7);
const FIRST_SLOT = Number(first);
const { symbols, pointers, meantBy } = readNotes(readFileSync(linked));
const run = (program, ...args) => execFileSync(process.execPath, [program, ...options.split(" "), ...args], { stdio: "pipe" });

/** The module as text: each item begins in the second column. */
const text = `${to}.wat`;
run(disassembler, from, "-o", text);
const items = readFileSync(text, "utf8").replace(/\n\)\s*$/, "").split(/\n(?= \()/);
const functionName = (item) => /^ \(func (\$\S+)/.exec(item)?.[1];
const bodies = new Map(items.map((item) => [functionName(item), item]));
const SLOTS = new RegExp(`^ \\(elem \\S+ \\(table (\\S+)\\) \\(i32\\.const ${FIRST_SLOT}\\) func (.*)\\)$`);
const [, table, names] = items.map((item) => SLOTS.exec(item)).find((found) => found) ?? [];
if (!names) throw new Error(`the module has no table of functions that begins at ${FIRST_SLOT}`);
/** The names of the functions in the table. */
const slots = names.split(" ");
const isSlot = (number) => number >= FIRST_SLOT && number < FIRST_SLOT + slots.length;

/** The names of functions, and symbols, that something refers to. */
const reached = new Set();
const todo = [];
const reach = (thing) => {
  if (thing === undefined || reached.has(thing)) return;
  reached.add(thing);
  todo.push(thing);
};
const reachSlot = (slot) => reach(slots[slot - FIRST_SLOT]);
const isIn = (address, { start, end }) => start <= address && address < end;
const follow = ({ slot, symbol }) => (slot === undefined ? reach(symbol) : reachSlot(slot));
for (const item of items) reach(/^ \((?:export "[^"]*" \(func|start) (\$[^\s)]+)/.exec(item)?.[1]);
pointers.filter(({ address }) => !symbols.some((symbol) => isIn(address, symbol))).forEach(follow);
while (todo.length > 0) {
  const thing = todo.pop();
  if (typeof thing !== "string") {
    pointers.filter(({ address }) => isIn(address, thing)).forEach(follow);
    continue;
  }
  const body = bodies.get(thing) ?? "";
  for (const [, name] of body.matchAll(/\((?:call|ref\.func) (\$[^\s)]+)/g)) reach(name);
  for (const [, digits] of body.matchAll(/(?:\(i32\.const |offset=)(\d+)/g)) {
    const number = Number(digits);
    if (isSlot(number)) reachSlot(number);
    else meantBy.get(number)?.forEach(reach);
  }
}

const newSlots = new Map();
slots.forEach((name, index) => reached.has(name) && newSlots.set(FIRST_SLOT + index, newSlots.size + 1));
if (newSlots.size === slots.length) throw new Error("nothing is left over: does xtask/src/dist/panics.mjs still find the panics?");

/** The bytes of a string in the module's text. */
const bytesOf = (string) => {
  const NAMED = { t: 9, n: 10, r: 13, '"': 34, "'": 39, "\\": 92 };
  const byte = (escape) => (escape.length === 3 ? Number.parseInt(escape.slice(1), 16) : NAMED[escape[1]]);
  const parts = string.match(/\\[0-9a-f]{2}|\\.|[^\\]+/g) ?? [];
  return Buffer.concat(parts.map((part) => (part.startsWith("\\") ? Buffer.from([byte(part)]) : Buffer.from(part))));
};
/** A piece of memory with the new slots, and with zeros where nothing leads. */
const swept = (item) => {
  const [, start, begin, string] = /^( \(data \S+ \(i32\.const (\d+)\) )"(.*)"\)$/.exec(item);
  const bytes = bytesOf(string);
  const kept = new Uint8Array(bytes.length).fill(1);
  const mark = (value) => (symbol) => kept.fill(value, ...[symbol.start, symbol.end].map((address) => Math.max(address - begin, 0)));
  symbols.forEach(mark(0));
  symbols.filter((symbol) => reached.has(symbol)).forEach(mark(1));
  for (const { address, slot } of pointers) {
    if (newSlots.has(slot) && kept[address - begin]) bytes.writeUInt32LE(newSlots.get(slot), address - begin);
  }
  const hex = Array.from(bytes, (byte, index) => `\\${(kept[index] ? byte : 0).toString(16).padStart(2, "0")}`);
  return `${start}"${hex.join("")}")`;
};
const left = items.filter((item) => !functionName(item) || reached.has(functionName(item)));
const written = left.map((item) => {
  if (functionName(item)) return item.replace(/\(i32\.const (\d+)\)/g, (same, slot) => (isSlot(Number(slot)) ? `(i32.const ${newSlots.get(Number(slot))})` : same));
  if (item.startsWith(" (data ")) return swept(item);
  if (SLOTS.test(item)) return ` (elem (table ${table}) (i32.const 1) func ${slots.filter((name) => reached.has(name)).join(" ")})`;
  if (item.startsWith(` (table ${table} `)) return ` (table ${table} ${newSlots.size + 1} ${newSlots.size + 1} funcref)`;
  return item;
});
writeFileSync(text, `${written.join("\n")}\n)\n`);
run(assembler, text, "-o", to);
