//! What is stored in the browser: the checklist and the recovery (local storage), an open attempt (session storage).
//! Never a secret.

mod attempt;
mod checklist;
mod recovery;
mod storage;

/// The stored records of one mailbox. Their keys do not show the address.
#[derive(Clone, Debug)]
pub(crate) struct Records {
    /// Of the endpoint and the mailbox.
    id: String,
    /// Of the mailbox alone: a recovery is the same on a page that has no endpoint. `None` without a mailbox: it may be
    /// anybody's, so it ends with the tab.
    recovery_id: Option<String>,
}

impl Records {
    /// The records of a mailbox at an endpoint.
    pub(crate) fn new(endpoint: &str, mailbox: &str) -> Self {
        Self {
            id: hash(&[endpoint, "\n", mailbox].concat()),
            recovery_id: (!mailbox.is_empty()).then(|| hash(mailbox)),
        }
    }
}

/// FNV-1a, 64 bits, in hexadecimal: distinguishes mailboxes, and protects nothing. `embed/source.js` has the same.
fn hash(text: &str) -> String {
    let value = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (0..16)
        .rev()
        .filter_map(|nibble| char::from_digit(((value >> (nibble * 4)) & 15) as u32, 16))
        .collect()
}
