// A host page in React: a server renders it and the browser hydrates it, or the browser renders it.
import { StrictMode, useCallback, useState } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server.browser";
import { MailboxPassword } from "./component.jsx";

function Panel() {
  const [count, setCount] = useState(0);
  const [isShown, setIsShown] = useState(true);
  const [policy, setPolicy] = useState();
  const [reference, setReference] = useState("");
  const changed = useCallback((detail) => setReference(detail.reference), []);
  return (
    <main>
      <h1>A panel</h1>
      <button type="button" onClick={() => setCount(count + 1)}>{`Counted ${count}`}</button>
      <button type="button" onClick={() => setIsShown(!isShown)}>{isShown ? "Take away" : "Put back"}</button>
      <button type="button" onClick={() => setPolicy({ minLength: 30 })}>Configure</button>
      <p>{reference && `Reference ${reference}`}</p>
      {isShown && <MailboxPassword mailbox="ann@example.com" policy={policy} onChanged={changed} />}
    </main>
  );
}

// It runs each effect twice: set up, cleaned up, set up.
const app = (
  <StrictMode>
    <Panel />
  </StrictMode>
);

export const html = () => renderToString(app);
export const hydrate = (root) => hydrateRoot(root, app);
export const render = (root) => createRoot(root).render(app);
