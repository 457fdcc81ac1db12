// Types of <mailbox-password>, for hosts that use TypeScript.

export interface MailboxPasswordConfig {
  /** Required, but in `recovery` without effect. */
  endpoint?: string;
  /** `self` if it is left out. */
  mode?: "self" | "admin" | "recovery";
  /** Required, but in `recovery` optional. */
  mailbox?: string;
  policyEndpoint?: string;
  devicesEndpoint?: string;
  statusEndpoint?: string;
  /** For `admin`, and in `recovery` for the administrator's side. */
  unlockEndpoint?: string;
  /** In `recovery`, whose screen it is; `user` if it is left out. It grants nothing. */
  side?: "user" | "administrator";
  webmail?: string;
  help?: string;
  /** The page with `mode="recovery"`; it may hold `{mailbox}`. */
  recoveryUrl?: string;
  lang?: string;
  headingLevel?: number;
  csrfHeader?: string;
  csrfSource?: `meta:${string}` | `cookie:${string}`;
  credentials?: "same-origin" | "omit" | "include";
  timeout?: number;
  /** As `GET policy` answers it. */
  policy?: object;
  /** As `GET devices` answers them. */
  devices?: object[];
  /** The element's words, by key; see the table in docs/texts.md. */
  texts?: Record<string, string>;
  /** In place of the lockout warning: one text, or one a language. */
  statement?: string | Record<string, string>;
  /** Other origins than the page's that endpoints may have. */
  allowedOrigins?: string[];
}

/** The attributes, for JSX and templates. */
export interface MailboxPasswordAttributes {
  endpoint?: string;
  mode?: "self" | "admin" | "recovery";
  mailbox?: string;
  "policy-endpoint"?: string;
  "devices-endpoint"?: string;
  "status-endpoint"?: string;
  "unlock-endpoint"?: string;
  side?: "user" | "administrator";
  webmail?: string;
  help?: string;
  "recovery-url"?: string;
  lang?: string;
  "heading-level"?: number | `${number}`;
  "csrf-header"?: string;
  "csrf-source"?: `meta:${string}` | `cookie:${string}`;
  credentials?: "same-origin" | "omit";
  timeout?: number | `${number}`;
}

export interface RequestAbout {
  purpose: "change" | "change-result" | "policy" | "devices" | "status" | "unlock";
  url: string;
}

export interface MailboxPasswordEvents {
  "mailbox-password-ready": CustomEvent<Record<string, never>>;
  /** Cancelable, and synchronous: nothing has been sent yet. */
  "mailbox-password-before-submit": CustomEvent<Record<string, never>>;
  "mailbox-password-changed": CustomEvent<{ mailbox: string; changedAt: string | null; reference: string | null }>;
  /** A back end's answer, not what the form itself found. */
  "mailbox-password-failed": CustomEvent<{ code: string | null; status: number; reference: string | null }>;
  "mailbox-password-unknown": CustomEvent<{ sentAt: string | null; reference: string | null }>;
  "mailbox-password-checklist": CustomEvent<{ done: number; total: number }>;
  /** `effectiveAt` is `null` if the back end named no time. */
  "mailbox-password-unlocked": CustomEvent<{ mailbox: string; effectiveAt: string | null }>;
  "mailbox-password-session-expired": CustomEvent<Record<string, never>>;
}

export interface MailboxPasswordElement extends HTMLElement {
  config: MailboxPasswordConfig | undefined;
  headers: ((about: RequestAbout) => HeadersInit | undefined | Promise<HeadersInit | undefined>) | undefined;
  check(): void;
  resume(): void;
  reset(): void;
  focus(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "mailbox-password": MailboxPasswordElement;
  }
  interface HTMLElementEventMap extends MailboxPasswordEvents {}
}
