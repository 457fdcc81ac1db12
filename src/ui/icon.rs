use dom::{Claims, Element, svg};

/// A picture of 16 by 16 units, drawn as one line in the text's colour.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Icon {
    Bad,
    Call,
    Check,
    Chevron,
    Clock,
    Copy,
    Devices,
    Eye,
    EyeOff,
    Info,
    Key,
    Laptop,
    Lock,
    Mail,
    Off,
    Ok,
    Phone,
    Plus,
    Ring,
    Scanner,
    Spin,
    Unlock,
    User,
    Warn,
}

impl Icon {
    /// The line: the attribute `d` of an SVG path. `embed/skeleton.js` repeats those of the skeleton.
    pub(super) const fn line(self) -> &'static str {
        match self {
            Self::Bad => "M1.75 8a6.25 6.25 0 1 0 12.5 0 6.25 6.25 0 1 0-12.5 0M8 4.75v4m0 2.4v.1",
            Self::Call => {
                "M3.2 2.2l2.3-.4 1.4 3-1.5 1.3a8 8 0 0 0 4.4 4.4l1.3-1.5 3 1.4-.4 2.3c-.1.6-.6 1-1.2 1C6.7 13.7 2.3 9.3 2.2 3.4c0-.6.4-1.1 1-1.2z"
            }
            Self::Check => "M3 8.5l3.25 3.25L13 5",
            Self::Chevron => "M4.5 6.25 8 9.75l3.5-3.5",
            Self::Clock => "M1.75 8a6.25 6.25 0 1 0 12.5 0 6.25 6.25 0 1 0-12.5 0M8 4.5V8l2.5 1.5",
            Self::Copy => "M5.5 5.5h8v8h-8zm5 0v-3h-8v8h3",
            Self::Devices => "M8 12.25H1.75v-9h10.5v2M10 7.25h4.5v6H10z",
            Self::Eye => {
                "M1.25 8S3.75 3.5 8 3.5 14.75 8 14.75 8 12.25 12.5 8 12.5 1.25 8 1.25 8zM6 8a2 2 0 1 0 4 0 2 2 0 1 0-4 0"
            }
            Self::EyeOff => {
                "M1.25 8S3.75 3.5 8 3.5 14.75 8 14.75 8 12.25 12.5 8 12.5 1.25 8 1.25 8zM6 8a2 2 0 1 0 4 0 2 2 0 1 0-4 0M2.75 13.5l10.5-11"
            }
            Self::Info => "M1.75 8a6.25 6.25 0 1 0 12.5 0 6.25 6.25 0 1 0-12.5 0M8 7.25v4M8 4.9v.1",
            Self::Key => {
                "M2.25 11a2.75 2.75 0 1 0 5.5 0 2.75 2.75 0 1 0-5.5 0M7 9l6-6m-2.5 2.5 2 2"
            }
            Self::Laptop => "M3 3.25h10v7H3zM1 12.75h14",
            Self::Lock => "M3 7h10v7H3zM5.25 7V4.75a2.75 2.75 0 0 1 5.5 0V7",
            Self::Mail => "M1.75 3.5h12.5v9H1.75zM2 4l6 4.75L14 4",
            Self::Off => "M1.75 8a6.25 6.25 0 1 0 12.5 0 6.25 6.25 0 1 0-12.5 0M3.6 12.4l8.8-8.8",
            Self::Ok => "M1.75 8a6.25 6.25 0 1 0 12.5 0 6.25 6.25 0 1 0-12.5 0M5.25 8.25l2 2 3.5-4",
            Self::Phone => "M5.5 1.5h5l1 1v11l-1 1h-5l-1-1v-11zM7.25 12.25h1.5",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Ring => "M1.75 8a6.25 6.25 0 1 0 12.5 0 6.25 6.25 0 1 0-12.5 0",
            Self::Scanner => "M2 9.5h12v4H2zM3.5 9.5 13 3M4.5 11.5h1",
            Self::Spin => "M8 1.75A6.25 6.25 0 1 1 1.75 8",
            Self::Unlock => "M3 7h10v7H3zM5.25 7V4.75a2.75 2.75 0 0 1 5.3-1",
            Self::User => {
                "M5.25 5a2.75 2.75 0 1 0 5.5 0 2.75 2.75 0 1 0-5.5 0M2.5 14c.5-3 2.7-4.5 5.5-4.5s5 1.5 5.5 4.5"
            }
            Self::Warn => "M8 1.75 14.5 13.5h-13zM8 6.25v3.25m0 2v.1",
        }
    }
}

/// An icon that may change. It is for the eye alone: words beside it say the same.
pub(super) fn icon(line: impl Fn() -> Icon + 'static) -> Element {
    claimed_icon(&Claims::none(), "", line)
}

/// An icon that stays.
pub(super) fn fixed_icon(line: Icon) -> Element {
    drawn_icon(&Claims::none(), "", line)
}

/// An icon that stays, and that the loader may have drawn under this key.
pub(super) fn drawn_icon(drawn: &Claims, key: &str, line: Icon) -> Element {
    framed(drawn, key, |path| path.attr("d", line.line()))
}

/// An icon that may change, and that the loader may have drawn under this key.
pub(super) fn claimed_icon(
    drawn: &Claims,
    key: &str,
    line: impl Fn() -> Icon + 'static,
) -> Element {
    framed(drawn, key, |path| path.attr("d", move || line().line()))
}

fn framed(drawn: &Claims, key: &str, draw: impl FnOnce(Element) -> Element) -> Element {
    let path = svg::path().claim(drawn, &[key, "-path"].concat());
    svg::svg()
        .claim(drawn, key)
        .attr("class", "mbp-icon")
        .attr("viewBox", "0 0 16 16")
        // Small also without the style sheet.
        .attr("width", "18")
        .attr("fill", "none")
        .attr("stroke", "currentColor")
        .attr("aria-hidden", "true")
        .child(draw(path))
}
