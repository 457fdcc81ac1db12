//! How a provider makes the panel look like its own: name, mark and accent, from one file.

use std::error;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// The panel's own icon.
const ICON: &str = include_str!("../style/icon.svg");

/// The backgrounds on which the accent must be legible: the page's in the light and in the dark scheme.
const LIGHT_PAGE: Color = Color([0xf3, 0xf4, 0xf7]);
const DARK_CARD: Color = Color([0x16, 0x1a, 0x21]);

/// The share of the accent in the background of a selected entry, as in `panel.css`.
const SOFT: f64 = 0.1;

/// The minimum contrast ratio of text: WCAG 2.2, success criterion 1.4.3.
const LEAST_CONTRAST: f64 = 4.5;

/// A provider's name, mark and accent.
#[derive(Clone, Debug)]
pub struct Brand {
    name: String,
    /// An SVG image.
    mark: Option<String>,
    accent: Option<Accent>,
}

impl Default for Brand {
    fn default() -> Self {
        Self {
            name: "Mailbox panel".to_owned(),
            mark: None,
            accent: None,
        }
    }
}

/// What the file holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BrandFile {
    name: Option<String>,
    /// An SVG file, beside this one.
    mark: Option<PathBuf>,
    accent: Option<AccentFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccentFile {
    light: String,
    dark: String,
}

/// The accent for a light and for a dark page.
#[derive(Clone, Copy, Debug)]
struct Accent {
    light: Color,
    dark: Color,
}

/// Red, green and blue.
#[derive(Clone, Copy, Debug)]
struct Color([u8; 3]);

/// Why a brand cannot be used; it says what to change.
#[derive(Debug)]
pub struct BrandError {
    file: PathBuf,
    why: String,
}

impl fmt::Display for BrandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.display();
        write!(f, "the brand in {file} cannot be used: {}", self.why)
    }
}

impl error::Error for BrandError {}

impl Brand {
    /// Reads `{"name": "…", "mark": "mark.svg", "accent": {"light": "#rrggbb", "dark": "#rrggbb"}}`; each member may be
    /// left out.
    pub fn read(file: &Path) -> Result<Self, BrandError> {
        let failed = |file: &Path, why| BrandError {
            file: file.to_owned(),
            why,
        };
        let text = fs::read_to_string(file).map_err(|error| failed(file, error.to_string()))?;
        let given: BrandFile =
            serde_json::from_str(&text).map_err(|error| failed(file, error.to_string()))?;
        let mark = given.mark.map(|mark| file.with_file_name(mark));
        let mark = mark
            .map(|mark| read_mark(&mark).map_err(|why| failed(&mark, why)))
            .transpose()?;
        let accent = given.accent.map(|accent| accent.check());
        Ok(Self {
            name: given.name.unwrap_or_else(|| Self::default().name),
            mark,
            accent: accent.transpose().map_err(|why| failed(file, why))?,
        })
    }

    /// What the panel is called in the bar and in titles.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Whether the provider has a mark of its own.
    pub(crate) const fn has_mark(&self) -> bool {
        self.mark.is_some()
    }

    /// The mark as an image, or the panel's icon.
    pub(crate) fn icon(&self) -> &str {
        self.mark.as_deref().unwrap_or(ICON)
    }

    /// The CSS that is appended to the style sheets of the pages.
    pub(crate) fn style(&self) -> String {
        self.accent.map_or_else(String::new, |accent| {
            format!(
                ":root {{ --mailbox-password-accent: light-dark({}, {}); }}\n",
                accent.light, accent.dark
            )
        })
    }
}

fn read_mark(file: &Path) -> Result<String, String> {
    let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
    if text.contains("<svg") {
        Ok(text)
    } else {
        Err("it is no SVG image".to_owned())
    }
}

impl AccentFile {
    fn check(&self) -> Result<Accent, String> {
        let color = |text: &str| {
            Color::parse(text).ok_or_else(|| format!("a colour is written #rrggbb, not \"{text}\""))
        };
        let (light, dark) = (color(&self.light)?, color(&self.dark)?);
        for (member, accent, ground, way) in [
            ("light", light, LIGHT_PAGE, "darker"),
            ("dark", dark, DARK_CARD, "lighter"),
        ] {
            let contrast = accent.contrast(ground.mixed(accent, SOFT));
            if contrast < LEAST_CONTRAST {
                return Err(format!(
                    "accent.{member} {accent} can hardly be read: its contrast is {contrast:.1}, at least \
                     {LEAST_CONTRAST} is needed; choose a {way} one"
                ));
            }
        }
        Ok(Accent { light, dark })
    }
}

impl Color {
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| {
            digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
        })?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = value.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// Mixes in this share of another colour.
    fn mixed(self, other: Self, part: f64) -> [f64; 3] {
        let mut mixed = [0.0; 3];
        for ((mixed, own), other) in mixed.iter_mut().zip(self.0).zip(other.0) {
            *mixed = f64::from(own) * (1.0 - part) + f64::from(other) * part;
        }
        mixed
    }

    /// The contrast ratio of WCAG 2.2.
    fn contrast(self, ground: [f64; 3]) -> f64 {
        let (own, ground) = (luminance(self.0.map(f64::from)), luminance(ground));
        (own.max(ground) + 0.05) / (own.min(ground) + 0.05)
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The relative luminance of WCAG 2.2.
fn luminance(channels: [f64; 3]) -> f64 {
    let [red, green, blue] = channels.map(|channel| {
        let part = channel / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.0722f64.mul_add(blue, 0.2126f64.mul_add(red, 0.7152 * green))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Brand, BrandError> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("mark.svg"), "<svg/>").unwrap();
        fs::write(folder.path().join("mark.png"), "PNG").unwrap();
        let file = folder.path().join("brand.json");
        fs::write(&file, text).unwrap();
        Brand::read(&file)
    }

    #[test]
    fn name_mark_and_accent_come_from_one_file() {
        let brand = read(
            r##"{"name":"Example Mail","mark":"mark.svg","accent":{"light":"#7A1FA2","dark":"#d7a6f0"}}"##,
        )
        .unwrap();
        assert_eq!((brand.name(), brand.icon()), ("Example Mail", "<svg/>"));
        assert!(brand.style().contains("light-dark(#7a1fa2, #d7a6f0)"));
        let own = read("{}").unwrap();
        assert!(!own.has_mark() && own.style().is_empty());
        assert_eq!(own.name(), "Mailbox panel");
    }

    #[test]
    fn what_cannot_be_used_is_said() {
        let check = |text, expected: &str| {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{text}: {error}");
        };
        check(r#"{"nam":"x"}"#, "nam");
        check(r#"{"mark":"none.svg"}"#, "none.svg");
        check(r#"{"mark":"mark.png"}"#, "no SVG image");
        check(
            r##"{"accent":{"light":"blue","dark":"#ffffff"}}"##,
            "#rrggbb",
        );
        check(
            r##"{"accent":{"light":"#88aaff","dark":"#ffffff"}}"##,
            "choose a darker one",
        );
        check(
            r##"{"accent":{"light":"#000000","dark":"#333366"}}"##,
            "choose a lighter one",
        );
    }
}
