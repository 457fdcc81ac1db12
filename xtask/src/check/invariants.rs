//! The invariants, as data.

/// Words that must not be found in some folders.
pub(super) struct Invariant {
    /// What is broken if one is found.
    pub(super) says: &'static str,
    /// Where to search.
    pub(super) within: &'static [&'static str],
    /// Folders and files in which the words are at home.
    pub(super) except: &'static [&'static str],
    /// The words.
    pub(super) words: &'static [&'static str],
    /// In how many other files they may be.
    pub(super) places: usize,
}

/// Every invariant.
pub(super) const ALL: &[Invariant] = &[
    Invariant {
        says: "rules knows no browser, no server, no Leptos and no clock",
        within: &["rules/src"],
        except: &[],
        words: &[
            "leptos",
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "gloo_net",
            "axum",
            "tokio",
            "SystemTime",
            "Instant",
            "std::time",
            "std::fs",
            "std::net",
            "std::env",
            "std::process",
        ],
        places: 0,
    },
    Invariant {
        says: "only src/api fetches",
        within: &["src"],
        except: &["src/api"],
        words: &[
            "gloo_net",
            "fetch",
            "fetch_with_request",
            "fetch_with_str",
            "XmlHttpRequest",
            "send_beacon",
            "WebSocket",
            "EventSource",
        ],
        places: 0,
    },
    Invariant {
        says: "only src/element dispatches events to the host page",
        within: &["src"],
        except: &["src/element"],
        words: &["CustomEvent", "CustomEventInit", "dispatch_event"],
        places: 0,
    },
    Invariant {
        says: "only src/view knows Leptos views",
        within: &["src"],
        except: &["src/view"],
        words: &["view!", "IntoView", "AnyView", "#[component]"],
        places: 0,
    },
    Invariant {
        says: "JSON is read in one module",
        within: &["src"],
        except: &[],
        words: &[
            "JSON::parse",
            "serde_json::from_str",
            "serde_json::from_slice",
            "serde_wasm_bindgen",
        ],
        places: 1,
    },
    Invariant {
        says: "no markup from strings, which enforced Trusted Types refuse",
        within: &["src", "embed"],
        except: &[],
        words: &[
            "set_inner_html",
            "inner_html",
            "innerHTML",
            "set_outer_html",
            "outerHTML",
            "insert_adjacent_html",
            "insertAdjacentHTML",
            "document.write",
            "setHTMLUnsafe",
            "createContextualFragment",
            "DOMParser",
        ],
        places: 0,
    },
    Invariant {
        says: "no inline style and no inline script, which a strict Content-Security-Policy refuses",
        within: &["src", "embed"],
        except: &[],
        words: &[
            " style=",
            "setAttribute(\"style\"",
            "set_attribute(\"style\"",
            "<style",
            "<script>",
            "eval(",
            "new Function",
        ],
        places: 0,
    },
    Invariant {
        says: "no unsafe code",
        within: &[
            "src",
            "declarations/src",
            "rules/src",
            "panel/src",
            "xtask/src",
        ],
        except: &["xtask/src/check"],
        words: &[
            "unsafe {",
            "unsafe fn",
            "unsafe impl",
            "unsafe extern",
            "allow(unsafe_code)",
        ],
        places: 0,
    },
    Invariant {
        says: "one panic kills every widget on the page",
        within: &["src"],
        except: &[],
        words: &[
            "panic!",
            "unreachable!",
            "unimplemented!",
            "todo!",
            ".unwrap()",
            ".expect(",
        ],
        places: 0,
    },
];
