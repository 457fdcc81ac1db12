//! Chromium, and what a person or a screen reader does and finds in it.

mod administrator;
mod announcements;
mod axe;
mod broken_module;
mod checklist;
mod chromium;
mod clipboard_and_print;
mod console;
mod engine;
mod fake_clock;
mod form;
mod generated_password;
mod keyboard;
mod launch;
mod module_gate;
mod outcome;
mod page_scripts;
mod pointer;
mod process_group;
mod profile;
mod recovery;
mod screenshot;
mod session;

pub use checklist::{DEVICES, OFFER};
pub use engine::Engine;
pub use launch::Launch;
pub use outcome::{CHANGED, NOT_CHANGED, UNKNOWN};
pub use profile::Profile;
pub use recovery::{RECOVERY_DONE, RECOVERY_STEPS};
pub use session::Browser;
