//! Why a database did not do what it was asked.

use std::error::Error;
use std::io;

use deadpool_postgres::{HookError, PoolError, TimeoutType};
use tokio_postgres::error::SqlState;

use crate::directory::DirectoryError;

/// An error of the database, or of the connection to it.
pub(crate) type DatabaseError = tokio_postgres::Error;

/// The reason in one line. What a server says in more detail can hold values of rows, so that is left out.
pub(super) fn describe(error: &DatabaseError) -> String {
    if let Some(said) = error.as_db_error() {
        return format!("{} (SQLSTATE {})", said.message(), said.code().code());
    }
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    text
}

/// Why there is no connection.
pub(super) fn describe_pool(error: &PoolError) -> String {
    match error {
        PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)) => {
            describe(error)
        }
        PoolError::Timeout(TimeoutType::Wait) => "every connection is in use".to_owned(),
        PoolError::Timeout(TimeoutType::Create | TimeoutType::Recycle) => {
            "it does not answer".to_owned()
        }
        PoolError::Closed | PoolError::NoRuntimeSpecified | PoolError::PostCreateHook(_) => {
            error.to_string()
        }
    }
}

/// Whether the server is not there, or not yet: nothing is wrong with what it was asked.
pub(super) fn is_away(error: &PoolError) -> bool {
    let error = match error {
        PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)) => error,
        PoolError::Timeout(TimeoutType::Create) => return true,
        PoolError::Closed
        | PoolError::NoRuntimeSpecified
        | PoolError::PostCreateHook(_)
        | PoolError::Timeout(_) => return false,
    };
    if let Some(code) = error.code() {
        return [
            SqlState::ADMIN_SHUTDOWN,
            SqlState::CRASH_SHUTDOWN,
            SqlState::CANNOT_CONNECT_NOW,
            SqlState::TOO_MANY_CONNECTIONS,
        ]
        .contains(code);
    }
    let io = error
        .source()
        .and_then(|source| source.downcast_ref::<io::Error>());
    // A certificate that is not trusted is invalid data.
    io.is_some_and(|error| {
        !matches!(
            error.kind(),
            io::ErrorKind::InvalidData
                | io::ErrorKind::InvalidInput
                | io::ErrorKind::PermissionDenied
        )
    })
}

/// What whoever asked is told.
pub(super) fn unavailable(why: &str) -> DirectoryError {
    DirectoryError::Unavailable(format!("the database: {why}"))
}
