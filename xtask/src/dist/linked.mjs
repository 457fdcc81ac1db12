// Reads the notes that the linker leaves in a module if it is told to (`--emit-relocs`): which symbols are in memory, and
// every place that refers to one of them, or to a slot of the table of functions.

/** What the linker says of the initial memory: its `pieces`; its `symbols`, as `{start, end}`; `pointers` in it, as
 * `{address, symbol}` or `{address, slot}`; and by address the symbols `meantBy` it in code. */
const readNotes = (linked) => {
  const notes = reader(linked);
  const sections = new Map();
  while (notes.at < linked.length) {
    const id = notes.byte();
    const end = notes.number() + notes.at;
    sections.set(id === 0 ? notes.string() : id, { start: notes.at, end });
    notes.at = end;
  }
  const enter = (section) => {
    if (!sections.has(section)) throw new Error(`the linked module has no section ${section}`);
    notes.at = sections.get(section).start;
    return sections.get(section);
  };
  // Where each piece is in memory, and where it is in the file.
  enter(11);
  const pieces = notes.list(() => {
    if (notes.byte() !== 0 || notes.byte() !== 0x41) throw new Error("a piece of the initial memory has no fixed place");
    const address = notes.number();
    notes.byte();
    const length = notes.number();
    const offset = notes.at;
    notes.skip(length);
    return { address, length, offset };
  });
  // Nothing for a symbol that is not in memory.
  const readSymbol = () => {
    const [DATA, SECTION] = [1, 3];
    const [UNDEFINED, NAMED] = [0x10, 0x40];
    const kind = notes.byte();
    const flags = notes.number();
    const isDefined = (flags & UNDEFINED) === 0;
    if (kind === DATA) {
      notes.string();
      if (!isDefined) return undefined;
      // Memory that begins as zeros is in no piece.
      const piece = pieces[notes.number()];
      const start = notes.number() + (piece?.address ?? Infinity);
      return { start, end: start + notes.number() };
    }
    notes.number();
    if (kind !== SECTION && (isDefined || flags & NAMED)) notes.string();
    return undefined;
  };
  const SYMBOL_TABLE = 8;
  const { end: endOfLinking } = enter("linking");
  notes.number();
  const numbered = [];
  while (notes.at < endOfLinking) {
    const kind = notes.byte();
    const end = notes.number() + notes.at;
    if (kind === SYMBOL_TABLE) numbered.push(...notes.list(readSymbol));
    notes.at = end;
  }
  const symbols = numbered.filter((symbol) => symbol);
  const [SLOT_IN_CODE, SLOT_IN_MEMORY, OFFSET_IN_CODE, ADDRESS_IN_CODE, ADDRESS_IN_MEMORY] = [1, 2, 3, 4, 5];
  const WITH_ADDEND = [OFFSET_IN_CODE, ADDRESS_IN_CODE, ADDRESS_IN_MEMORY, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23];
  // With their place in the file.
  const referencesIn = (name, section) => {
    const { start } = enter(section);
    enter(name);
    notes.number();
    return notes.list(() => {
      const kind = notes.byte();
      const at = start + notes.number();
      const symbol = numbered[notes.number()];
      if (WITH_ADDEND.includes(kind)) notes.number();
      return { kind, at, symbol };
    });
  };
  // An address in code may lie outside of the symbol that it is meant for, where code counts from there.
  const meantBy = new Map();
  for (const { kind, at, symbol } of referencesIn("reloc.CODE", 10)) {
    if (!symbol || (kind !== ADDRESS_IN_CODE && kind !== OFFSET_IN_CODE)) continue;
    notes.at = at;
    const address = notes.number();
    meantBy.set(address, [...(meantBy.get(address) ?? []), symbol]);
  }
  const pointers = referencesIn("reloc.DATA", 11).map(({ kind, at, symbol }) => {
    const piece = pieces.find(({ offset, length }) => offset <= at && at < offset + length);
    const address = at - piece.offset + piece.address;
    if (kind === SLOT_IN_MEMORY) return { address, slot: linked.readUInt32LE(at) };
    if (kind === ADDRESS_IN_MEMORY) return { address, symbol };
    throw new Error(`memory refers to something by a reference of kind ${kind}`);
  });
  return { pieces, symbols, pointers, meantBy };
};
