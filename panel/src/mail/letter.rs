//! What an e-mail about a change says.

use lettre::Message;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;

use super::notice::{Actor, Notice};

/// What stands in every e-mail.
pub(super) struct Letterhead {
    from: Mailbox,
    /// The provider's name.
    brand: String,
    /// How to reach the administrator.
    help: Option<String>,
}

impl Letterhead {
    pub(super) fn new(from: Mailbox, brand: &str, help: Option<&str>) -> Self {
        Self {
            from,
            brand: brand.to_owned(),
            help: help.map(str::to_owned),
        }
    }

    pub(super) fn message(&self, notice: &Notice) -> Result<Message, String> {
        let to = notice.mailbox.parse::<Mailbox>();
        let to = to.map_err(|error| error.to_string())?;
        Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(format!("The password of {} was changed", notice.mailbox))
            .header(ContentType::TEXT_PLAIN)
            .body(self.text(notice))
            .map_err(|error| error.to_string())
    }

    fn text(&self, notice: &Notice) -> String {
        let mailbox = &notice.mailbox;
        let at = notice.at.readable();
        let brand = &self.brand;
        let set = format!("set a new password for the mailbox {mailbox}");
        let (what, place) = match &notice.by {
            Actor::Administrator(administrator, source) => (
                format!("{administrator}, an administrator, {set}"),
                format!("from the network address {source}"),
            ),
            Actor::Operator => (
                format!("An operator of the server {set}"),
                "at the server itself".to_owned(),
            ),
            Actor::Owner(source) => (
                format!("The password of the mailbox {mailbox} was changed"),
                format!("from the network address {source}"),
            ),
        };
        let whom = match &self.help {
            Some(link) => {
                let link = link.strip_prefix("tel:").unwrap_or(link);
                let link = link.strip_prefix("mailto:").unwrap_or(link);
                format!("your administrator at once: {link}")
            }
            None => "your administrator at once".to_owned(),
        };
        format!(
            "{what}.\n\nWhen: {at}\nWhere: {brand}, {place}\nReference: {}\n\n\
             If you know of it, nothing is to be done. If you do not, tell {whom}.\n\n\
             Nobody needs your password to help you: do not send it to anybody.\n",
            notice.reference
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;

    fn text(by: Actor, help: Option<&str>) -> String {
        let letterhead = Letterhead {
            from: "panel@example.com".parse().unwrap(),
            brand: "Example Mail".to_owned(),
            help: help.map(str::to_owned),
        };
        letterhead.text(&Notice {
            mailbox: "ann@example.com".to_owned(),
            by,
            at: Timestamp::from_millis(1_700_000_000_000),
            reference: "0b0f5c".to_owned(),
        })
    }

    #[test]
    fn it_says_what_happened_when_from_where_and_whom_to_tell() {
        let source = "192.0.2.1".parse().unwrap();
        let own = text(Actor::Owner(source), Some("tel:+1-555-0100"));
        for part in [
            "The password of the mailbox ann@example.com was changed.",
            "When: 14 November 2023, 22:13 UTC",
            "Where: Example Mail, from the network address 192.0.2.1",
            "Reference: 0b0f5c",
            "tell your administrator at once: +1-555-0100.",
        ] {
            assert!(own.contains(part), "{part}: {own}");
        }
        let administrator = Actor::Administrator("admin@example.com".to_owned(), source);
        let reset = text(administrator, None);
        let part = "admin@example.com, an administrator, set a new password for the mailbox ann@";
        assert!(reset.contains(part), "{reset}");
        assert!(
            reset.contains("tell your administrator at once.\n"),
            "{reset}"
        );
    }
}
