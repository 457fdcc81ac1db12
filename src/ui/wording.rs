use std::rc::Rc;

use mailbox_password_rules::Policy;

use crate::{config::Config, i18n::Texts, state::Context, words::Wording};

/// Snapshots of what words are made of, read with tracking.
pub(super) struct Snapshots {
    texts: Rc<Texts>,
    config: Rc<Config>,
    policy: Rc<Policy>,
}

impl Snapshots {
    pub(super) fn of(cx: Context) -> Self {
        Self {
            texts: cx.texts(),
            config: cx.config(),
            policy: cx.policy(),
        }
    }

    pub(super) fn wording(&self) -> Wording<'_> {
        Wording {
            texts: &self.texts,
            config: &self.config,
            policy: &self.policy,
        }
    }
}
