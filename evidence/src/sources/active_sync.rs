//! What a request of ActiveSync says of its device.
//!
//! Source: Microsoft, [MS-ASHTTP] "Exchange ActiveSync: HTTP Protocol", §2.2.1.1.1.1 (base64-encoded query value) and
//! §2.2.1.1.1.2 (plain text query value).

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// What the query of a request says.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct Query {
    pub(super) user: String,
    pub(super) device: String,
    pub(super) device_type: String,
}

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Reads the query of a request, in either form. What Exchange adds to it in the log is left out.
pub(super) fn query(text: &str) -> Query {
    if let Some(query) = encoded(text.split('&').next().unwrap_or_default()) {
        return query;
    }
    let mut query = Query::default();
    for (name, value) in form_urlencoded::parse(text.as_bytes()) {
        let member = match name.to_ascii_lowercase().as_str() {
            "user" => &mut query.user,
            "deviceid" => &mut query.device,
            "devicetype" => &mut query.device_type,
            _ => continue,
        };
        // The client's own words come first, so what is said again later is not its.
        if member.is_empty() {
            *member = value.into_owned();
        }
    }
    query
}

/// Version, command and two bytes of language; then the device's id, the policy key and the device's type, each after
/// its length.
fn encoded(text: &str) -> Option<Query> {
    if text.is_empty() || text.contains('=') && !text.trim_end_matches('=').chars().all(is_base64) {
        return None;
    }
    let bytes = BASE64.decode(text).ok()?;
    let (device, rest) = field(bytes.get(4..)?)?;
    let (_, rest) = field(rest)?;
    let (device_type, _) = field(rest)?;
    let device_type = String::from_utf8(device_type.to_vec()).ok()?;
    Some(Query {
        user: String::new(),
        device: String::from_utf8(device.to_vec())
            .unwrap_or_else(|_| device.iter().map(|byte| format!("{byte:02X}")).collect()),
        device_type,
    })
}

fn is_base64(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '+' || letter == '/'
}

fn field(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first()?;
    rest.split_at_checked(usize::from(*length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_in_both_forms() {
        let check = |text: &str, user: &str, device: &str, device_type: &str| {
            let expected = Query {
                user: user.to_owned(),
                device: device.to_owned(),
                device_type: device_type.to_owned(),
            };
            assert_eq!(query(text), expected, "{text}");
        };
        check(
            "User=ann%40example.com&DeviceId=ApplDNQ123&DeviceType=iPhone&Cmd=Ping&Log=V161_",
            "ann@example.com",
            "ApplDNQ123",
            "iPhone",
        );
        check(
            "Cmd=Sync&User=ann&DeviceId=a&DeviceId=b&DeviceType=Outlook",
            "ann",
            "a",
            "Outlook",
        );
        // Version 14.1, Sync, English, the id `v140Device`, a policy key, the type `SmartPhone`.
        let bytes = b"\x8D\x00\x09\x04\x0Av140Device\x04\x01\x02\x03\x04\x0ASmartPhone";
        check(&BASE64.encode(bytes), "", "v140Device", "SmartPhone");
        let log = format!("{}&Log=V141_x", BASE64.encode(bytes));
        check(&log, "", "v140Device", "SmartPhone");
        for nothing in ["", "-", "====", "AAAA", "jQAJBAp2", "%%%", "a=b"] {
            check(nothing, "", "", "");
        }
    }
}
