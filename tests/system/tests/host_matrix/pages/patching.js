// Hosts that compare a server's page with the one on the screen, and change what differs.
import { hearAll } from "./shared.js";

/** The main part of a page of the server. */
export const mainOf = async (page) => {
  const text = await (await fetch(page)).text();
  return new DOMParser().parseFromString(text, "text/html").getElementById("main");
};

/** The host whose function makes `main` like the main part of a new page. */
export const patching = (patch) => {
  hearAll();
  const to = (page) => async () => patch(document.getElementById("main"), await mainOf(page));
  window.host = {
    rerender: to("again"),
    move: to("moved"),
    remove: to("other"),
    putBack: to("again"),
    leave: to("other"),
    comeBack: to("first"),
  };
};
