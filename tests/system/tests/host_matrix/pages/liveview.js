// Phoenix LiveView's own client, with the morphdom that it brings. In the place of the server is a stand-in for its socket.
// What is in an element with `phx-update="ignore"` is left alone.
import { Socket } from "phoenix";
import { LiveSocket } from "phoenix_live_view";
import { mainOf, patching } from "./patching.js";

/** A view whose only dynamic part is all of its content. */
const content = (main) => ({ 0: main.innerHTML });

let server;

/** What the client takes for a WebSocket. It lets the view join, and says yes to everything else. */
class Server {
  readyState = WebSocket.CONNECTING;

  constructor() {
    server = this;
    setTimeout(() => {
      this.readyState = WebSocket.OPEN;
      this.onopen();
    });
  }

  async send(text) {
    const [join, ref, topic, event] = JSON.parse(text);
    let response = {};
    if (event === "phx_join") {
      this.view = { join, topic };
      const rendered = { ...content(await mainOf("again")), s: ["", ""] };
      response = { rendered, liveview_version: liveSocket.version() };
    }
    this.tell([join, ref, topic, "phx_reply", { status: "ok", response }]);
  }

  /** Other content for the view that has joined. */
  update(diff) {
    this.tell([this.view.join, null, this.view.topic, "diff", diff]);
  }

  tell(message) {
    this.onmessage({ data: JSON.stringify(message) });
  }

  close() {}
}

const root = document.getElementById("main");
for (const name of ["main", "session", "static"]) root.setAttribute(`data-phx-${name}`, "");

const joined = new Promise((done) => addEventListener("phx:page-loading-stop", done, { once: true }));
const liveSocket = new LiveSocket("/live", Socket, { transport: Server });
liveSocket.connect();

patching(async (_main, next) => {
  await joined;
  server.update(content(next));
});
