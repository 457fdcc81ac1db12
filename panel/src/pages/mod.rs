//! The pages. Their texts are English; the widget speaks the visitor's language.

mod admin;
mod admin_mailbox;
mod events;
mod guide;
mod layout;
mod mailbox;
mod mailbox_state;
mod mailboxes;
mod recovery;
mod session;
mod sign_in;
mod sign_out;
mod simulated;
mod url;
mod webmail;
mod widget;

pub(crate) use admin::{admin, admin_sign_in};
pub(crate) use admin_mailbox::admin_mailbox;
pub(crate) use layout::{icon, stylesheet};
pub(crate) use mailbox::mailbox;
pub(crate) use mailboxes::mailboxes;
pub(crate) use recovery::recovery;
pub(crate) use sign_in::{sign_in, sign_in_form};
pub(crate) use sign_out::sign_out;
pub(crate) use simulated::{
    act_demo, demo, demo_script, demo_stylesheet, device, devices, run_devices, set_device,
};
pub(crate) use webmail::{webmail, webmail_form};
