//! What the paths of Exchange's virtual directories mean.
//!
//! Source: Microsoft, "Default settings for Exchange virtual directories".

use crate::observation::Protocol;

/// The protocol of a request; `None` if it is nothing that a device does.
pub(super) fn protocol(path: &str, user_agent: &str) -> Option<Protocol> {
    let path = path.to_ascii_lowercase();
    let first = path.trim_start_matches('/').split('/').next()?;
    Some(match first {
        "microsoft-server-activesync" => Protocol::ActiveSync,
        "autodiscover" if is_outlook(user_agent) => Protocol::Mapi,
        "autodiscover" => Protocol::Autodiscover,
        "ews" => Protocol::Ews,
        "mapi" | "oab" | "rpc" => Protocol::Mapi,
        "ecp" | "owa" => Protocol::Web,
        _ => return None,
    })
}

/// Outlook for Windows, which asks for its settings by itself.
fn is_outlook(user_agent: &str) -> bool {
    user_agent.starts_with("Microsoft Office/") && user_agent.contains("Outlook")
}

/// Whether the password is sent with each request of this protocol, if the server does not say how somebody signed in.
/// Outlook and browsers use tickets, tokens and cookies, which outlive a password.
pub(super) const fn sends_password(protocol: Protocol) -> bool {
    matches!(protocol, Protocol::ActiveSync)
}
