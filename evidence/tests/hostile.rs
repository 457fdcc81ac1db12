//! Lines that nobody meant: any bytes, cut lines, endless ones, and names that look like parts of a line.

use mailbox_password_evidence::{Format, LogReader, MAX_TEXT, Names, Observation, Zone};
use proptest::prelude::*;

fn read(format: Format, line: &[u8]) -> Option<Observation> {
    let now = "2026-11-27T23:00:00Z".parse().unwrap();
    let names = Names::of_domain(Some("corp.test"));
    let zone: Zone = "UTC".parse().unwrap();
    let mut reader = LogReader::new(format);
    for header in [
        "#Fields: date time cs-uri-stem cs-uri-query cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status",
        "DateTime,UrlStem,UrlQuery,AuthenticationType,IsAuthenticated,AuthenticatedUser,UserAgent,ClientIpAddress,HttpStatus",
    ] {
        let is_columns = header.starts_with('#') == (format == Format::Iis);
        if is_columns {
            reader.read(header.as_bytes(), &zone, &names, now);
        }
    }
    reader.read(line, &zone, &names, now)
}

/// Nothing of an observation breaks out of its line, or is long.
fn check(observation: &Observation) {
    let Observation {
        mailbox,
        client,
        device,
        device_type,
        host,
        network,
        count,
        ..
    } = observation;
    for text in [mailbox, client, device, device_type, host, network] {
        assert!(text.chars().count() <= MAX_TEXT + 10, "{text}");
        assert!(!text.contains(char::is_control), "{text:?}");
        let turns = |letter| ('\u{202A}'..='\u{202E}').contains(&letter);
        assert!(!text.contains(turns), "{text:?}");
    }
    assert!(!mailbox.contains(|letter: char| letter.is_whitespace() || "<>,".contains(letter)));
    assert!(*count > 0);
}

/// One line of each format, with places for a name and for what a program says of itself.
fn lines(name: &str, client: &str) -> Vec<(Format, String)> {
    let json = |text: &str| serde_json::to_string(text).unwrap();
    let (quoted_name, quoted) = (name.replace('"', "\"\""), client.replace('"', "\"\""));
    let plus = client.replace(' ', "+");
    vec![
        (
            Format::Dovecot,
            format!(
                "Nov 27 22:40:07 imap-login: Info: Login: user=<{name}>, method=PLAIN, rip=192.0.2.9, lip=192.0.2.1, mpid=1, session=<x>"
            ),
        ),
        (
            Format::Dovecot,
            format!(
                "Nov 27 22:40:07 auth: Info: passwd-file({name},192.0.2.9,<x>): Password mismatch"
            ),
        ),
        (
            Format::Postfix,
            format!(
                "Nov 27 22:40:07 mail postfix/smtpd[1]: 8BB1A21: client=x[192.0.2.9], sasl_method=PLAIN, sasl_username={name}"
            ),
        ),
        (
            Format::Iis,
            format!("2026-11-27 09:44:00 /EWS/Exchange.asmx - {name} 192.0.2.9 {plus} 200 0 0"),
        ),
        (
            Format::HttpProxy,
            format!(
                "2026-11-27T09:44:00Z,/EWS/Exchange.asmx,,Basic,True,\"{quoted_name}\",\"{quoted}\",192.0.2.9,200"
            ),
        ),
        (
            Format::Json,
            format!(
                r#"{{"mailbox":{},"at":"2026-11-27T09:44:00Z","outcome":"accepted","client":{}}}"#,
                json(name),
                json(client)
            ),
        ),
        (
            Format::WindowsEvents,
            format!(
                r#"{{"EventID":4740,"EventTime":"2026-11-27T09:44:00Z","TargetUserName":{},"TargetDomainName":{}}}"#,
                json(name),
                json(client)
            ),
        ),
    ]
}

proptest! {
    #[test]
    fn any_bytes_are_a_harmless_observation_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for format in Format::ALL {
            if let Some(observation) = read(format, &bytes) {
                check(&observation);
            }
        }
    }

    #[test]
    fn a_name_is_taken_whole_or_not_at_all(name in "[ -~\u{202e}é]{0,40}") {
        for (format, line) in lines(&name, "x") {
            if let Some(observation) = read(format, line.as_bytes()) {
                check(&observation);
                // Without its domain: nobody becomes somebody else.
                let name = name.trim().to_lowercase();
                let name = name.rsplit('\\').next().unwrap_or_default();
                let name = name.rsplit_once('@').map_or(name, |(local, _)| local);
                let (local, _) = observation.mailbox.rsplit_once('@').unwrap();
                prop_assert_eq!(local, name, "{:?}", line);
            }
        }
    }

    #[test]
    fn what_a_program_says_of_itself_changes_nobody(client in "\\PC{0,300}") {
        for (format, line) in lines("alice", &client) {
            if let Some(observation) = read(format, line.as_bytes()) {
                check(&observation);
                prop_assert_eq!(observation.mailbox, "alice@corp.test");
            }
        }
    }

    #[test]
    fn a_cut_line_says_the_same_or_nothing(length in 0_usize..400) {
        for (format, line) in lines("alice@corp.test", "Program 1.0") {
            let whole = read(format, line.as_bytes());
            let cut = read(format, &line.as_bytes()[..length.min(line.len())]);
            if let (Some(whole), Some(cut)) = (whole, cut) {
                prop_assert!(whole.mailbox.starts_with(&cut.mailbox) || cut.mailbox.ends_with("@corp.test"));
                check(&cut);
            }
        }
    }
}

#[test]
fn endless_lines_are_read_in_time() {
    for (format, line) in lines(&"a,<>=(): ".repeat(100_000), &"x\"<".repeat(100_000)) {
        assert_eq!(read(format, line.as_bytes()), None);
    }
    for letter in ["<", "{", "[", "(", "a=", "&", ",", "\"", " ", "<a>"] {
        let line = letter.repeat(200_000);
        for format in Format::ALL {
            assert_eq!(read(format, line.as_bytes()), None, "{letter}");
        }
    }
}
