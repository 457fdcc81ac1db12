//! A reader that was written down and read again goes on where it was.

use mailbox_password_evidence::{Format, LogReader, Names, Observation, Zone};

#[track_caller]
fn check(format: Format, lines: &[&str], expected: usize) {
    let zone: Zone = "UTC".parse().unwrap();
    let names = Names::of_domain(Some("corp.test"));
    let now = "2026-11-27T23:00:00Z".parse().unwrap();
    let read = |is_restarted: bool| -> Vec<Observation> {
        let mut reader = LogReader::new(format);
        let mut seen = Vec::new();
        for line in lines {
            seen.extend(reader.read(line.as_bytes(), &zone, &names, now));
            if is_restarted {
                let written = serde_json::to_string(&reader).unwrap();
                reader = serde_json::from_str(&written).unwrap();
            }
        }
        seen
    };
    assert_eq!(read(true), read(false));
    assert_eq!(read(true).len(), expected);
}

#[test]
fn columns_are_remembered() {
    check(
        Format::Iis,
        &[
            "#Fields: date time cs-uri-stem cs-username c-ip sc-status",
            "2026-11-27 09:44:00 /EWS/Exchange.asmx CORP\\alice 192.0.2.9 200",
            "2026-11-27 09:44:01 /EWS/Exchange.asmx CORP\\alice 192.0.2.9 200",
        ],
        2,
    );
    check(
        Format::HttpProxy,
        &[
            "DateTime,UrlStem,IsAuthenticated,AuthenticatedUser,HttpStatus",
            "2026-11-27T09:44:00Z,/EWS/Exchange.asmx,True,CORP\\alice,200",
        ],
        1,
    );
}

#[test]
fn refused_passwords_of_a_connection_are_not_counted_again() {
    check(
        Format::Dovecot,
        &[
            "Nov 27 22:40:07 imap-login: Info: Login: user=<alice@corp.test>, method=PLAIN, rip=127.0.0.1, lip=127.9.9.9, mpid=1, session=<b>",
            "Nov 27 22:40:08 auth: Info: passwd-file(alice@corp.test,127.0.0.1,<a>): Password mismatch",
            "Nov 27 22:40:12 auth: Info: passwd-file(alice@corp.test,127.0.0.1,<a>): Password mismatch",
            "Nov 27 22:40:13 imap-login: Info: Disconnected: Connection closed (auth failed, 2 attempts in 5 secs): user=<alice@corp.test>, method=PLAIN, rip=127.0.0.1, lip=127.9.9.9, session=<a>",
        ],
        3,
    );
}
