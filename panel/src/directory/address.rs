//! Addresses of mailboxes: one form for each, and those that a browser can send.

/// What stands after the last `@`; nothing if there is none.
#[must_use]
pub fn domain_of(mailbox: &str) -> &str {
    mailbox.rsplit_once('@').map_or("", |(_, domain)| domain)
}

/// Whether it looks like the address of a mailbox.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let parts: Vec<&str> = text.split('@').collect();
    parts.len() == 2
        && parts
            .iter()
            .all(|part| !part.is_empty() && !part.contains(char::is_whitespace))
}

/// The one form of an address, by which it is stored and looked for: in lower case, its domain in ASCII as browsers send
/// it (IDNA, UTS #46). What is no address stays as it is, in lower case.
#[must_use]
pub fn canonical_address(text: &str) -> String {
    let text = text.trim();
    let canonical = text.rsplit_once('@').and_then(|(local, domain)| {
        let domain = idna::domain_to_ascii(domain).ok()?;
        Some(format!("{}@{domain}", local.to_lowercase()))
    });
    canonical.unwrap_or_else(|| text.to_lowercase())
}

/// Whether both are addresses of the same mailbox.
#[must_use]
pub fn is_same_mailbox(one: &str, other: &str) -> bool {
    canonical_address(one) == canonical_address(other)
}

/// Whether `<input type="email">` lets it be sent once it is canonical: a valid e-mail address as the HTML standard
/// defines it. Quoted local parts, addresses in brackets and letters beyond ASCII before the `@` are none.
#[must_use]
pub fn can_sign_in(mailbox: &str) -> bool {
    let canonical = canonical_address(mailbox);
    let Some((local, domain)) = canonical.split_once('@') else {
        return false;
    };
    let is_atom =
        |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    !local.is_empty() && local.bytes().all(is_atom) && domain.split('.').all(is_label)
}

/// A part of a host name.
fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_form() {
        let check = |text, expected: &str| assert_eq!(canonical_address(text), expected);
        check(" Ann@Example.COM ", "ann@example.com");
        check("ann@MÜNCHEN.example", "ann@xn--mnchen-3ya.example");
        check("ann@xn--mnchen-3ya.example", "ann@xn--mnchen-3ya.example");
        check("ann@faß.example", "ann@xn--fa-hia.example");
        check("No Address", "no address");
        assert!(is_same_mailbox(
            "ANN@münchen.example",
            "ann@xn--mnchen-3ya.example"
        ));
        assert!(!is_same_mailbox("ann@example.com", "ann@example.net"));
    }

    #[test]
    fn only_what_a_sign_in_form_can_send_signs_in() {
        for good in [
            "ann@example.com",
            "o'neil+x@a-b.example",
            "ann@münchen.example",
            "ann@localhost",
        ] {
            assert!(can_sign_in(good), "{good}");
        }
        for bad in [
            "ann",
            "@example.com",
            "ann@",
            "ann bell@example.com",
            "\"ann bell\"@example.com",
            "ann@[192.0.2.1]",
            "änn@example.com",
            "ann@-a.example",
            "ann@a..example",
            "ann@b@example.com",
        ] {
            assert!(!can_sign_in(bad), "{bad}");
        }
    }
}
