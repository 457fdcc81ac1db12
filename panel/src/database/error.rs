//! Why a database did not do what it was asked.

use std::error::Error;

use deadpool_postgres::{HookError, PoolError, TimeoutType};

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

/// What whoever asked is told.
pub(super) fn unavailable(why: &str) -> DirectoryError {
    DirectoryError::Unavailable(format!("the database: {why}"))
}
