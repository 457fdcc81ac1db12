//! The change, its outcomes, devices and the recovery as plain data. Nothing here knows a browser or a view, nothing is
//! asynchronous, and time is an argument.

mod attempt;
mod change;
mod changed;
mod checklist;
mod client;
mod device;
mod expiry;
mod field;
mod host_event;
mod lock;
mod outcome;
mod phase;
mod recovery;
mod status;
mod unlock;

pub use attempt::{Attempt, ChangeOptions, CheckResult, JOB_LIMIT, SETTLED_AFTER, compare_status};
pub use change::{Change, ChangeEvent};
pub use changed::{Changed, old_password_stopped};
pub use checklist::{Checklist, ChecklistRow, DeviceAnswer, SignIn, judge_sign_in};
pub use client::Client;
pub use device::Device;
pub use expiry::Expiry;
pub use field::{Field, FieldError, FieldErrors};
pub use host_event::HostEvent;
pub use lock::Lock;
pub use outcome::{BackEndAnswer, JobState, Outcome, Refusal, UnknownCause, judge, judge_job};
pub use phase::{CheckState, Failure, NotSent, Phase, UnknownOutcome, WorkingPassword};
pub use recovery::{Recovery, RecoveryDevice, Side, Step};
pub use status::Status;
pub use unlock::{Evidence, UnlockOutcome, quiet_for, refused_recently};
