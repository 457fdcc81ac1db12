//! The per-user folder of tools: a new clone on the same machine does not pay for them twice.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::failure::{During, Failure, Result};
use crate::files;
use crate::lock;
use crate::progress::seconds;

/// The folder of tools.
pub(super) struct Cache {
    tools: PathBuf,
}

impl Cache {
    /// `MAILBOX_PASSWORD_CACHE`, else a folder where this system keeps such things.
    pub(super) fn find() -> Result<Self> {
        let variable = |name| {
            env::var_os(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        let folder = if let Some(folder) = variable("MAILBOX_PASSWORD_CACHE") {
            Some(folder)
        } else if cfg!(windows) {
            variable("LOCALAPPDATA").map(|base| base.join("mailbox-password"))
        } else if cfg!(target_os = "macos") {
            variable("HOME").map(|home| home.join("Library/Caches/mailbox-password"))
        } else {
            variable("XDG_CACHE_HOME")
                .or_else(|| variable("HOME").map(|home| home.join(".cache")))
                .map(|base| base.join("mailbox-password"))
        };
        let folder = folder.ok_or_else(|| {
            Failure::new(
                "there is no home folder to keep tools in: set MAILBOX_PASSWORD_CACHE to a folder",
            )
        })?;
        Ok(Self {
            tools: std::path::absolute(&folder)
                .during("finding the cache")?
                .join("tools"),
        })
    }

    /// The folder of a tool. If `proof` is not in it, `install` fills a temporary folder, which then takes its
    /// place in one move: an installation that was cut short leaves nothing that looks finished.
    pub(super) fn tool(
        &self,
        name: &str,
        version: &str,
        proof: &str,
        install: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<PathBuf> {
        let folder = self.tools.join(format!("{name}-{version}"));
        if folder.join(proof).exists() {
            return Ok(folder);
        }
        files::create_folder(&self.tools)?;
        let lock = self.tools.join(format!(".{name}-{version}.lock"));
        let _lock = lock::hold(&lock, &format!("installing {name}"))?;
        // Another process may have installed it while this one waited.
        if folder.join(proof).exists() {
            return Ok(folder);
        }
        let temporary = self.tools.join(format!(".{name}-{version}.new"));
        files::create_empty_folder(&temporary)?;
        println!("    installing {name} {version} (once for this user)");
        let start = Instant::now();
        let result = install(&temporary).and_then(|()| {
            if temporary.join(proof).exists() {
                Ok(())
            } else {
                Err(Failure::new(format!(
                    "installing {name} {version} ended without {proof}"
                )))
            }
        });
        if result.is_err() {
            // The reason for the failure says more than a failure to tidy up.
            let _ = files::remove_folder(&temporary);
        }
        result?;
        files::remove_folder(&folder)?;
        std::fs::rename(&temporary, &folder).during(format!("moving {name} to its place"))?;
        println!(
            "    installed {name} {version} in {}",
            seconds(start.elapsed())
        );
        Ok(folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, act: impl FnOnce(&Cache)) {
        let folder = env::temp_dir().join(format!("xtask-cache-{name}-{}", std::process::id()));
        act(&Cache {
            tools: folder.clone(),
        });
        assert!(files::remove_folder(&folder).is_ok());
    }

    #[test]
    fn a_tool_is_installed_once() {
        check("once", |cache| {
            let install = |folder: &Path| files::write(&folder.join("bin/tool"), "x");
            let first = cache.tool("tool", "1", "bin/tool", install);
            let second = cache.tool("tool", "1", "bin/tool", |_| Err(Failure::new("again")));
            assert!(first.is_ok());
            assert_eq!(first, second);
        });
    }

    #[test]
    fn an_installation_that_fails_leaves_nothing_that_looks_finished() {
        check("fails", |cache| {
            let failed = cache.tool("tool", "1", "bin/tool", |folder| {
                files::write(&folder.join("bin/tool"), "half")?;
                Err(Failure::new("no network"))
            });
            assert_eq!(failed, Err(Failure::new("no network")));
            let empty = cache.tool("tool", "1", "bin/tool", |_| Ok(()));
            assert_eq!(
                empty,
                Err(Failure::new("installing tool 1 ended without bin/tool"))
            );
        });
    }
}
