//! A site with the forms, each on a page of its own, in brotli as a deployment would send them.

use std::fs;

use serde_json::Value;
use system_tests::{HostServer, Response, default_routes, path_from_environment};

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
pub(crate) async fn start() -> (HostServer, Vec<(&'static str, usize)>) {
    let host = HostServer::start().await;
    default_routes(&host);
    let mut sizes = vec![(OURS.name, ours(&host))];
    for form in PEERS {
        let script = format!("{}.js", form.path);
        let file =
            path_from_environment("PEERS").join(format!("{}.br", script.trim_start_matches('/')));
        let content = fs::read(file).expect("a bundled form");
        sizes.push((form.name, content.len()));
        host.respond(&format!("GET {script}"), brotli(&script, content));
        let head = format!("<script type=\"module\" src=\"{script}\"></script>");
        host.respond(
            &format!("GET {}", form.path),
            page(&head, "<div id=\"form\"></div>"),
        );
    }
    let field =
        "<label>New password <input type=\"password\" autocomplete=\"new-password\"></label>";
    host.respond(&format!("GET {}", BARE.path), page("", field));
    (host, sizes)
}

/// Our form with everything that its first load needs named beside the script, as docs/embedding.md says.
fn ours(host: &HostServer) -> usize {
    let dist = path_from_environment("MAILBOX_PASSWORD_DIST");
    let read = |name: &str| fs::read(dist.join(format!("{name}.br"))).expect("a compressed file");
    let manifest = fs::read_to_string(dist.join("integrity.json")).expect("the deployment");
    let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
    for name in manifest["files"].as_object().expect("files").keys() {
        let route = format!("GET /widget/{name}");
        host.respond(&route, brotli(name, read(name)));
    }
    let entry = manifest["entry"].as_str().expect("the script to name");
    let mut size = read(entry).len();
    let mut head = format!("<script type=\"module\" src=\"/widget/{entry}\"></script>");
    for name in manifest["firstLoad"].as_array().expect("a first load") {
        let name = name.as_str().expect("a name");
        size += read(name).len();
        let kind = if name.ends_with(".js") {
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
    host.respond(&format!("GET {}", OURS.path), page(&head, element));
    size
}

fn page(head: &str, body: &str) -> Response {
    Response::html(format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>A form</title><link rel=\"icon\" href=\"data:,\">{head}</head><body><main>{body}</main></body></html>"
    ))
}

/// As a deployment sends it.
fn brotli(name: &str, compressed: Vec<u8>) -> Response {
    Response::file(name, compressed).header("Content-Encoding", "br")
}
