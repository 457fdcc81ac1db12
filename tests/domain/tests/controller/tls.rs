//! Certificates that a client has to refuse.

use domain_tests::{Certificate, Controller, Setting, connect};

async fn refusal(certificate: Certificate) -> String {
    let controller = Controller::start_with(Setting {
        certificate,
        ..Setting::default()
    });
    let connected = connect(&controller.url(), &controller.authority()).await;
    connected.map_or_else(|error| format!("{error:#}"), |_| "accepted".to_owned())
}

#[tokio::test]
async fn a_certificate_is_refused_for_what_is_wrong_with_it() {
    for (certificate, expected) in [
        (Certificate::Expired, "expired"),
        (Certificate::OtherAuthority, "UnknownIssuer"),
        (Certificate::OtherName, "not valid for name"),
    ] {
        let refusal = refusal(certificate).await;
        assert!(refusal.contains(expected), "{certificate:?}: {refusal}");
    }
    assert_eq!(refusal(Certificate::Valid).await, "accepted");
}
