//! Any bytes as the lines of a log of each format: one line is one observation at most, and each text of it is one line.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mailbox_password_evidence::{Format, LogReader, MAX_TEXT, Names, Zone};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, log)) = bytes.split_first() else {
        return;
    };
    let format = Format::ALL[usize::from(*first) % Format::ALL.len()];
    let zone: Zone = "Europe/Berlin".parse().unwrap();
    let names = Names::of_domain(Some("corp.test"));
    let now = "2026-11-27T23:00:00Z".parse().unwrap();
    let mut reader = LogReader::new(format);
    for line in log.split(|byte| *byte == b'\n') {
        let Some(seen) = reader.read(line, &zone, &names, now) else {
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
