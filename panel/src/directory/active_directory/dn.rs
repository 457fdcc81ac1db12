//! Distinguished names, as far as telling what is within what needs them.

/// Whether the object is within the base, or is the base itself. Case and spaces after commas do not matter.
pub(super) fn is_within(dn: &str, base: &str) -> bool {
    let (dn, base) = (parts(dn), parts(base));
    !base.is_empty() && dn.ends_with(&base)
}

/// The distinguished name of the domain that an object is in; nothing if there is none.
pub(super) fn domain_of(dn: &str) -> String {
    let parts = raw_parts(dn);
    let is_component = |part: &&&str| part.to_ascii_lowercase().starts_with("dc=");
    let count = parts.iter().rev().take_while(is_component).count();
    parts[parts.len() - count..].join(",")
}

/// What people call it: `Staff` for `OU=Staff,…`, `corp.example` for `DC=corp,DC=example`.
pub(super) fn readable(dn: &str) -> String {
    let parts = raw_parts(dn);
    let value = |part: &&str| {
        let value = part.split_once('=').map_or(*part, |(_, value)| value);
        value.replace('\\', "")
    };
    match parts.first() {
        Some(first) if !domain_of(first).is_empty() => {
            parts.iter().map(value).collect::<Vec<_>>().join(".")
        }
        first => first.map(value).unwrap_or_default(),
    }
}

fn parts(dn: &str) -> Vec<String> {
    raw_parts(dn)
        .iter()
        .map(|part| part.to_lowercase())
        .collect()
}

/// The parts between commas that are not escaped.
fn raw_parts(dn: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut escaped) = (0, false);
    for (index, letter) in dn.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ',' => {
                parts.push(dn[start..index].trim());
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(dn[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_within_what_goes_by_whole_parts() {
        let staff = "OU=Staff,DC=corp,DC=test";
        assert!(is_within("CN=Ann,ou=staff, dc=corp,dc=test", staff));
        assert!(is_within("CN=Ann,OU=Sales,OU=Staff,DC=corp,DC=test", staff));
        assert!(is_within(staff, staff));
        assert!(!is_within("CN=Ann,OU=Old-Staff,DC=corp,DC=test", staff));
        assert!(!is_within(r"CN=Ann\,OU=Staff,DC=corp,DC=test", staff));
        assert!(!is_within("CN=Ann,DC=corp,DC=test", staff));
        assert!(!is_within("CN=Ann,DC=corp,DC=test", ""));
    }

    #[test]
    fn a_domain_and_a_name_are_read() {
        let dn = r"CN=Bell\, Ann,OU=Staff,DC=corp,DC=test";
        assert_eq!(domain_of(dn), "DC=corp,DC=test");
        assert_eq!(domain_of("CN=Ann"), "");
        assert_eq!(readable("OU=Staff,DC=corp,DC=test"), "Staff");
        assert_eq!(readable(dn), "Bell, Ann");
        assert_eq!(readable("DC=corp,DC=test"), "corp.test");
    }
}
