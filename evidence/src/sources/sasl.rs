//! Which SASL mechanisms send a password (IANA, "SASL Mechanisms").

use crate::observation::Outcome;

/// An accepted sign-in by this mechanism. Only those that are known to check the account's password prove it.
pub(super) fn accepted(mechanism: &str) -> Outcome {
    let password = ["PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "NTLM", "APOP"];
    let is_password = password
        .iter()
        .any(|known| known.eq_ignore_ascii_case(mechanism))
        || mechanism.to_ascii_uppercase().starts_with("SCRAM-");
    match is_password {
        true => Outcome::Accepted,
        false => Outcome::AcceptedWithoutPassword,
    }
}
