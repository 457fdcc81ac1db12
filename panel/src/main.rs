//! The reference control panel.
fn main() {}
