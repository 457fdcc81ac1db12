// The style of every screen. `cargo xtask dist` replaces this file by one that holds the text; for development it is read
// from the files, which index.html copies beside this script.

// files:begin
const FILES = ["./base.css", "./controls.css", "./form.css", "./checklist.css", "./devices.css", "./recovery.css", "./print.css", "./structure.css"];
// files:end

const read = async (file) => (await fetch(new URL(file, import.meta.url))).text();

/** It is in element.js, so that the skeleton needs no other file. */
export const STYLE = (await Promise.all(FILES.map(read))).join("");
