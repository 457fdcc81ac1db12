// A page of the shape of ASP.NET Web Forms: one form around everything, hidden state, and panels that a partial
// post-back replaces. Microsoft's script is in no package; what it does with a panel is `innerHTML`.
import { hearAll } from "./shared.js";

hearAll();

const form = document.forms[0];

/** Posts the whole form, and puts the answer into a panel. */
const postBack = (panel, page) => async () => {
  const body = new FormData(form);
  body.set("__EVENTTARGET", panel);
  const names = [...body.keys()].sort().join(" ");
  if (names !== "__EVENTTARGET __VIEWSTATE theirs") throw new Error(`the post-back carries ${names}`);
  const response = await fetch(page, { method: "POST", body: new URLSearchParams(body) });
  document.getElementById(panel).innerHTML = await response.text();
};

window.host = {
  rerender: postBack("beside", "beside"),
  remove: postBack("around", "without"),
  putBack: postBack("around", "with"),
};
