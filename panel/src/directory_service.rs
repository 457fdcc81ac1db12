//! The directory for asynchronous code: its calls block, so they run on threads of their own.

use std::sync::Arc;
use std::thread::available_parallelism;

use mailbox_password_rules::Policy;

use crate::blocking::BlockingPool;
use crate::directory::{Account, Directory, DirectoryError};

/// The least number of password operations at once; each needs the memory of one hash.
const MIN_PASSWORD_THREADS: usize = 4;

/// The number of look-ups at once.
const LOOKUP_THREADS: usize = 32;

/// A directory with the threads that its calls run on. Copies share both.
#[derive(Clone)]
pub(crate) struct DirectoryService {
    directory: Arc<dyn Directory>,
    /// Password work: memory and processor, so only a few at once.
    passwords: BlockingPool,
    /// Look-ups, which are short.
    lookups: BlockingPool,
}

impl DirectoryService {
    pub(crate) fn new(directory: Arc<dyn Directory>) -> Self {
        let processors = available_parallelism().map_or(1, usize::from);
        Self {
            directory,
            passwords: BlockingPool::new(processors.max(MIN_PASSWORD_THREADS)),
            lookups: BlockingPool::new(LOOKUP_THREADS),
        }
    }

    /// The directory itself, whose calls block: for what comes before serving.
    pub(crate) fn blocking(&self) -> &dyn Directory {
        self.directory.as_ref()
    }

    /// The rules for this account; does not block.
    pub(crate) fn policy(&self, account: &Account) -> Policy {
        self.directory.policy(account)
    }

    /// Looks something up in the directory.
    pub(crate) async fn look_up<T, F>(&self, work: F) -> Result<T, DirectoryError>
    where
        T: Send + 'static,
        F: FnOnce(&dyn Directory) -> Result<T, DirectoryError> + Send + 'static,
    {
        self.run(&self.lookups, work).await
    }

    /// Lets the directory work on a password. Once begun it is finished, even if the browser has disconnected.
    pub(crate) async fn with_password<T, F>(&self, work: F) -> Result<T, DirectoryError>
    where
        T: Send + 'static,
        F: FnOnce(&dyn Directory) -> Result<T, DirectoryError> + Send + 'static,
    {
        self.run(&self.passwords, work).await
    }

    async fn run<T, F>(&self, threads: &BlockingPool, work: F) -> Result<T, DirectoryError>
    where
        T: Send + 'static,
        F: FnOnce(&dyn Directory) -> Result<T, DirectoryError> + Send + 'static,
    {
        let directory = Arc::clone(&self.directory);
        threads.run(move || work(directory.as_ref())).await
    }
}
