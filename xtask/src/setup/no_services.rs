//! Installing packages without starting the services that are in them.

use std::path::PathBuf;

use anyhow::Result;

use crate::process::Run;

/// What Debian's packages ask before they start a service.
const POLICY: &str = "/usr/sbin/policy-rc.d";
/// "Not allowed".
const ANSWER: &str = "#!/bin/sh\nexit 101\n";

/// While this exists, no package that is installed starts a service.
pub(super) struct NoServices {
    /// What to remove in the end.
    file: Option<PathBuf>,
}

impl NoServices {
    /// Answers for the system, unless somebody does already.
    pub(super) fn new() -> Result<Self> {
        let file = PathBuf::from(POLICY);
        if file.exists() {
            return Ok(Self { file: None });
        }
        fs_err::write(&file, ANSWER)?;
        let answer = Self { file: Some(file) };
        Run::new("chmod").args(["755", POLICY]).run()?;
        Ok(answer)
    }
}

impl Drop for NoServices {
    fn drop(&mut self) {
        if let Some(file) = &self.file
            && let Err(error) = fs_err::remove_file(file)
        {
            println!("    remove it by hand: {error}");
        }
    }
}
