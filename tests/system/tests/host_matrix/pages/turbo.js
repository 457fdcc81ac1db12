// Turbo 8: pages of a server, and an element with `data-turbo-permanent`.
import * as Turbo from "@hotwired/turbo";
import { hearAll } from "./shared.js";

hearAll();

const loaded = (act) =>
  new Promise((done) => {
    addEventListener("turbo:load", () => done(), { once: true });
    act();
  });
const visit = (page, options) => loaded(() => Turbo.visit(new URL(page, location.href), options));

window.host = {
  // The server gives other words for the same address: Turbo refreshes the page by morphing.
  rerender: () => visit("first", { action: "replace" }),
  move: () => visit("moved"),
  remove: () => visit("other"),
  // Out of Turbo's cache.
  putBack: () => loaded(() => history.back()),
  leave: () => visit("moved"),
  comeBack: () => visit("first"),
};
