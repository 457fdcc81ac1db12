//! The widget's files, as an integrator would serve them.

#![allow(clippy::panic, clippy::unwrap_used)]

use crate::support::{Answer, Panel, Request};

const WASM: &str = "/widget/mailbox-password-0a1b2c3d.wasm";

fn check(panel: &Panel, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request = headers
        .iter()
        .fold(Request::get(path), |request, (name, value)| {
            request.header(name, value)
        });
    panel.browser().send(&request)
}

#[test]
fn every_kind_of_file_has_its_type_and_any_page_may_load_it() {
    let panel = Panel::start();
    for (name, kind) in [
        ("element.js", "text/javascript; charset=utf-8"),
        ("mailbox-password-0a1b2c3d.wasm", "application/wasm"),
        ("skeleton/style-0a1b2c3d.css", "text/css; charset=utf-8"),
        ("integrity.json", "application/json"),
    ] {
        let answer = check(&panel, &format!("/widget/{name}"), &[]);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, kind),
            "{name}"
        );
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{name}");
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            "cross-origin",
            "{name}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{name}");
    }
}

#[test]
fn whoever_accepts_it_gets_the_compressed_form() {
    let panel = Panel::start();
    for (accepted, encoding, body) in [
        ("gzip, deflate, br, zstd", "br", "as br"),
        ("gzip;q=1.0", "gzip", "as gz"),
        ("br;q=0, gzip", "gzip", "as gz"),
        ("identity", "", "plain"),
        ("brotli", "", "plain"),
    ] {
        let answer = check(&panel, WASM, &[("accept-encoding", accepted)]);
        assert_eq!(
            (answer.header("content-encoding"), answer.body.as_str()),
            (encoding, body),
            "{accepted}"
        );
        assert_eq!(
            answer.header("content-type"),
            "application/wasm",
            "{accepted}"
        );
        assert_eq!(answer.header("vary"), "accept-encoding", "{accepted}");
    }
    let answer = check(
        &panel,
        "/widget/element.js",
        &[("accept-encoding", "br, gzip")],
    );
    assert_eq!(
        (answer.status, answer.header("content-encoding")),
        (200, ""),
        "it is there in one form only"
    );
}

#[test]
fn a_name_with_a_hash_is_kept_for_good_and_the_others_are_asked_for_again() {
    let panel = Panel::start();
    assert_eq!(
        check(&panel, WASM, &[]).header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    let answer = check(&panel, "/widget/element.js", &[]);
    assert_eq!(answer.header("cache-control"), "no-cache");
    let tag = answer.header("etag");
    let again = check(&panel, "/widget/element.js", &[("if-none-match", tag)]);
    assert_eq!(
        (again.status, again.header("etag"), again.body.as_str()),
        (304, tag, "")
    );
    std::fs::write(
        panel.folder().join("dist/element.js"),
        "export const changed = 1;\n",
    )
    .unwrap();
    let changed = check(&panel, "/widget/element.js", &[("if-none-match", tag)]);
    assert_eq!(
        (changed.status, changed.body.as_str()),
        (200, "export const changed = 1;\n")
    );
}

#[test]
fn each_encoding_has_its_own_tag() {
    let panel = Panel::start();
    let tags = ["br", "gzip", "identity"].map(|encoding| {
        check(&panel, WASM, &[("accept-encoding", encoding)])
            .header("etag")
            .to_owned()
    });
    assert!(
        tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2],
        "{tags:?}"
    );
}

#[test]
fn nothing_else_is_served() {
    let panel = Panel::start();
    for path in [
        "/widget/",
        "/widget",
        "/widget/missing.js",
        "/widget/secret.rs",
        "/widget/mailbox-password-0a1b2c3d.wasm.br",
        "/widget/../clock",
        "/widget/../store.sqlite",
        "/widget/..%2fclock",
        "/widget/%2e%2e/dist/element.js",
        "/widget//etc/hostname.txt",
    ] {
        assert_eq!(check(&panel, path, &[]).status, 404, "{path}");
    }
}
