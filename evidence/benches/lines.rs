//! How many lines of each format a core reads in a second, and how much memory ten million lines take.
//!
//! `cargo bench --package mailbox-password-evidence`; `MAILBOX_PASSWORD_LINES=10000000` reads so many. What it prints
//! depends on the machine, so it is among no tests.

#![allow(clippy::expect_used, clippy::unwrap_used)]

use std::env;
use std::fs;
use std::time::Instant;

use mailbox_password_evidence::{Format, LogReader, Names, Zone};

/// A log of this format: what describes its columns, and the line with this number.
fn log(format: Format) -> (&'static str, fn(u64) -> String) {
    match format {
        Format::Dovecot => ("", |number| {
            let (person, session) = (number % 10_000, number / 2);
            match number % 2 {
                0 => format!(
                    "Nov 27 22:40:07 imap-login: Info: ID sent: name=iPhone Mail, version=21A329, os=iOS: user=<>, rip=192.0.2.9, lip=192.0.2.1, session=<s{session}>"
                ),
                _ => format!(
                    "Nov 27 22:40:07 imap-login: Info: Login: user=<a{person}@corp.test>, method=PLAIN, rip=192.0.2.9, lip=192.0.2.1, mpid=1, TLS, session=<s{session}>"
                ),
            }
        }),
        Format::HttpProxy => (
            "DateTime,UrlStem,UrlQuery,AuthenticationType,IsAuthenticated,AuthenticatedUser,UserAgent,ClientIpAddress,HttpStatus",
            |number| {
                format!(
                    "2026-11-27T09:44:00Z,/EWS/Exchange.asmx,,Basic,True,CORP\\a{number},\"Mac OS X/14.1 (23B74) ExchangeWebServices/14.0\",192.0.2.9,200"
                )
            },
        ),
        Format::Iis => (
            "#Fields: date time cs-uri-stem cs-uri-query cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status",
            |number| {
                format!(
                    "2026-11-27 09:44:00 /Microsoft-Server-ActiveSync/default.eas User=a{number}&DeviceId=ApplDNQ{number}&DeviceType=iPhone&Cmd=Ping CORP\\a{number} 192.0.2.9 Apple-iPhone14C5/2101.329 200 0 0"
                )
            },
        ),
        Format::Json => ("", |number| {
            format!(
                r#"{{"mailbox":"a{number}@corp.test","at":"2026-11-27T09:44:00Z","outcome":"bad-password","protocol":"imap","client":"Scanner 3","address":"192.0.2.9"}}"#
            )
        }),
        Format::Postfix => ("", |number| {
            format!(
                "Nov 27 22:40:07 mail postfix/submission/smtpd[4711]: 8BB1A21: client=pc.example[192.0.2.9], sasl_method=PLAIN, sasl_username=a{number}@corp.test"
            )
        }),
        Format::WindowsEvents => ("", |number| {
            format!(
                r#"{{"@timestamp":"2026-11-27T09:44:00Z","winlog":{{"event_id":4625,"event_data":{{"TargetUserName":"a{number}","Status":"0xc000006d","SubStatus":"0xc000006a","WorkstationName":"OFFICE-PC","IpAddress":"192.0.2.9"}}}}}}"#
            )
        }),
    }
}

fn main() {
    let wanted = env::var("MAILBOX_PASSWORD_LINES").ok();
    let lines: u64 = wanted.map_or(1_000_000, |lines| lines.parse().unwrap());
    let zone: Zone = "Europe/Berlin".parse().unwrap();
    let names = Names::of_domain(Some("corp.test"));
    let now = "2026-11-27T23:00:00Z".parse().unwrap();
    println!(
        "format          lines/s on one core   observations   memory after a tenth, and at the end"
    );
    for format in Format::ALL {
        let (header, line) = log(format);
        // As many different lines as fit into a page of memory that does not count.
        let texts: Vec<_> = (0..20_000).map(line).collect();
        let mut reader = LogReader::new(format);
        reader.read(header.as_bytes(), &zone, &names, now);
        let (mut seen, mut early) = (0_u64, 0);
        let start = Instant::now();
        for (number, text) in (0..lines).zip(texts.iter().cycle()) {
            seen += u64::from(reader.read(text.as_bytes(), &zone, &names, now).is_some());
            if number == lines / 10 {
                early = memory();
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
        let rate = lines as f64 / start.elapsed().as_secs_f64();
        println!(
            "{:<15} {rate:>19.0} {seen:>14}   {early} KiB, {} KiB",
            format.id(),
            memory()
        );
    }
}

/// What the process holds, in KiB, where the system tells.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
    number.unwrap_or(0)
}
