//! What `panel check` says of certificates.

use domain_tests::{Certificate, Controller, PanelConfiguration, Setting};

use super::findings::Findings;
use super::program::{check, check_with};

#[tokio::test]
async fn what_is_wrong_with_a_certificate_is_said() {
    let mut findings = Findings::default();
    for (certificate, expected) in [
        (Certificate::Expired, "its certificate has expired"),
        (
            Certificate::OtherAuthority,
            "directory-ca has to name the PEM file of the authority",
        ),
        (Certificate::OtherName, "its certificate is for other names"),
    ] {
        let controller = Controller::start_with(Setting {
            certificate,
            ..Setting::default()
        });
        let checked = check(&PanelConfiguration::new(&controller), &[]);
        findings.note(&format!("{certificate:?}"), &checked, &[expected]);
    }
    findings.assert();
}

#[tokio::test]
async fn without_a_file_the_certificates_of_the_system_are_trusted() {
    let controller = Controller::start();
    let configuration = PanelConfiguration {
        ca: None,
        ..PanelConfiguration::new(&controller)
    };
    let authority = controller.authority().display().to_string();
    let trusted = [("SSL_CERT_FILE", authority.as_str()), ("SSL_CERT_DIR", "")];
    let checked = check_with(&configuration, &[], &trusted);
    assert_eq!(
        (checked.wrong(), checked.code),
        (vec![], Some(0)),
        "{checked:?}"
    );
    // Some other authority.
    let other = rcgen::generate_simple_self_signed(["other.test".to_owned()]).unwrap();
    let file = controller.folder().join("other.pem");
    fs_err::write(&file, other.cert.pem()).unwrap();
    let file = file.display().to_string();
    let others = [("SSL_CERT_FILE", file.as_str()), ("SSL_CERT_DIR", "")];
    let mut findings = Findings::default();
    let checked = check_with(&configuration, &[], &others);
    let words = "directory-ca has to name the PEM file of the authority";
    findings.note(
        "an authority that the system does not know",
        &checked,
        &[words],
    );
    findings.assert();
}
