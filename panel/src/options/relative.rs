//! Paths in the configuration file, which start where the file is.

use std::path::Path;

use super::given::Given;

impl Given {
    /// The same, with paths that were meant to start in this folder.
    pub(super) fn relative_to(mut self, folder: &Path) -> Self {
        let paths = [
            &mut self.dist,
            &mut self.brand,
            &mut self.store,
            &mut self.policy,
            &mut self.directory_ca,
            &mut self.directory_password_file,
            &mut self.secret_file,
            &mut self.records,
            &mut self.demo_store,
            &mut self.smtp_password_file,
            &mut self.clock_file,
            &mut self.database_ca,
            &mut self.database_password_file,
            &mut self.evidence_store,
            &mut self.evidence_secret_file,
            &mut self.evidence_ca,
            &mut self.evidence_state,
        ];
        let sources = self.evidence_source.iter_mut().flatten();
        let logs = sources.map(|source| &mut source.path);
        for path in paths.into_iter().flatten().chain(logs) {
            *path = folder.join(&*path);
        }
        self
    }
}
