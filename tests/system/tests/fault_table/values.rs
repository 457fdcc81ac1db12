//! Values that a member must not have.

/// An instant of the contract.
pub(crate) const AT: &str = "2026-11-23T14:03:00Z";

/// Values that are no instant, as JSON.
pub(crate) const WRONG_INSTANTS: [(&str, &str); 11] = [
    ("null", "null"),
    ("a number", "1795442580"),
    ("true", "true"),
    ("an object", "{\"at\":\"2026-11-23T14:03:00Z\"}"),
    ("a list", "[\"2026-11-23T14:03:00Z\"]"),
    ("an empty text", "\"\""),
    ("a word", "\"yesterday\""),
    ("a day that does not exist", "\"2026-13-45T99:99:99Z\""),
    ("a year beyond the clock", "\"+999999-01-01T00:00:00Z\""),
    ("markup", "\"<b>2026-11-23</b>\""),
    (
        "a long text",
        "\"22222222222222222222222222222222222222222222222222222222222222\"",
    ),
];

/// Values that are no whole number from 0, as JSON.
pub(crate) const WRONG_COUNTS: [(&str, &str); 8] = [
    ("a text", "\"12\""),
    ("below zero", "-12"),
    ("true", "true"),
    ("a list", "[12]"),
    ("an object", "{\"value\":12}"),
    ("a word", "\"many\""),
    ("an empty text", "\"\""),
    ("markup", "\"<b>12</b>\""),
];

/// Numbers that are far too large, as JSON. They count as the largest one.
pub(crate) const LARGE_COUNTS: [&str; 4] = ["4294967295", "4294967296", "1e18", "1e300"];

/// Gives every object setters of what the element writes to requests, records and events: they would hear a password.
pub(crate) const LISTENING: &str = "for (const name of `headers signal cache redirect referrerPolicy credentials method body bubbles
      composed cancelable detail key sentAt baseline mustChange signOut mailbox changedAt reference year month day hour
      minute timeZone purpose url savedAt unfinished at listed client rows accept`.split(/\\s+/))
    Object.defineProperty(Object.prototype, name, { get() {}, set() { window.__ran = name; }, configurable: true });";

/// The same names cannot be written at all.
pub(crate) const READ_ONLY: &str = "for (const name of `headers signal cache redirect referrerPolicy credentials method body bubbles
      composed cancelable detail key sentAt baseline mustChange signOut mailbox changedAt reference year month day hour
      minute timeZone purpose url savedAt unfinished at listed client rows accept`.split(/\\s+/))
    Object.defineProperty(Object.prototype, name, { value: undefined, configurable: true });";
