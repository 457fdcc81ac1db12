// Reads a WebAssembly module from `at` on. The scripts that change a module begin with it.

/** An unsigned number in LEB128, as bytes. */
const leb = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)]);

/** A reader of these bytes. Each call reads what comes next, and moves `at` behind it. */
const reader = (bytes, at = 8) => ({
  bytes,
  at,
  byte() {
    return this.bytes[this.at++];
  },
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  },
  /** Reads this number of bytes unchanged. */
  skip(length) {
    return this.bytes.subarray(this.at, (this.at += length));
  },
  string() {
    return this.skip(this.number()).toString();
  },
  list(entry) {
    return Array.from({ length: this.number() }, entry);
  },
  /** What a call reads, as bytes. */
  copy(read) {
    const from = this.at;
    read();
    return this.bytes.subarray(from, this.at);
  },
});
