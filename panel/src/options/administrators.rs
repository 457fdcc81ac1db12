//! Who are administrators in a directory.

use serde::Deserialize;

use super::value::Text;

/// A group whose members are administrators.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Administrators {
    /// The group's distinguished name.
    pub group: String,
    /// What they look after: the distinguished name of a unit, or a mail domain; `None`: everything that the panel does.
    pub area: Option<String>,
}

/// The arrow cannot be in a name: there it is written `=\\>`.
impl Text for Administrators {
    fn read(text: &str) -> Result<Self, String> {
        let (group, area) = match text.split_once("=>") {
            Some((group, area)) => (group.trim(), Some(area.trim())),
            None => (text.trim(), None),
        };
        if group.is_empty() || area.is_some_and(str::is_empty) {
            return Err("write GROUP or GROUP => AREA, with their distinguished names".to_owned());
        }
        Ok(Self {
            group: group.to_owned(),
            area: area.map(str::to_owned),
        })
    }
}
