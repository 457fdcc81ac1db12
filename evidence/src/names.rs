//! The name that somebody signed in with, as the address of a mailbox.

use crate::text::MAX_TEXT;

/// How the names in a log are read.
#[derive(Clone, Debug, Default)]
pub struct Names {
    domain: Option<String>,
}

impl Names {
    /// Names without a domain, and `DOMAIN\name` as Windows writes it, belong to this mail domain. Without one they are
    /// left out.
    #[must_use]
    pub fn of_domain(domain: Option<&str>) -> Self {
        Self {
            domain: domain.map(str::to_lowercase),
        }
    }

    /// The address, in lower case; `None` if it cannot be one. Computers' own accounts, which end in `$`, have no
    /// mailbox.
    pub(crate) fn address(&self, name: &str) -> Option<String> {
        let name = name.trim();
        if name.len() > MAX_TEXT {
            return None;
        }
        let name = name.to_lowercase();
        let (local, domain) = match (name.rsplit_once('@'), name.rsplit_once('\\')) {
            (Some((local, domain)), None) => (local, domain),
            (Some((_, domain)), Some((_, name))) if !domain.contains('\\') => {
                (name.rsplit_once('@')?.0, domain)
            }
            (Some(_), Some(_)) => return None,
            (None, Some((_, local))) => (local, self.domain.as_deref()?),
            (None, None) => (name.as_str(), self.domain.as_deref()?),
        };
        let is_address = !local.is_empty()
            && !local.ends_with('$')
            && local
                .chars()
                .all(|letter| letter.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(letter))
            && !domain.is_empty()
            && domain
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '.' || letter == '-');
        is_address.then(|| format!("{local}@{domain}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_an_address_or_nothing() {
        let names = Names::of_domain(Some("Corp.Test"));
        let check = |name: &str, expected: Option<&str>| {
            assert_eq!(names.address(name).as_deref(), expected, "{name}");
        };
        check("Alice@Corp.Test", Some("alice@corp.test"));
        check(" alice ", Some("alice@corp.test"));
        check("CORP\\alice", Some("alice@corp.test"));
        check("CORP\\alice@mail.test", Some("alice@mail.test"));
        check("o'neil+x@a-b.test", Some("o'neil+x@a-b.test"));
        for none in [
            "",
            "-",
            "@",
            "alice@",
            "@corp.test",
            "OFFICE-PC$",
            "a b",
            "a>, rip=1.2.3.4, user=<b",
            "a\r\nb",
            "a@b@c\\d",
            "\\",
            "correct horse battery staple",
        ] {
            let expected = (none == "-").then_some("-@corp.test");
            check(none, expected);
        }
        check(&"a".repeat(300), None);
        assert_eq!(Names::default().address("alice"), None);
        assert_eq!(Names::default().address("CORP\\alice"), None);
    }
}
