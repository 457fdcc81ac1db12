use mailbox_password_rules::wire::reference;

/// Logs that a request came again, of which nothing is done anew: it is answered as the first one.
pub(super) fn log_repeat(key: &str) {
    tracing::info!(reference = %reference(key), "repeated");
}
