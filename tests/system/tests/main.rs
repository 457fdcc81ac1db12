//! Whole-system tests: the deployed files in a real browser, a folder for each concern.
//!
//! They are one program, so that they are linked once and share the machine evenly. A file that is not listed here
//! would not run; `cargo xtask test --only invariants` finds such files.

mod a11y {
    mod announcements;
    mod every_state;
    mod keyboard;
    mod language;
    mod lost_focus;
    mod sizes;
    mod ways_back;
    mod whole_story;
}

mod admin {
    mod generate_password;
    mod generated_password_fits;
    mod handover_note;
    mod set_password;
    mod unknown_outcome;
    mod unlock;
}

mod attributes {
    mod invalid;
}

mod checklist {
    mod answers;
    mod devices;
    mod prepare;
    mod print_and_copy;
    mod sign_in_proof;
    mod storage;
}

mod errors {
    mod incomplete_refusals;
    mod refusals;
    mod session_expired;
}

mod fault_table {
    mod bodies;
    mod cross_origin;
    mod every_fault;
    mod groups;
    mod jobs;
    mod page;
    mod page_scripts;
    mod policies;
    mod refusals;
    mod replaced;
    mod responses;
    mod row;
    mod runner;
    mod statuses;
    mod transport;
    mod values;
    mod verdict;
}

mod faults {
    mod features;
    mod language;
    mod module;
    mod panel_killed;
    mod repeated_request;
}

mod form {
    mod accent;
    mod descriptions;
    mod expiry;
    mod filled_button;
    mod fold;
    mod later_answers;
    mod layout_shift;
    mod password_manager;
    mod places;
    mod submit;
    mod validation;
    mod waiting;
}

mod host_matrix {
    mod every_host;
    mod host;
    mod hosts;
    mod job;
    mod page_scripts;
    mod runner;
    mod table;
}

mod hosts {
    mod documented_markup;
    mod example_page;
    mod hostile_page;
    mod patched_page;
    mod react;
    mod shadow_root_and_cdn;
}

mod lifecycle {
    mod memory_leak;
    mod move_and_remove;
}

mod outcomes {
    mod altered_fields;
    mod changed;
    mod guarded;
    mod job;
    mod lost_answer;
    mod unknown;
    mod working_password;
}

mod panel {
    mod administrators;
    mod demo;
    mod isolation;
    mod keyboard;
    mod large_text;
    mod logs;
    mod other_tab;
    mod page_checks;
    mod pages;
    mod reset_by_admin;
    mod script;
    mod user_document;
}

mod race_conditions {
    mod former_endpoints;
    mod late_policy;
    mod reconfiguration;
}

mod recovery {
    mod devices;
    mod next_step;
    mod pauses;
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
    mod early_configuration;
    mod early_submit;
    mod host_places;
    mod page_skeleton;
    mod page_skeleton_misfit;
    mod skeleton;
    mod skeleton_tree;
}
