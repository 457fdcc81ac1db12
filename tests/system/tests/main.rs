//! The whole, in a real browser: one program, so that it is linked once and its tests share the machine evenly.
//!
//! A file that is not named here would not run; `cargo xtask test --only invariants` looks for one.

mod accessibility;
mod administrator;
mod administrator_doubt;
mod administrators;
mod another_mailbox;
mod as_documented;
mod bad_input;
mod by_keyboard;
mod change;
mod checklist;
mod checklist_kept;
mod checklist_proved;
mod checklist_taken_along;
mod configuration;
mod device_names;
mod document;
mod evidence;
mod example_page;
mod hand_over;
mod hostile_page;
mod leak;
mod live;
mod loading;
mod odd_refusals;
mod outcome;
mod panel_pages;
mod password_manager;
mod prepare;
mod recovery;
mod recovery_kept;
mod recovery_reset;
mod refusals;
mod secrets;
mod sending;
mod states;
mod strict_page;
