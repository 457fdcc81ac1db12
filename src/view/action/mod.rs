//! What happens when something is pressed, typed, or comes in.

mod check;
#[cfg(feature = "full")]
mod copy;
#[cfg(feature = "full")]
mod generate;
#[cfg(feature = "full")]
mod list;
mod load;
mod lock;
#[cfg(feature = "full")]
mod recover;
mod submit;
mod typing;
#[cfg(feature = "full")]
mod unlock;
mod waiting;
#[cfg(feature = "full")]
mod watch;

pub(super) use check::{check, proved};
#[cfg(feature = "full")]
pub(super) use copy::{copy_note, copy_password, copy_recovery};
#[cfg(feature = "full")]
pub(super) use generate::{generate, type_instead, wish};
#[cfg(feature = "full")]
pub(super) use list::{
    add_device, answer, copy_list, forget_list, load_steps, print, remove_device, store_changed,
};
pub(super) use load::{configure, resume_session, start};
#[cfg(feature = "full")]
pub(super) use recover::{
    add_recovery_device, begin_anew, remove_recovery_device, report, reported_elsewhere, set_back,
    set_off, undo, webmail_refused,
};
pub(super) use submit::{reset, submit};
pub(super) use typing::{key, left, mask, press, show_or_hide, typed};
#[cfg(feature = "full")]
pub(super) use unlock::unlock;
#[cfg(feature = "full")]
pub(super) use watch::{opened, seen_again, watch};
