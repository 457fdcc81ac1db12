//! The invariants, as data.

use super::scope::WITHOUT_FEATURES;

/// Words that must not be found in some folders.
pub(super) struct Invariant {
    /// The rule, which is broken if one is found.
    pub(super) rule: &'static str,
    /// Where to search.
    pub(super) within: &'static [&'static str],
    /// Folders and files that may hold the words.
    pub(super) except: &'static [&'static str],
    /// The words.
    pub(super) words: &'static [&'static str],
    /// How many other files may hold them.
    pub(super) other_files: usize,
}

/// Every invariant.
#[rustfmt::skip]
pub(super) const ALL: &[Invariant] = &[
    Invariant {
        rule: "rules knows no browser, no server, no Leptos and no clock",
        within: &["rules/src"], except: &[], other_files: 0,
        words: &["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo_net", "axum", "tokio", "SystemTime",
            "Instant", "std::time", "std::fs", "std::net", "std::env", "std::process"],
    },
    Invariant {
        rule: "only src/api fetches",
        within: &["src"], except: &["src/api"], other_files: 0,
        words: &["gloo_net", "fetch", "fetch_with_request", "fetch_with_str", "XmlHttpRequest", "send_beacon",
            "WebSocket", "EventSource"],
    },
    Invariant {
        rule: "only src/element dispatches events to the host page",
        within: &["src"], except: &["src/element"], other_files: 0,
        words: &["CustomEvent", "CustomEventInit", "dispatch_event"],
    },
    Invariant {
        rule: "only src/ui knows Leptos views",
        within: &["src"], except: &["src/ui"], other_files: 0,
        words: &["view!", "IntoView", "AnyView", "#[component]"],
    },
    Invariant {
        rule: "JSON is read in one module",
        within: &["src"], except: &[], other_files: 1,
        words: &["JSON::parse", "serde_json::from_str", "serde_json::from_slice", "serde_wasm_bindgen"],
    },
    Invariant {
        rule: "no markup from strings, which enforced Trusted Types refuse",
        within: &["dom/src", "embed", "src"], except: &[], other_files: 0,
        words: &["set_inner_html", "inner_html", "innerHTML", "set_outer_html", "outerHTML",
            "insert_adjacent_html", "insertAdjacentHTML", "document.write", "setHTMLUnsafe",
            "createContextualFragment", "DOMParser"],
    },
    Invariant {
        rule: "no inline style and no inline script, which a strict Content-Security-Policy refuses",
        within: &["dom/src", "embed", "src"], except: &[], other_files: 0,
        words: &[" style=", "setAttribute(\"style\"", "set_attribute(\"style\"", "<style", "<script>", "eval(",
            "new Function"],
    },
    Invariant {
        rule: "one build of the element: no code that depends on a feature",
        within: WITHOUT_FEATURES, except: &["xtask/src/check"], other_files: 0,
        words: &["cfg(feature", "cfg(not(feature", "cfg!(feature"],
    },
    Invariant {
        rule: "one panic kills every widget on the page",
        within: &["dom/src", "src"], except: &[], other_files: 0,
        words: &["panic!", "unreachable!", "unimplemented!", "todo!", ".unwrap()", ".expect("],
    },
];
