//! The per-user folder of tools: a new clone on the same machine does not pay for them twice.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::{files, lock};

/// The folder of tools.
pub(super) struct Cache {
    tools: PathBuf,
}

impl Cache {
    /// `MAILBOX_PASSWORD_CACHE`, else a folder where this system keeps such things.
    pub(super) fn find() -> Result<Self> {
        let folder = match std::env::var_os("MAILBOX_PASSWORD_CACHE") {
            Some(folder) if !folder.is_empty() => PathBuf::from(folder),
            _ => dirs::cache_dir()
                .context("there is no home folder to keep tools in: set MAILBOX_PASSWORD_CACHE to a folder")?
                .join("mailbox-password"),
        };
        let tools = std::path::absolute(folder)?.join("tools");
        Ok(Self { tools })
    }

    /// The folder of a tool; `id` holds its version. If `proof` is not in it, `install` fills a temporary folder,
    /// which then takes its place in one move: an installation that was cut short leaves nothing that looks finished.
    pub(super) fn tool(
        &self,
        id: &str,
        proof: &str,
        install: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<PathBuf> {
        let folder = self.tools.join(id);
        if folder.join(proof).exists() {
            return Ok(folder);
        }
        let lock = self.tools.join(format!(".{id}.lock"));
        let _lock = lock::hold(&lock, &format!("installing {id}"))?;
        // Another process may have installed it while this one waited.
        if folder.join(proof).exists() {
            return Ok(folder);
        }
        println!("    installing {id} (once for this user)");
        let temporary = self.tools.join(format!(".{id}.new"));
        files::create_empty_folder(&temporary)?;
        let result = install(&temporary).and_then(|()| {
            ensure!(
                temporary.join(proof).exists(),
                "installing {id} ended without {proof}"
            );
            files::remove_folder(&folder)?;
            Ok(fs_err::rename(&temporary, &folder)?)
        });
        if result.is_err() {
            // The reason for the failure is more useful than a failure to tidy up.
            let _ = files::remove_folder(&temporary);
        }
        result.map(|()| folder)
    }
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    fn check(name: &str, act: impl FnOnce(&Cache)) {
        let name = format!("xtask-cache-{name}-{}", std::process::id());
        let tools = std::env::temp_dir().join(name);
        act(&Cache {
            tools: tools.clone(),
        });
        assert!(files::remove_folder(&tools).is_ok());
    }

    #[test]
    fn a_tool_is_installed_once() {
        check("once", |cache| {
            let install = |folder: &Path| files::write(&folder.join("bin/tool"), "x");
            let first = cache.tool("tool-1", "bin/tool", install).ok();
            let second = cache.tool("tool-1", "bin/tool", |_| bail!("again")).ok();
            assert!(first.is_some());
            assert_eq!(first, second);
        });
    }

    #[test]
    fn an_installation_that_fails_leaves_nothing_that_looks_finished() {
        check("fails", |cache| {
            let error = |install: fn(&Path) -> Result<()>| {
                let result = cache.tool("tool-1", "bin/tool", install);
                result.map_err(|error| error.to_string())
            };
            let failed = error(|folder| {
                files::write(&folder.join("bin/tool"), "half")?;
                bail!("no network")
            });
            assert_eq!(failed, Err("no network".to_owned()));
            let expected = "installing tool-1 ended without bin/tool";
            assert_eq!(error(|_| Ok(())), Err(expected.to_owned()));
        });
    }
}
