// Types of <mailbox-password>, for hosts that use TypeScript.

export interface MailboxPasswordConfig {
  // config:begin
  /** Where the new password is posted. Required, but in `recovery` without effect. */
  endpoint?: string;
  /** The address whose password changes; shown, and in `self` the form's user name. Required, but in `recovery` optional. */
  mailbox?: string;
  /** `self`, `admin` or `recovery`. Default: `self`. */
  mode?: "self" | "admin" | "recovery";
  /** Where the provider's rules are read. */
  policyEndpoint?: string;
  /** Where the mailbox's devices are read; without it people say themselves where they read this mail; in `admin` read only while the mailbox is locked, for which device was refused. */
  devicesEndpoint?: string;
  /** Where the mailbox's state is read: whether it is locked, when the password expires, and for **Check** what became of a change without an answer; without it people find out by webmail. */
  statusEndpoint?: string;
  /** Where **Unlock** is posted; there in `admin` while `status-endpoint` says that the mailbox is locked, and in `recovery` for the administrator unless it says that it is not. */
  unlockEndpoint?: string;
  /** In `recovery` whose screen it is, `user` or `administrator`; it chooses words and controls, and grants nothing. Default: `user`. */
  side?: "user" | "administrator";
  /** Where a person proves a password; an `https:` address, which may be relative to the page. */
  webmail?: string;
  /** How to reach the administrator: plain text, or a `mailto:`, `tel:` or `https:` link. */
  help?: string;
  /** The page with `mode="recovery"`, to link to and to hand over; an `https:` address, which may hold `{mailbox}` and may be relative to the page. */
  recoveryUrl?: string;
  /** A language tag; English and German are there, others read English, and are marked as English. `dir` follows the words. Default: the page's. */
  lang?: string;
  /** The level of the first heading, 1 to 6. Default: `2`. */
  headingLevel?: number;
  /** The header that carries the CSRF token; it needs `csrf-source`. */
  csrfHeader?: string;
  /** `meta:NAME` or `cookie:NAME`; it needs `csrf-header`; read at each send, sent to the page's own origin only. */
  csrfSource?: `meta:${string}` | `cookie:${string}`;
  /** Or `omit`; `include` can be said in `config` only. Default: `same-origin`. */
  credentials?: "same-origin" | "omit" | "include";
  /** Seconds, 1 to 600, until an unanswered change counts as *unknown*. Default: `60`. */
  timeout?: number;
  /** The rules, as `GET policy` answers them; what the policy endpoint answers takes their place. */
  policy?: object;
  /** The devices, as `GET devices` answers them; they count if there is no devices endpoint, or it gives no answer. */
  devices?: object[];
  /** Your own words, by the keys in docs/texts.md. */
  texts?: Record<string, string>;
  /** Your own sentence in place of the lockout warning: one text, or an object with one a language. */
  statement?: string | Record<string, string>;
  /** A list of other origins that endpoints may have, each as `https://mail.example`, without a path. */
  allowedOrigins?: string[];
  // config:end
}

/** The attributes, for JSX and templates. */
export interface MailboxPasswordAttributes {
  // attributes:begin
  endpoint?: string;
  mailbox?: string;
  mode?: "self" | "admin" | "recovery";
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
  // attributes:end
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
  /** Not what the form itself found. `status` is 0 if it was found out after *unknown*, or a job named no reason. */
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
  /** Whether a change was sent whose outcome is not known. */
  readonly pending: boolean;
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
