//! An event, whatever it was written in.

use std::collections::BTreeMap;

/// A Security event.
#[derive(Debug, Default)]
pub(super) struct Event {
    pub(super) id: u32,
    pub(super) time: String,
    pub(super) data: BTreeMap<String, String>,
}

impl Event {
    /// A member of the event's data; empty if it is not said.
    pub(super) fn data(&self, name: &str) -> &str {
        match self.data.get(name).map_or("", |value| value.trim()) {
            "-" => "",
            value => value,
        }
    }

    /// A code, in hexadecimal or not.
    pub(super) fn code(&self, name: &str) -> Option<u32> {
        let text = self.data(name);
        match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            // Some forwarders write it as the signed number that the same bits are.
            None => text
                .parse::<u32>()
                .ok()
                .or_else(|| text.parse::<i32>().ok().map(i32::cast_unsigned)),
        }
    }
}
