import { useEffect, useRef } from "react";

export function MailboxPassword({ mailbox, policy, onChanged }) {
  const element = useRef(null);

  useEffect(() => {
    element.current.config = { policy };
  }, [policy]);

  useEffect(() => {
    const node = element.current;
    const changed = (event) => onChanged(event.detail);
    node.addEventListener("mailbox-password-changed", changed);
    return () => node.removeEventListener("mailbox-password-changed", changed);
  }, [onChanged]);

  return (
    <mailbox-password
      key={mailbox}
      ref={element}
      endpoint="/api/mailbox/password"
      mailbox={mailbox}
      csrf-header="X-CSRF-Token"
      csrf-source="meta:csrf-token"
      suppressHydrationWarning
    >
      To change your password here, your browser needs JavaScript and WebAssembly.
    </mailbox-password>
  );
}
