//! The panel's directory on a domain controller of the tests.

use std::sync::Arc;

use ::panel::clock::Clock;
use ::panel::directory::active_directory::{ActiveDirectory, Administrators, Settings};
use ::panel::directory::{
    Attempt, Change, ChangeOutcome, Directory, DirectoryError, Purpose, RequestId, Reset, Role,
    SignIn, Unlock,
};
use domain_tests::Controller;
use domain_tests::accounts::{
    ADMINISTRATORS, PASSWORD, SERVICE, SERVICE_PASSWORD, STAFF, dn, principal,
};

pub(crate) const NEW: &str = "Velvet#Tramway46";
pub(crate) const WRONG: &str = "Never-Was-A-Password-1";

/// How the panel reaches these controllers.
pub(crate) fn settings(controllers: &[&Controller]) -> Settings {
    let urls = controllers
        .iter()
        .map(|controller| controller.url().parse().unwrap())
        .collect();
    Settings {
        ca_file: Some(controllers[0].authority()),
        administrators: vec![Administrators {
            group: ADMINISTRATORS.to_owned(),
            area: STAFF.to_owned(),
        }],
        ..Settings::new(
            urls,
            STAFF.to_owned(),
            principal(SERVICE),
            SERVICE_PASSWORD.to_owned(),
        )
    }
}

/// The directory with these settings.
pub(crate) fn open(settings: Settings) -> ActiveDirectory {
    ActiveDirectory::new(settings, Arc::new(Clock::default())).unwrap()
}

/// The directory on these controllers.
pub(crate) fn directory(controllers: &[&Controller]) -> ActiveDirectory {
    open(settings(controllers))
}

/// A password that somebody tries.
pub(crate) fn attempt(mailbox: &str, password: &str, purpose: Purpose) -> Attempt {
    Attempt {
        mailbox: mailbox.to_owned(),
        password: password.into(),
        client: "test".to_owned(),
        device: None,
        source: None,
        purpose,
    }
}

/// What comes of trying a password: `accepted` with the role, `locked` or `refused`.
pub(crate) async fn sign_in(
    directory: &ActiveDirectory,
    mailbox: &str,
    password: &str,
    purpose: Purpose,
) -> String {
    match directory.sign_in(attempt(mailbox, password, purpose)).await {
        Ok(SignIn::Accepted(account)) => match account.role() {
            Role::Administrator => "accepted administrator".to_owned(),
            Role::User => "accepted".to_owned(),
        },
        Ok(SignIn::Locked(_)) => "locked".to_owned(),
        Ok(SignIn::Refused) => "refused".to_owned(),
        Err(error) => format!("{error:?}"),
    }
}

/// A change of one's own password.
pub(crate) fn change(account: &str, current: &str, new: &str) -> Change {
    Change {
        id: RequestId {
            caller: format!("user:{}", principal(account)),
            mailbox: principal(account),
            key: "0b0f5c9e-5d4c-4c39-9f06-2a4f6f3b8a11".to_owned(),
        },
        session: "session".to_owned(),
        current: current.into(),
        new: new.into(),
        set_before: None,
        set_by_another: None,
        was_begun: false,
        client: "test".to_owned(),
    }
}

/// A change from the first password to the new one.
pub(crate) async fn change_to_new(
    directory: &ActiveDirectory,
    account: &str,
) -> Result<ChangeOutcome, DirectoryError> {
    directory.change(change(account, PASSWORD, NEW)).await
}

/// An administrator's new password.
pub(crate) fn reset(account: &str, new: &str, must_change: bool) -> Reset {
    Reset {
        id: RequestId {
            caller: "administrator:adele@corp.test".to_owned(),
            mailbox: principal(account),
            key: "0b0f5c9e-5d4c-4c39-9f06-2a4f6f3b8a12".to_owned(),
        },
        new: new.into(),
        set_before: None,
        must_change,
        sign_out: false,
        client: "test".to_owned(),
    }
}

/// The end of a lock.
pub(crate) fn unlock(account: &str) -> Unlock {
    Unlock {
        mailbox: principal(account),
        caller: "administrator:adele@corp.test".to_owned(),
        client: "test".to_owned(),
    }
}

/// Signs in to the controller itself: the result code and the number after `data`.
pub(crate) async fn bind(controller: &Controller, account: &str, password: &str) -> String {
    controller.sign_in(&dn(account), password).await.short()
}
