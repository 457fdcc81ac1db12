//! The pages. Their texts are English; the widget speaks the visitor's language.

mod guide;
mod layout;
mod mailbox;
mod sign_in;
mod webmail;

pub(crate) use layout::{icon, stylesheet};
pub(crate) use mailbox::{mailbox, sign_out};
pub(crate) use sign_in::{sign_in, sign_in_form};
pub(crate) use webmail::{webmail, webmail_form};
