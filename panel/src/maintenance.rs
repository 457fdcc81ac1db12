//! What an operator does to the store from the terminal, whether or not a panel is running on it.

use std::io::BufRead;
use std::path::Path;
use std::sync::Arc;

use crate::clock::Clock;
use crate::directory::embedded::{Embedded, NewMailbox};
use crate::directory::{
    ChangeOutcome, Directory, DirectoryError, Password, RequestId, Reset, Unlock, can_sign_in,
};
use crate::options::{Options, Owner};
use crate::random::random_id;
use crate::setup::{StartError, open_embedded};

/// Who did it and where, in the audit trail.
const OPERATOR: &str = "operator";
const CLIENT: &str = "command line";

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
    let directory = open(options, &clock)?;
    let added = directory.add_mailbox(&NewMailbox {
        mailbox: &owner.mailbox,
        role: owner.role,
        display_name: &owner.display_name,
        password: &password,
        password_set_at: clock.now(),
        locked: false,
    })?;
    if added {
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
    match open(options, &clock)?.unlock(unlock).await? {
        true => Ok(()),
        false => Err(StartError::MailboxUnknown(mailbox.to_owned())),
    }
}

/// Sets the password of a mailbox to the first line of `input` and ends its sessions, as a reset by an administrator
/// does: the rules for the password itself apply, and a lock stays. Says whether the mailbox is locked.
///
/// # Errors
/// There is no password or no such mailbox, the rules refuse it, or the store cannot be used.
pub async fn set_password(
    options: &Options,
    mailbox: &str,
    input: impl BufRead,
) -> Result<bool, StartError> {
    let new = first_line(input)?;
    let clock = Arc::new(Clock::new(options.clock_file.clone()));
    let directory = open(options, &clock)?;
    let reset = Reset {
        id: RequestId {
            caller: OPERATOR.to_owned(),
            mailbox: mailbox.to_owned(),
            key: random_id().map_err(DirectoryError::from)?,
        },
        new,
        set_before: None,
        must_change: false,
        sign_out: true,
        client: CLIENT.to_owned(),
    };
    let why = match directory.reset(reset).await? {
        ChangeOutcome::Changed(_) | ChangeOutcome::Repeated(_) => {
            let status = directory.status(mailbox).await?;
            return Ok(status.is_some_and(|status| status.locked));
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

fn open(options: &Options, clock: &Arc<Clock>) -> Result<Embedded, StartError> {
    let store = options.mailboxes.store().unwrap_or(Path::new(""));
    open_embedded(options, store, Arc::clone(clock))
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
