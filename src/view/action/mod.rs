//! What happens when something is pressed, typed, or comes in.

mod check;
mod list;
mod load;
mod lock;
mod submit;
mod typing;

pub(super) use check::{check, proved};
pub(super) use list::{
    add_device, answer, copy_list, forget_list, load_steps, print, remove_device, store_changed,
};
pub(super) use load::{configure, resume_session, start};
pub(super) use submit::{reset, submit};
pub(super) use typing::{key, left, mask, press, show_or_hide, typed};
