//! A configuration file with which the panel works on a controller.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::accounts::{ADMINISTRATORS, SERVICE, SERVICE_PASSWORD, STAFF, principal};
use crate::controller::Controller;
use crate::program::run;

/// What is written into `panel.toml`. Tests change what is to be wrong with it.
#[derive(Clone, Debug)]
pub struct PanelConfiguration {
    /// `directory`.
    pub controllers: Vec<String>,
    /// `directory-ca`; `None`: what the system trusts.
    pub ca: Option<PathBuf>,
    /// `dist`; `None`: a folder with something like the widget.
    pub dist: Option<PathBuf>,
    /// `directory-scope`.
    pub scope: String,
    /// `directory-account`.
    pub account: String,
    /// The first line of the file that `directory-password-file` names.
    pub password: String,
    /// The groups of administrators, and what the members of each look after; `None`: the whole scope.
    pub administrators: Vec<(String, Option<String>)>,
    /// `old-password-minutes`.
    pub old_password_minutes: u32,
    /// The content of the file that `secret-file` names.
    pub secret: String,
    /// Further lines, such as `records = \"/some/file\"`.
    pub more: Vec<String>,
}

impl PanelConfiguration {
    /// One with which the panel works on this controller.
    #[must_use]
    pub fn new(controller: &Controller) -> Self {
        Self {
            controllers: vec![controller.url()],
            ca: Some(controller.authority()),
            dist: None,
            scope: STAFF.to_owned(),
            account: principal(SERVICE),
            password: SERVICE_PASSWORD.to_owned(),
            administrators: vec![(ADMINISTRATORS.to_owned(), None)],
            old_password_minutes: 60,
            // No secret: whoever can run this can read it here.
            secret: "0123456789abcdef0123456789abcdef".to_owned(),
            more: Vec::new(),
        }
    }

    /// Writes it, and the files that it names, into this folder; returns the file for `panel --config`.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn write(&self, folder: &Path) -> Result<PathBuf> {
        fs_err::create_dir_all(folder)?;
        for (name, secret) in [
            ("directory-password", &self.password),
            ("secret", &self.secret),
        ] {
            let file = folder.join(name);
            fs_err::write(&file, secret)?;
            run(Command::new("chmod").arg("600").arg(file))?;
        }
        let dist = folder.join("dist");
        if self.dist.is_none() {
            fs_err::create_dir_all(&dist)?;
            fs_err::write(dist.join("element.js"), "export {};")?;
        }
        let file = folder.join("panel.toml");
        fs_err::write(&file, self.text(self.dist.as_deref().unwrap_or(&dist)))?;
        Ok(file)
    }

    fn text(&self, dist: &Path) -> String {
        let Self {
            controllers,
            ca,
            scope,
            account,
            administrators,
            old_password_minutes,
            more,
            ..
        } = self;
        // A text in quotation marks of Rust is one of TOML too, for names such as these.
        let mut text = format!(
            "dist = {:?}\n\
             directory = {controllers:?}\n\
             directory-scope = {scope:?}\n\
             directory-account = {account:?}\n\
             directory-password-file = \"directory-password\"\n\
             secret-file = \"secret\"\n\
             administrator-sign-ins-per-minute = 1000\n\
             administrator-delay = 0\n\
             old-password-minutes = {old_password_minutes}\n",
            dist.display().to_string()
        );
        if let Some(ca) = ca {
            text += &format!("directory-ca = {:?}\n", ca.display().to_string());
        }
        for line in more {
            text += line;
            text.push('\n');
        }
        for (group, area) in administrators {
            text += &format!("\n[[administrators]]\ngroup = {group:?}\n");
            if let Some(area) = area {
                text += &format!("area = {area:?}\n");
            }
        }
        text
    }
}
