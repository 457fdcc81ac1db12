/// A device as the back end lists it (`GET devices`). Instants are milliseconds since 1970, by the back end's clock.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Device {
    /// Stable and opaque.
    pub id: String,
    /// What the person would call it; empty if the back end has no name for it.
    pub name: String,
    /// The mail client's id, see [`super::Client`].
    pub client: String,
    /// Its last accepted sign-in.
    pub last_success_at: Option<f64>,
    /// Its last refused sign-in.
    pub last_failure_at: Option<f64>,
    /// Whether it signed in with the new password; `None` if the back end does not know.
    pub uses_new_password: Option<bool>,
}
