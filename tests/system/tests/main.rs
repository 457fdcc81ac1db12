//! Whole-system tests: the deployed files in a real browser, a folder for each concern.
//!
//! They are one program, so that they are linked once and share the machine evenly. A file that is not listed here
//! would not run; `cargo xtask test --only invariants` finds such files.

mod a11y {
    mod announcements;
    mod every_state;
    mod keyboard;
}

mod admin {
    mod handover;
    mod set_password;
    mod unknown_outcome;
}

mod attributes {
    mod invalid;
}

mod checklist {
    mod devices;
    mod prepare;
    mod print_and_copy;
    mod sign_in_proof;
    mod storage;
}

mod errors {
    mod incomplete_refusals;
    mod refusals;
}

mod form {
    mod password_manager;
    mod submit;
    mod validation;
}

mod hosts {
    mod documented_markup;
    mod example_page;
    mod hostile_page;
}

mod lifecycle {
    mod memory_leak;
}

mod outcomes {
    mod changed;
    mod unknown;
}

mod panel {
    mod administrators;
    mod pages;
    mod reset_by_admin;
    mod user_document;
}

mod race_conditions {
    mod reconfiguration;
}

mod recovery {
    mod polling;
    mod steps;
    mod storage;
    mod unlock;
}

mod security {
    mod content_security_policy;
    mod hostile_device_names;
    mod passwords;
}

mod upgrade {
    mod loading;
}
