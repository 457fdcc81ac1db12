//! The network that a device came from.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// The network of an address, with or without a port or brackets: a house or an office, not a device. Empty if it is no
/// address.
pub(crate) fn network(text: &str) -> String {
    let text = text.trim();
    let address = text
        .parse::<IpAddr>()
        .or_else(|_| text.parse::<SocketAddr>().map(|socket| socket.ip()))
        .ok()
        .or_else(|| {
            let inner = text.strip_prefix('[')?.strip_suffix(']')?;
            inner.parse::<IpAddr>().ok()
        });
    match address.map(|address| address.to_canonical()) {
        Some(IpAddr::V4(address)) => {
            let network = Ipv4Addr::from_bits(address.to_bits() & 0xFFFF_FF00);
            format!("{network}/24")
        }
        Some(IpAddr::V6(address)) => {
            let network = Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX));
            format!("{network}/64")
        }
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_its_network() {
        let check = |text: &str, expected: &str| assert_eq!(network(text), expected, "{text}");
        check("192.0.2.77", "192.0.2.0/24");
        check("192.0.2.77:51234", "192.0.2.0/24");
        check("::ffff:192.0.2.77", "192.0.2.0/24");
        check("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64");
        check("[2001:db8:1:2::1]:443", "2001:db8:1:2::/64");
        check("[2001:db8::1]", "2001:db8::/64");
        for none in ["", "-", "mail.example", "1.2.3", "999.1.1.1"] {
            check(none, "");
        }
    }
}
