// React 19: the element in a keyed list, configured through a ref.
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { FALLBACK, attributes, config, hear, setsConfig } from "./shared.js";

let set;

function Password({ count }) {
  const element = useRef(null);
  useEffect(() => {
    const node = element.current;
    node.config = config;
    node.addEventListener("mailbox-password-changed", hear);
    return () => node.removeEventListener("mailbox-password-changed", hear);
  }, []);
  return (
    <mailbox-password {...attributes} ref={element} data-count={count} suppressHydrationWarning>
      {FALLBACK}
    </mailbox-password>
  );
}

function Page() {
  const [state, setState] = useState({ count: 0, isShown: true, isMoved: false });
  set = (change) => flushSync(() => setState((before) => ({ ...before, ...change(before) })));
  const parts = [<Password key="password" count={state.count} />, <p key="marker" id="marker">{`Counted ${state.count}`}</p>];
  if (state.isMoved) parts.reverse();
  return (
    <main>
      <h1>{`A page, ${state.count}`}</h1>
      {state.isShown ? parts : <p>Elsewhere</p>}
    </main>
  );
}

const show = (isShown) => async () => set(() => ({ isShown }));

window.host = {
  rerender: async () => set(({ count }) => ({ count: count + 1 })),
  move: async () => set(() => ({ isMoved: true })),
  remove: show(false),
  putBack: show(true),
  leave: show(false),
  comeBack: show(true),
};

setsConfig();
createRoot(document.getElementById("root")).render(<Page />);
