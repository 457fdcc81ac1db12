use super::*;
use crate::observation::Outcome;

fn client(protocol: Protocol, said: &str, device_type: &str, host: &str) -> KnownClient {
    KnownClient::of(&Observation {
        mailbox: "a@b.test".to_owned(),
        at: jiff::Timestamp::UNIX_EPOCH,
        outcome: Outcome::Accepted,
        protocol,
        client: said.to_owned(),
        device: String::new(),
        device_type: device_type.to_owned(),
        host: host.to_owned(),
        network: String::new(),
        count: 1,
    })
}

#[test]
fn programs_have_names_that_people_know() {
    let check = |protocol, said: &str, device_type: &str, name: &str, id: &str| {
        let known = client(protocol, said, device_type, "");
        assert_eq!((known.name.as_str(), known.client), (name, id), "{said}");
    };
    let sync = Protocol::ActiveSync;
    check(
        sync,
        "Apple-iPhone14C5/2101.329",
        "iPhone",
        "iPhone, Mail",
        "ios-mail",
    );
    check(
        sync,
        "Apple-iPad13C1/2101.329",
        "iPad",
        "iPad, Mail",
        "ios-mail",
    );
    check(
        sync,
        "Outlook-iOS-Android/1.0",
        "Outlook",
        "Outlook app",
        "outlook-mobile",
    );
    check(
        sync,
        "Android-SAMSUNG-SM-G991B/101.130",
        "SAMSUNGSMG991B",
        "Samsung Email",
        "samsung-email",
    );
    check(
        sync,
        "Android-Mail/2024.1",
        "Android",
        "Android, Mail",
        "android",
    );
    check(sync, "", "iPhone", "iPhone, Mail", "ios-mail");
    check(sync, "", "TouchDown", "TouchDown", "");
    let outlook = "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)";
    check(
        Protocol::Mapi,
        outlook,
        "",
        "Outlook for Windows",
        "outlook-windows",
    );
    check(
        Protocol::Ews,
        "MacOutlook/16.80.231203 (Intelx64 Mac OS X 14.1)",
        "",
        "Outlook for Mac",
        "outlook-mac",
    );
    check(
        Protocol::Ews,
        "Mac OS X/14.1 (23B74) ExchangeWebServices/14.0",
        "",
        "Mail on a Mac",
        "apple-mail",
    );
    check(
        Protocol::Imap,
        "name=iPhone Mail, version=21A329, os=iOS",
        "",
        "iPhone, Mail",
        "ios-mail",
    );
    check(
        Protocol::Imap,
        "name=Thunderbird, version=115.0",
        "",
        "Thunderbird",
        "thunderbird",
    );
    check(
        Protocol::Imap,
        "name=Scan To Mail, version=3",
        "",
        "Scan To Mail",
        "",
    );
    check(Protocol::Imap, "", "", "Mail program (IMAP)", "");
    check(Protocol::Smtp, "", "", "Sends mail", "smtp-sender");
    check(Protocol::Ews, "Backup/3.1 (x)", "", "Backup", "");
    check(
        Protocol::Ews,
        "<script>alert(1)</script>",
        "",
        "<script>alert",
        "",
    );
}

#[test]
fn a_computer_is_called_by_its_name() {
    assert_eq!(
        client(Protocol::Windows, "", "", "OFFICE-PC").name,
        "OFFICE-PC"
    );
    let outlook = client(Protocol::Mapi, "Microsoft Outlook 16", "", "OFFICE-PC");
    assert_eq!(outlook.name, "Outlook for Windows on OFFICE-PC");
}
