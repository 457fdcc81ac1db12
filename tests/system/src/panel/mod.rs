//! The reference control panel as a process, and what its administrator does before a mailbox's page.

mod administrator;
mod process;

pub use administrator::{ADMINISTRATOR, ADMINISTRATORS_PASSWORD};
pub use process::Panel;
