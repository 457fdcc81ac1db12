//! A site with the forms, each on a page of its own, in brotli as a deployment would send them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use system_tests::{HostServer, Response, default_routes, page_skeleton, path_from_environment};

use crate::form::Form;

/// What a list of rules says of the length, in ours and in the others.
pub(crate) const RULE: [&str; 2] = ["12+ characters", "at least 12 characters"];

/// All forms on one server.
pub(crate) struct Site {
    pub(crate) host: HostServer,
    pub(crate) pages: Vec<Page>,
}

/// A page with a form.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) form: Form,
    /// Bytes of the files that have to come before the form can be used, as they come over the line.
    pub(crate) first_load: usize,
}

/// A folder that `cargo xtask dist` wrote, below an address of its own.
struct Deployment {
    folder: PathBuf,
    address: &'static str,
    manifest: Value,
}

impl Site {
    /// Serves all of them.
    ///
    /// # Panics
    /// When a deployment or a script of the others is incomplete.
    pub(crate) async fn start() -> Self {
        let host = HostServer::start().await;
        default_routes(&host);
        // What Amplify's client calls, and how Cognito answers.
        host.respond("POST /api/cognito", Response::json(200, &json!({})));
        let mut pages = Vec::new();
        let ours = Deployment::new(path_from_environment("MAILBOX_PASSWORD_DIST"), "/widget");
        ours.serve(&host);
        pages.push(ours.page(&host, Form::Ours, "", ""));
        pages.push(ours.page(&host, Form::OursPreloaded, &ours.preload_links(), ""));
        let skeleton = page_skeleton("self.en");
        let link = ours.link_to_skeleton_style();
        pages.push(ours.page(&host, Form::OursWithSkeleton, &link, &skeleton));
        let links = format!("{}{}", ours.preload_links(), ours.skeleton_style());
        pages.push(ours.page(&host, Form::OursWithSkeletonAndStyle, &links, &skeleton));
        if let Some(folder) = env::var_os("BEFORE_DIST") {
            let before = Deployment::new(folder.into(), "/before");
            before.serve(&host);
            pages.push(before.page(&host, Form::OursBefore, &before.preload_link_of_style(), ""));
        }
        pages.extend(Form::REACT.map(|form| react(&host, form)));
        pages.push(bare(&host));
        Self { host, pages }
    }
}

impl Deployment {
    fn new(folder: PathBuf, address: &'static str) -> Self {
        let manifest =
            fs::read_to_string(folder.join("integrity.json")).expect("a deployment's manifest");
        let manifest = serde_json::from_str(&manifest).expect("JSON");
        Self {
            folder,
            address,
            manifest,
        }
    }

    fn serve(&self, host: &HostServer) {
        for name in self.manifest["files"].as_object().expect("files").keys() {
            let route = format!("GET {}/{name}", self.address);
            host.respond(&route, brotli(&self.folder, name));
        }
    }

    fn entry(&self) -> &str {
        self.manifest["entry"].as_str().expect("the script to name")
    }

    fn first_load(&self) -> impl Iterator<Item = &str> {
        let names = self.manifest["firstLoad"].as_array().expect("a first load");
        names.iter().map(|name| name.as_str().expect("a name"))
    }

    /// Names everything of the first load beside the script.
    fn preload_links(&self) -> String {
        self.first_load()
            .map(|name| self.preload_link(name))
            .collect()
    }

    /// Names the style sheet of a deployment whose form waits for it; nothing where the form brings its own.
    fn preload_link_of_style(&self) -> String {
        let mut names = self.first_load();
        match (
            &self.manifest["skeletonStyle"],
            names.find(|name| name.ends_with(".css")),
        ) {
            (Value::Null, Some(name)) => self.preload_link(name),
            _ => String::new(),
        }
    }

    fn preload_link(&self, name: &str) -> String {
        let kind = if name.ends_with(".js") {
            "rel=\"modulepreload\""
        } else {
            "rel=\"preload\" as=\"fetch\""
        };
        format!("<link {kind} crossorigin href=\"{}/{name}\">", self.address)
    }

    /// A link to the style sheet of the skeleton, for a page that brings it.
    fn link_to_skeleton_style(&self) -> String {
        let name = self.name_of_skeleton_style();
        format!("<link rel=\"stylesheet\" href=\"{}/{name}\">", self.address)
    }

    /// That style sheet itself.
    fn skeleton_style(&self) -> String {
        let style = fs::read_to_string(self.folder.join(self.name_of_skeleton_style()));
        format!("<style>{}</style>", style.expect("the style sheet"))
    }

    fn name_of_skeleton_style(&self) -> &str {
        let name = self.manifest["skeletonStyle"].as_str();
        name.expect("the skeleton's style sheet")
    }

    /// A page with the element, and with this between its tags.
    fn page(&self, host: &HostServer, form: Form, links: &str, children: &str) -> Page {
        let script = format!(
            "<script type=\"module\" src=\"{}/{}\"></script>",
            self.address,
            self.entry()
        );
        let element = format!(
            "<mailbox-password endpoint=\"/api/password\" mailbox=\"ann@example.com\" policy-endpoint=\"/api/policy\" \
             devices-endpoint=\"/api/devices\" status-endpoint=\"/api/status\">{children}</mailbox-password>"
        );
        let first_load = self.first_load().chain([self.entry()]);
        Page {
            form,
            first_load: first_load
                .map(|name| read_brotli(&self.folder, name).len())
                .sum(),
        }
        .served(host, &format!("{script}{links}"), &element)
    }
}

impl Page {
    fn served(self, host: &HostServer, head: &str, body: &str) -> Self {
        let html = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>A form</title>\
             <link rel=\"icon\" href=\"data:,\">{head}</head><body><main>{body}</main></body></html>"
        );
        host.respond(&format!("GET {}", self.form.path()), Response::html(html));
        self
    }
}

/// A page with a script, and with its style sheet if it has one.
fn react(host: &HostServer, form: Form) -> Page {
    let folder = path_from_environment("PEERS");
    let name = form.path().trim_start_matches('/');
    let files = [
        (format!("{name}.js"), "<script type=\"module\" src="),
        (format!("{name}.css"), "<link rel=\"stylesheet\" href="),
    ];
    let mut first_load = 0;
    let mut head = String::new();
    for (file, tag) in files {
        if !folder.join(&file).exists() {
            continue;
        }
        first_load += read_brotli(&folder, &file).len();
        host.respond(&format!("GET /{file}"), brotli(&folder, &file));
        let end = if file.ends_with(".js") {
            "></script>"
        } else {
            ">"
        };
        head.push_str(&format!("{tag}\"/{file}\"{end}"));
    }
    Page { form, first_load }.served(host, &head, "<div id=\"form\"></div>")
}

fn bare(host: &HostServer) -> Page {
    let field =
        "<label>New password <input type=\"password\" autocomplete=\"new-password\"></label>";
    Page {
        form: Form::Bare,
        first_load: 0,
    }
    .served(host, "", field)
}

/// As a deployment sends it.
fn brotli(folder: &Path, name: &str) -> Response {
    Response::file(name, read_brotli(folder, name))
        .header("Content-Encoding", "br")
        .header("Cache-Control", "max-age=600")
}

fn read_brotli(folder: &Path, name: &str) -> Vec<u8> {
    fs::read(folder.join(format!("{name}.br"))).expect("a compressed file")
}
