use std::rc::Rc;

use mailbox_password_rules::{Policy, Shortfall};

use super::{
    ChangeState, ChecklistState, ClientSteps, Devices, FieldHelp, Form, FormStatus, Generator,
    Judgement, MailboxState, Polling, RecoveryState, Session, ShortRule, UnlockState,
    element_id::ElementId,
};
use crate::{
    config::Config,
    i18n::{Key, Texts},
    model::Lock,
};

/// What a [`LocalSignal`](super::LocalSignal) can hold.
pub(crate) trait State: Clone + Default + 'static {
    /// The value among all others.
    fn into_value(self) -> Value;

    /// The value, if it is of this type.
    fn from_value(value: Value) -> Option<Rc<Self>>;
}

/// Declares the types that signals hold. To tell them apart by a number of 16 bytes, as `dyn Any` does, costs 0.7 KB of
/// the first load.
macro_rules! values {
    ($($name:ident: $type:ty,)*) => {
        /// The value of any signal.
        #[derive(Clone)]
        pub(crate) enum Value {
            $($name(Rc<$type>),)*
            /// What its type has as the default.
            Default,
        }

        $(impl State for $type {
            fn into_value(self) -> Value {
                Value::$name(Rc::new(self))
            }

            fn from_value(value: Value) -> Option<Rc<Self>> {
                match value {
                    Value::$name(value) => Some(value),
                    _ => None,
                }
            }
        })*
    };
}

values! {
    Change: ChangeState,
    Checklist: ChecklistState,
    ClientSteps: ClientSteps,
    Config: Config,
    Devices: Devices,
    Element: Option<ElementId>,
    FieldHelp: FieldHelp,
    Flag: bool,
    Form: Form,
    FormStatus: FormStatus,
    Generator: Generator,
    Judgement: Judgement,
    Key: Option<Key>,
    Lock: Option<Lock>,
    Mailbox: MailboxState,
    Policy: Policy,
    Polling: Polling,
    Recovery: RecoveryState,
    Session: Session,
    Shortfall: Shortfall,
    ShortRules: Vec<ShortRule>,
    Text: String,
    Texts: Texts,
    TextList: Vec<String>,
    Unlock: UnlockState,
}
