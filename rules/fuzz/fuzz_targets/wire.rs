//! Any text as each of the wire types: what is read is written as something that reads as the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mailbox_password_rules::ProblemCode;
use mailbox_password_rules::wire::{ChangeAnswer, ChangeRequest, Device, Problem, Status, reference};

macro_rules! same {
    ($text:expr, $($kind:ty),*) => {
        $(if let Ok(read) = serde_json::from_str::<$kind>($text) {
            let written = serde_json::to_value(&read).unwrap();
            let again: $kind = serde_json::from_str(&written.to_string()).unwrap();
            assert_eq!(serde_json::to_value(&again).unwrap(), written);
        })*
    };
}

fuzz_target!(|text: &str| {
    same!(text, ChangeAnswer, ChangeRequest<'_>, Device, Problem, Status);
    assert!(reference(text).chars().count() <= 6);
    if let Some(code) = ProblemCode::from_type(text) {
        assert!(text.ends_with(code.id()));
    }
});
