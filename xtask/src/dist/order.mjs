// Puts functions that look alike beside each other in the module: the compressor then finds more of each in the one
// before it.
//
// The optimiser sorts functions by how often they are called, so that the numbers in calls are short; alike functions
// beside each other are worth more. Which of several such orders compresses best is chance, worth some hundred bytes: each
// is compressed, and the shortest is taken. The order depends on the module alone. Arguments: wasm-dis, wasm-as, their options,
// module, new module.
import { execFileSync } from "node:child_process";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

const [disassembler, assembler, options, from, to] = process.argv.slice(-5);
const run = (program, ...args) => execFileSync(process.execPath, [program, ...options.split(" "), ...args], { stdio: "pipe" });

/** A pair of instructions in more functions than these says nothing of any. */
const COMMON = 2000;

const text = `${to}.wat`;
run(disassembler, from, "-o", text);
const items = readFileSync(text, "utf8").replace(/\n\)\s*$/, "").split(/\n(?= \()/);
const isFunction = (item) => item.startsWith(" (func ");
const functions = items.filter(isFunction);

/** Numbers of the pairs of instructions, each with its first argument. */
const pairs = new Map();
const pairsOf = (body) => {
  const code = [...body.matchAll(/\([a-z0-9_.]+(?: (?:\$[^\s()]+|-?\d+|offset=\d+))?/g)].map(([instruction]) => instruction);
  const found = code.slice(1).map((instruction, index) => `${code[index]} ${instruction}`);
  return new Set(found.map((pair) => pairs.get(pair) ?? (pairs.set(pair, pairs.size), pairs.size - 1)));
};
const all = functions.map(pairsOf);
const holders = Array.from(pairs, () => []);
all.forEach((set, index) => set.forEach((pair) => holders[pair].push(index)));
const telling = all.map((set) => [...set].filter((pair) => holders[pair].length > 1 && holders[pair].length < COMMON));
// A rare pair says more about likeness than a common one, so it has a higher weight.
const weights = holders.map((those) => Math.log(functions.length / those.length) ** 1.5);
const weightOf = telling.map((set) => set.reduce((sum, pair) => sum + weights[pair], 0));

/** From each function on to the one that is left and shares most with the last `depth` ones, each of which counts `decay`
 * times what the one after it counts; where none shares anything, to the longest. */
function orderBy(depth, decay) {
  const left = new Set(functions.keys());
  const longest = () => [...left].reduce((best, index) => (functions[index].length > functions[best].length ? index : best));
  const recent = [];
  const mostAlike = () => {
    const scores = new Map();
    for (const [age, one] of recent.entries()) {
      const shared = new Map();
      for (const pair of telling[one]) {
        for (const index of holders[pair]) if (left.has(index)) shared.set(index, (shared.get(index) ?? 0) + weights[pair]);
      }
      for (const [index, both] of shared) {
        const likeness = both / (weightOf[index] + weightOf[one] - both);
        scores.set(index, (scores.get(index) ?? 0) + decay ** age * likeness);
      }
    }
    let best = { score: 0 };
    for (const [index, score] of scores) {
      if (score > best.score || (score === best.score && index < best.index)) best = { index, score };
    }
    return best.index ?? longest();
  };
  const order = [];
  for (let current = longest(); ; current = mostAlike()) {
    order.push(functions[current]);
    left.delete(current);
    if (left.size === 0) return order;
    recent.unshift(current);
    recent.splice(depth);
  }
}

let shortest = Infinity;
const candidate = `${to}.candidate`;
for (const [depth, decay] of [[1, 1], [2, 0.5], [3, 0.3], [3, 0.5], [4, 0.7], [6, 0.7]]) {
  const order = orderBy(depth, decay);
  let next = 0;
  writeFileSync(text, `${items.map((item) => (isFunction(item) ? order[next++] : item)).join("\n")}\n)\n`);
  run(assembler, text, "-o", candidate);
  const length = brotliCompressSync(readFileSync(candidate)).length;
  if (length < shortest) {
    shortest = length;
    renameSync(candidate, to);
  }
}
rmSync(candidate, { force: true });
