//! What an administrator asks of a directory.

use super::account::Area;
use super::password::Password;
use super::request_id::RequestId;
use crate::clock::Timestamp;

/// Mailboxes on one page of a list.
pub const PAGE_LENGTH: u32 = 50;

/// A password that an administrator sets. It has no `Debug`, because it holds one.
#[derive(Clone)]
pub struct Reset {
    /// Who sets the password of which mailbox.
    pub id: RequestId,
    /// The password from now on.
    pub new: Password,
    /// When the password had been set, as the directory said when it was asked for the account; `None` if it did not
    /// say.
    pub set_before: Option<Timestamp>,
    /// Whether the owner has to choose another one before reading mail.
    pub must_change: bool,
    /// Whether every session of the mailbox ends. Without it they go on, unless the directory's rules end them.
    pub sign_out: bool,
    /// What it was typed into, as an administrator should read it.
    pub client: String,
}

/// The end of a lock.
#[derive(Clone, Debug)]
pub struct Unlock {
    /// Whose.
    pub mailbox: String,
    /// Who sends the request, and in which role.
    pub caller: String,
    /// Where it was asked, as an administrator should read it.
    pub client: String,
}

/// What came of an unlock.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum UnlockOutcome {
    /// There is no such mailbox.
    MailboxUnknown,
    /// The directory does not let the panel unlock it.
    NotAllowed,
    /// It is not locked any more, and its count starts anew.
    Unlocked,
}

/// Which mailboxes to list.
#[derive(Clone, Debug)]
pub struct MailboxSearch {
    /// Those of this area.
    pub area: Area,
    /// Those whose name or address holds this, whatever the case; everything holds an empty text.
    pub text: String,
    /// Only those that are locked now.
    pub locked: bool,
    /// Which page, from 1; beyond the last one it is the last one.
    pub page: u32,
}

/// Where a page is in a list.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Place {
    /// Which page it is, from 1.
    pub(super) page: u32,
    /// How many pages there are; at least 1.
    pub(super) pages: u32,
    /// How many mailboxes come before it.
    pub(super) before: u32,
}

impl MailboxSearch {
    /// Where the page that was asked for is, in a list of so many mailboxes.
    pub(super) fn place(&self, total: u32) -> Place {
        let pages = total.div_ceil(PAGE_LENGTH).max(1);
        let page = self.page.clamp(1, pages);
        Place {
            page,
            pages,
            before: (page - 1) * PAGE_LENGTH,
        }
    }
}

/// Mailboxes of one page, and how many there are in all.
#[derive(Clone, Debug)]
pub struct MailboxPage {
    /// At most [`PAGE_LENGTH`], by name.
    pub entries: Vec<MailboxEntry>,
    /// Which page it is, from 1.
    pub page: u32,
    /// How many pages there are; at least 1.
    pub pages: u32,
    /// How many mailboxes were found.
    pub total: u32,
    /// How many hold the text, locked or not.
    pub all: u32,
    /// How many of those are locked now.
    pub locked: u32,
}

/// One mailbox in a list.
#[derive(Clone, Debug)]
pub struct MailboxEntry {
    /// The address.
    pub mailbox: String,
    /// Its owner's name; may be empty.
    pub display_name: String,
    /// While it is locked: until when, or `Some(None)` until an administrator unlocks it.
    pub locked: Option<Option<Timestamp>>,
    /// When its password was last set, by whomever; `None` if nobody knows.
    pub password_set_at: Option<Timestamp>,
}
