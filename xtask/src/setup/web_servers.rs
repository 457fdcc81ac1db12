//! The servers for which the panel ships configurations.

use super::system_packages::Packages;
use crate::process::path;

/// nginx and Caddy.
pub(super) const WEB_SERVERS: Packages = Packages {
    what: "nginx with Caddy",
    debian: &["nginx-light", "caddy"],
    otherwise: "",
    is_installed: || Ok(path::find("nginx").is_some() && path::find("caddy").is_some()),
};
