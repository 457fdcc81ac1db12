//! The reference panel as a process, and how its administrators sign in.

mod administrator;
mod process;

pub use administrator::{ADMINISTRATOR, ADMINISTRATORS_PASSWORD};
pub use process::Panel;
