//! The pages. Their texts are English; the widget speaks the visitor's language.

mod admin;
mod admin_mailbox;
mod assets;
mod demo_accounts;
mod devices;
mod error_pages;
mod events;
mod facts;
mod guide;
mod icons;
mod layout;
mod mailbox;
mod mailbox_state;
mod mailboxes;
mod navigation;
mod password;
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
pub(crate) use assets::{icon, script, stylesheet};
pub(crate) use devices::own_devices;
pub(crate) use error_pages::not_found;
pub(crate) use layout::render;
pub(crate) use mailbox::mailbox;
pub(crate) use mailboxes::mailboxes;
pub(crate) use password::password;
pub(crate) use recovery::recovery;
pub(crate) use sign_in::{sign_in, sign_in_form};
pub(crate) use sign_out::sign_out;
pub(crate) use simulated::{
    act_demo, demo, demo_script, demo_stylesheet, device, devices, run_devices, set_device,
};
pub(crate) use webmail::{webmail, webmail_form};
