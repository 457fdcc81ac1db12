//! Any bytes as the lines of a log of each format: one line is one observation at most, and each text of it is one line.
//!
//! The first byte chooses the format. `MAILBOX_PASSWORD_FUZZ_FORMAT=dovecot` reads everything as that one.

#![no_main]

use std::env;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use mailbox_password_evidence::{Format, LogReader, MAX_TEXT, Names, Zone};

static FORMAT: LazyLock<Option<Format>> = LazyLock::new(|| {
    let wanted = env::var("MAILBOX_PASSWORD_FUZZ_FORMAT").ok();
    wanted.map(|format| format.parse().unwrap())
});

static ZONE: LazyLock<Zone> = LazyLock::new(|| "Europe/Berlin".parse().unwrap());

fuzz_target!(|bytes: &[u8]| {
    let Some((first, log)) = bytes.split_first() else {
        return;
    };
    let format = FORMAT.unwrap_or(Format::ALL[usize::from(*first) % Format::ALL.len()]);
    let names = Names::of_domain(Some("corp.test")).with_servers(["EXCH01", "192.0.2.7"]);
    let now = "2026-11-27T23:00:00Z".parse().unwrap();
    let mut reader = LogReader::new(format);
    for line in log.split(|byte| *byte == b'\n') {
        let Some(seen) = reader.read(line, &ZONE, &names, now) else {
            continue;
        };
        for text in [&seen.client, &seen.device, &seen.device_type, &seen.host, &seen.network] {
            assert!(text.chars().count() <= MAX_TEXT);
            assert!(!text.contains(char::is_control));
        }
        assert!(!seen.mailbox.contains(char::is_whitespace));
        assert!(seen.count > 0);
    }
});
