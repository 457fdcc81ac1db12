//! A password as the attribute `unicodePwd` wants it (MS-ADTS 3.1.1.3.1.5.1).

/// The attribute.
pub(super) const NAME: &str = "unicodePwd";

/// The password in quotation marks, as UTF-16, the low byte first; a quotation mark within it stays as it is.
pub(super) fn encode(password: &str) -> Vec<u8> {
    let quote = [u16::from(b'"')];
    let units = quote
        .into_iter()
        .chain(password.encode_utf16())
        .chain(quote);
    units.flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_quoted_utf16() {
        assert_eq!(encode("aé"), [b'"', 0, b'a', 0, 0xe9, 0, b'"', 0]);
        assert_eq!(encode("😀").len(), 8);
        assert_eq!(encode("\"").len(), 6);
    }
}
