//! A site with the forms, each on a page of its own, in brotli as a deployment would send them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use system_tests::{Answer, Host, complete_back_end};

/// A form to look at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    /// As in the tables.
    pub(crate) name: &'static str,
    /// Of its page.
    pub(crate) path: &'static str,
}

/// Ours.
pub(crate) const OURS: Form = Form {
    name: "mailbox-password",
    path: "/ours",
};
/// React forms.
pub(crate) const PEERS: [Form; 3] = [
    Form {
        name: "React + react-password-checklist",
        path: "/checklist",
    },
    Form {
        name: "React + Material UI",
        path: "/material",
    },
    Form {
        name: "React + Supabase auth-ui",
        path: "/supabase",
    },
];
/// A field of HTML, and nothing else.
pub(crate) const BARE: Form = Form {
    name: "a bare <input>",
    path: "/bare",
};

/// All of them on one server; the sizes are what a first load consists of, in bytes.
pub(crate) async fn start() -> (Host, Vec<(&'static str, usize)>) {
    let host = Host::start().await;
    complete_back_end(&host);
    let mut sizes = vec![(OURS.name, ours(&host))];
    for form in PEERS {
        let script = format!("{}.js", form.path);
        let file = folder("PEERS").join(format!("{}.br", script.trim_start_matches('/')));
        let content = fs::read(file).expect("a bundled form");
        sizes.push((form.name, content.len()));
        host.answer(
            &format!("GET {script}"),
            Answer::brotli("text/javascript", content),
        );
        let head = format!("<script type=\"module\" src=\"{script}\"></script>");
        host.answer(
            &format!("GET {}", form.path),
            page(&head, "<div id=\"form\"></div>"),
        );
    }
    let field =
        "<label>New password <input type=\"password\" autocomplete=\"new-password\"></label>";
    host.answer(&format!("GET {}", BARE.path), page("", field));
    (host, sizes)
}

/// Our form with everything that its first load needs named beside the script, as docs/embedding.md says.
fn ours(host: &Host) -> usize {
    let dist = folder("MAILBOX_PASSWORD_DIST");
    let read = |name: &str| fs::read(dist.join(format!("{name}.br"))).expect("a compressed file");
    let manifest = fs::read_to_string(dist.join("integrity.json")).expect("the deployment");
    let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
    for name in manifest["files"].as_object().expect("files").keys() {
        let route = format!("GET /widget/{name}");
        host.answer(&route, Answer::brotli(media_type(name), read(name)));
    }
    let entry = manifest["entry"].as_str().expect("the script to name");
    let mut size = read(entry).len();
    let mut head = format!("<script type=\"module\" src=\"/widget/{entry}\"></script>");
    for name in manifest["firstLoad"].as_array().expect("a first load") {
        let name = name.as_str().expect("a name");
        size += read(name).len();
        let kind = if media_type(name) == "text/javascript" {
            "rel=\"modulepreload\""
        } else {
            "rel=\"preload\" as=\"fetch\""
        };
        head.push_str(&format!(
            "<link {kind} crossorigin href=\"/widget/{name}\">"
        ));
    }
    let element = "<mailbox-password endpoint=\"/api/password\" mailbox=\"ann@example.com\" policy-endpoint=\"/api/policy\" \
         devices-endpoint=\"/api/devices\" status-endpoint=\"/api/status\"></mailbox-password>";
    host.answer(&format!("GET {}", OURS.path), page(&head, element));
    size
}

fn page(head: &str, body: &str) -> Answer {
    Answer::html(format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>A form</title><link rel=\"icon\" href=\"data:,\">{head}</head><body><main>{body}</main></body></html>"
    ))
}

fn media_type(name: &str) -> &'static str {
    match Path::new(name)
        .extension()
        .and_then(|ending| ending.to_str())
    {
        Some("css") => "text/css",
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        _ => "text/plain; charset=utf-8",
    }
}

fn folder(name: &str) -> PathBuf {
    let folder = env::var_os(name);
    PathBuf::from(
        folder.unwrap_or_else(|| panic!("{name} is not set: run this with `cargo xtask bench`")),
    )
}
