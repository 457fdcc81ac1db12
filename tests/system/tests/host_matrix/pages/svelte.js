// Svelte 5. `page.svelte` is compiled before this is bundled.
import { flushSync, mount } from "svelte";
import Page from "page.svelte.js";
import * as props from "./shared.js";

props.setsConfig();
const page = mount(Page, { target: document.getElementById("root"), props });

const then = (change) => async () => flushSync(change);

window.host = {
  rerender: then(page.rerender),
  move: then(page.move),
  remove: then(() => page.show(false)),
  putBack: then(() => page.show(true)),
  leave: then(() => page.show(false)),
  comeBack: then(() => page.show(true)),
};
