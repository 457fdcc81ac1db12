use serde_json::{Value, json};

use crate::server::HostServer;
use crate::server::Response;

/// `passwordChangedAt` before the change.
pub(crate) const BEFORE: &str = "2026-08-25T14:03:00Z";

/// Gives every endpoint a successful response.
pub fn default_routes(host: &HostServer) {
    host.respond("POST /api/password", Response::changed());
    host.respond("GET /api/status", Response::status(BEFORE, json!({})));
    host.respond("GET /api/policy", Response::policy(json!({})));
    host.respond("POST /api/unlock", Response::new(204, "text/plain", ""));
    host.respond("GET /api/devices", Response::json(200, &devices()));
}

fn devices() -> Value {
    let device = |id: &str, name: &str, kind: &str, client: &str| {
        json!({
            "id": id, "name": name, "kind": kind, "client": client, "protocol": "imap",
            "lastSuccessAt": "2026-11-23T13:50:00Z", "lastFailureAt": null, "usesNewPassword": null,
        })
    };
    json!([
        device("1", "Ann’s iPhone", "phone", "ios-mail"),
        device("2", "Office PC", "computer", "outlook-windows"),
        device("3", "Scanner, 2nd floor", "printer", "smtp-sender"),
    ])
}
