//! What an operator does to the store from the terminal, whether or not a panel is running on it.

use std::io::BufRead;
use std::path::Path;
use std::sync::Arc;

use mailbox_password_rules::wire::reference;

use crate::brand::Brand;
use crate::clock::Clock;
use crate::directory::embedded::{Embedded, NewMailbox};
use crate::directory::{
    ChangeOutcome, Directory, DirectoryError, Password, RequestId, Reset, Unlock, UnlockOutcome,
    can_sign_in, canonical_address,
};
use crate::mail::{self, Actor, Notice};
use crate::options::{MailOptions, Options, Owner};
use crate::random::random_id;
use crate::setup::{StartError, expect_file, open_embedded};

/// Who did it and where, in the audit trail.
pub(crate) const OPERATOR: &str = "operator";
pub(crate) const CLIENT: &str = "command line";

/// What came of setting a password, beside the password.
#[derive(Debug)]
pub struct PasswordSet {
    /// Whose it is, in the one form of the address.
    pub mailbox: String,
    /// Whether the mailbox is locked all the same.
    pub is_locked: bool,
    /// Whether the owner was told by e-mail, or why not; `None` if no e-mails are sent.
    pub told: Option<Result<(), String>>,
}

/// Adds a mailbox. Its first password is the first line of `input`; the rules apply from the first change on.
///
/// # Errors
/// There is no password, the mailbox is there already, or the store cannot be used.
pub fn add_mailbox(
    options: &Options,
    owner: &Owner,
    input: impl BufRead,
) -> Result<(), StartError> {
    if !can_sign_in(&owner.mailbox) {
        return Err(StartError::MailboxCannotSignIn(owner.mailbox.clone()));
    }
    let password = first_line(input)?;
    let clock = Arc::new(Clock::new(options.clock_file.clone()));
    let directory = open_embedded(options, store(options), Arc::clone(&clock))?;
    let added = directory.add_mailbox(&NewMailbox {
        mailbox: &owner.mailbox,
        role: owner.role,
        display_name: &owner.display_name,
        password: &password,
        password_set_at: clock.now(),
        locked: false,
    });
    if added.map_err(StartError::NotDone)? {
        Ok(())
    } else {
        Err(StartError::MailboxExists(owner.mailbox.clone()))
    }
}

/// Ends the lock of a mailbox.
///
/// # Errors
/// There is no such mailbox, or the store cannot be used.
pub async fn unlock(options: &Options, mailbox: &str) -> Result<(), StartError> {
    let clock = Arc::new(Clock::new(options.clock_file.clone()));
    let unlock = Unlock {
        mailbox: mailbox.to_owned(),
        caller: OPERATOR.to_owned(),
        client: CLIENT.to_owned(),
    };
    let unlocked = open(options, &clock)?.unlock(unlock).await;
    match unlocked.map_err(StartError::NotDone)? {
        UnlockOutcome::MailboxUnknown => Err(StartError::MailboxUnknown(mailbox.to_owned())),
        UnlockOutcome::NotAllowed => {
            let error = DirectoryError::Unavailable("it may not be unlocked".to_owned());
            Err(StartError::NotDone(error))
        }
        UnlockOutcome::Unlocked => Ok(()),
    }
}

/// Sets the password of a mailbox to the first line of `input` and ends its sessions, as a reset by an administrator
/// does: the rules for the password itself apply, and a lock stays. Where e-mails are sent about changes, the owner gets
/// one.
///
/// # Errors
/// There is no password or no such mailbox, the rules refuse it, or the store cannot be used.
pub async fn set_password(
    options: &Options,
    mailbox: &str,
    input: impl BufRead,
) -> Result<PasswordSet, StartError> {
    let clock = Arc::new(Clock::new(options.clock_file.clone()));
    let directory = open(options, &clock)?;
    let new = first_line(input)?;
    let key = random_id()
        .map_err(DirectoryError::from)
        .map_err(StartError::NotDone)?;
    let reset = Reset {
        id: RequestId {
            caller: OPERATOR.to_owned(),
            mailbox: mailbox.to_owned(),
            key: key.clone(),
        },
        new,
        set_before: None,
        must_change: false,
        sign_out: true,
        client: CLIENT.to_owned(),
    };
    let outcome = directory.reset(reset).await;
    let why = match outcome.map_err(StartError::NotDone)? {
        ChangeOutcome::Changed(at) | ChangeOutcome::Repeated(at) => {
            let status = directory.status(mailbox).await;
            let status = status.map_err(StartError::NotDone)?;
            let notice = Notice {
                mailbox: canonical_address(mailbox),
                by: Actor::Operator,
                at,
                reference: reference(&key).to_owned(),
            };
            return Ok(PasswordSet {
                is_locked: status.is_some_and(|status| status.locked),
                told: match &options.mail {
                    Some(mail) => Some(tell(options, mail, &notice).await),
                    None => None,
                },
                mailbox: notice.mailbox,
            });
        }
        ChangeOutcome::MailboxUnknown => {
            return Err(StartError::MailboxUnknown(mailbox.to_owned()));
        }
        ChangeOutcome::Rejected(rules) => {
            let rules: Vec<_> = rules.into_iter().map(|rule| rule.id()).collect();
            format!("it breaks the rules {}", rules.join(", "))
        }
        ChangeOutcome::Busy
        | ChangeOutcome::CurrentIncorrect(_)
        | ChangeOutcome::Locked(_)
        | ChangeOutcome::NotAllowed
        | ChangeOutcome::Reused
        | ChangeOutcome::TooSoon(_) => "somebody else is changing it; try again".to_owned(),
    };
    Err(StartError::PasswordRefused(why))
}

async fn tell(options: &Options, mail: &MailOptions, notice: &Notice) -> Result<(), String> {
    let brand = options.brand.as_deref().map(Brand::read).transpose();
    let brand = brand
        .map_err(|error| error.to_string())?
        .unwrap_or_default();
    mail::send_now(mail, brand.name(), options.help_line.as_deref(), notice).await
}

/// The store that the options name.
fn store(options: &Options) -> &Path {
    options.mailboxes.store().unwrap_or(Path::new(""))
}

/// Opens the store, which is there already.
fn open(options: &Options, clock: &Arc<Clock>) -> Result<Embedded, StartError> {
    expect_file(store(options), options.mailboxes.store_option())?;
    open_embedded(options, store(options), Arc::clone(clock))
}

fn first_line(input: impl BufRead) -> Result<Password, StartError> {
    input
        .lines()
        .next()
        .and_then(Result::ok)
        .filter(|line| !line.is_empty())
        .map(Password::from)
        .ok_or(StartError::NoPassword)
}
