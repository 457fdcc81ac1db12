//! The state of one element: small signals, one for each concern. Components read them, actions change them.

mod administrator;
mod change;
mod checklist;
mod context;
mod element_id;
mod element_signal;
mod environment;
mod form;
mod judgement;
mod local_signal;
mod lost_focus;
mod mailbox;
mod page;
mod recovery;
mod registry;
mod session;
mod shown;
mod signals;
mod value;

pub(crate) use administrator::Generator;
pub(crate) use change::ChangeState;
pub(crate) use checklist::{ChecklistState, ClientSteps};
pub(crate) use context::Context;
pub(crate) use element_id::ElementId;
pub(crate) use environment::Environment;
pub use environment::EventHandler;
pub(crate) use form::{ErrorSummary, Form};
pub(crate) use judgement::Judgement;
pub(crate) use local_signal::{LocalSignal, effect};
pub(crate) use mailbox::{Devices, MailboxState, Polling, UnlockState};
pub(crate) use page::{client_in_use, is_visible, origin};
pub(crate) use recovery::RecoveryState;
pub(crate) use session::{Session, SessionEnd};
pub(crate) use shown::{FieldHelp, FormStatus, HelpKind, RuleState, ShortRule};
pub(crate) use signals::{
    AdministratorSignals, ChecklistSignals, ElementSignals, FormSignals, MailboxSignals,
    RecoverySignals,
};
