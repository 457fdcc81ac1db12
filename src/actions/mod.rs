//! What an event, an answer or the passing of time sets off. Actions change the state; they call no view.
//!
//! `form`, `change` and `session` are the core. Devices, recovery and administration are extras: they react to the
//! core's signals (`reactions`), and the core does not know them.

mod check;
mod checklist;
mod client_steps;
mod clipboard;
mod configure;
mod countdown;
mod device_rows;
mod generate;
mod job;
mod judge;
mod lists;
mod lock;
mod mailbox_status;
mod offline;
mod outcome;
mod policy;
mod polling;
mod print;
mod query;
mod reactions;
mod recovery;
mod report_step;
mod resume;
mod session;
mod start;
mod status;
mod submit;
mod typing;
mod unlock;

pub(crate) use check::{check, prove};
pub(crate) use checklist::{
    add_device, answer_device, change_again, checklist_stored_elsewhere, fold_when_left,
    forget_checklist, remove_device,
};
pub(crate) use client_steps::load_client_steps;
pub(crate) use clipboard::copy;
pub(crate) use configure::configure;
pub(crate) use generate::{load_words, request_password, toggle_option, type_instead};
pub(crate) use offline::notice_offline;
pub(crate) use polling::poll_when_visible;
pub(crate) use print::print;
pub(crate) use reactions::react;
pub(crate) use recovery::{
    add_recovery_device, done_devices, fold_recovery_when_left, recovery_stored_elsewhere,
    remove_recovery_device, show_recovery, start_over, toggle_device_back, toggle_device_off,
    undo_step, webmail_refused,
};
pub(crate) use report_step::report_step;
pub(crate) use resume::resume_session;
pub(crate) use start::{begin_again, leave, prepare, reset, start};
pub(crate) use submit::submit;
pub(crate) use typing::{
    field_entered, field_left, key_pressed, mask, pointer, toggle_reveal, typed, value_changed,
};
pub(crate) use unlock::unlock;
