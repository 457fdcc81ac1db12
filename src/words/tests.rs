//! What the screen says, sentence by sentence, from plain values and without a browser.

mod advice;
mod changed;
mod checklist;
mod device;
mod failure;
mod field;
mod help;
mod lock;
mod note;
mod prepare;
mod read_out;
mod recovery;
mod rules;
mod session;
mod short_rules;
mod status;
mod times;
mod tries;
mod unknown;
mod unlock;
mod warning;

use mailbox_password_rules::{Candidate, Lockout, Policy, Shortfall, evaluate};

use super::Wording;
use crate::{
    config::{Config, Mode},
    i18n::Texts,
    state::Judgement,
};

/// What words are made of: English, the least configuration, a policy without rules.
struct Given {
    texts: Texts,
    config: Config,
    policy: Policy,
}

impl Default for Given {
    fn default() -> Self {
        Self {
            texts: Texts::english(),
            config: Config::default(),
            policy: Policy::default(),
        }
    }
}

impl Given {
    /// The same on an administrator's screen.
    fn for_administrator() -> Self {
        Self {
            texts: Texts::english().for_administrator(),
            config: Config {
                mode: Mode::Administrator,
                ..Config::default()
            },
            policy: Policy::default(),
        }
    }

    /// With a policy that says when the mailbox locks.
    fn with_lockout(lockout: Option<Lockout>) -> Self {
        Self {
            policy: Policy {
                lockout,
                ..Policy::default()
            },
            ..Self::default()
        }
    }

    fn wording(&self) -> Wording<'_> {
        Wording {
            texts: &self.texts,
            config: &self.config,
            policy: &self.policy,
        }
    }
}

/// Locks after so many refused sign-ins, for so many seconds.
fn locks(threshold: u32, duration_seconds: Option<u64>) -> Lockout {
    Lockout {
        threshold,
        window_seconds: None,
        duration_seconds,
        recent_passwords_not_counted: None,
        reset_by_success: true,
    }
}

/// An instant on the first day of 1970, which reads as `hour:minute`.
fn at(hour: u32, minute: u32) -> f64 {
    f64::from(hour * 60 + minute) * 60_000.0
}

/// The verdicts on a new password, and what it lacks.
type Judged = (Judgement, Shortfall);

/// The verdicts of a policy on a new password, without a list of common passwords.
fn judged(policy: &Policy, new: &str) -> Judged {
    let candidate = Candidate { new, current: None };
    let judgement = Judgement {
        findings: evaluate(policy, candidate, None),
        ..Judgement::default()
    };
    (judgement, Shortfall::of(policy, new))
}
