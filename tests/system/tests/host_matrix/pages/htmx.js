// htmx: parts of a server's pages, and an element with `hx-preserve`.
import { hearAll } from "./shared.js";

/** The host with this htmx, which names its event after a swap like this. */
export const swapping = (htmx, swapped) => {
  hearAll();

  const swap = (page) => () => htmx.ajax("GET", page, { target: "#main", swap: "outerHTML", select: "#main" });

  /** Follows a boosted link, which replaces the whole body. */
  const follow = (id) => () =>
    new Promise((done) => {
      addEventListener(swapped, () => done(), { once: true });
      document.getElementById(id).click();
    });

  window.host = {
    rerender: swap("again"),
    move: swap("moved"),
    remove: swap("other"),
    putBack: swap("again"),
    leave: follow("to-moved"),
    comeBack: follow("to-first"),
  };
};
