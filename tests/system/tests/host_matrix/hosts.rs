//! The hosts.

use super::host::Host;
use super::job::Navigation;

/// Every row of the matrix.
pub(crate) fn hosts() -> Vec<Host> {
    let shadow = [
        "<div><template shadowrootmode=\"open\"><div>",
        "</div></template></div>",
    ];
    let live_view = ["<div id=\"password\" phx-update=\"ignore\">", "</div>"];
    let livewire = ["<div id=\"password\" wire:ignore>", "</div>"];
    let strict = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; \
                  img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
                  trusted-types 'none'";
    vec![
        Host::markup("plain", "", ""),
        Host::markup("shadow root", shadow[0], shadow[1]),
        Host::frame(),
        Host::markup("strict CSP", "", "").policy(strict),
        Host::framework("React 19", "react"),
        Host::framework("Vue 3", "vue"),
        Host::framework("Angular 22", "angular"),
        Host::framework("Svelte 5", "svelte"),
        Host::served(
            "Turbo 8",
            "turbo",
            "id=\"password\" data-turbo-permanent",
            ["", ""],
            Navigation::Keeps,
        ),
        Host::served(
            "htmx 2",
            "htmx-2",
            "id=\"password\" hx-preserve",
            ["", ""],
            Navigation::Keeps,
        ),
        Host::served(
            "htmx 4",
            "htmx-4",
            "id=\"password\" hx-preserve",
            ["", ""],
            Navigation::Keeps,
        ),
        Host::served("LiveView", "liveview", "", live_view, Navigation::Removes),
        Host::served("Livewire", "livewire", "", livewire, Navigation::Removes),
        Host::served(
            "morphdom",
            "morphdom",
            "id=\"password\"",
            ["", ""],
            Navigation::Removes,
        ),
        Host::web_forms(),
        Host::styled("WordPress", "wordpress"),
        Host::styled("Bootstrap 5", "bootstrap"),
        Host::styled("Tailwind 4", "tailwind"),
    ]
}
