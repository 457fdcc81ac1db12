//! The mail servers' logs, for an administrator: which are followed, how each is, and when it was last heard of.

use maud::{Markup, html};

use super::evidence::off_by;
use super::icons::Icon;
use super::mailbox::notice;
use super::mailbox_state::{PillKind, pill, time};
use super::table::table;
use crate::evidence::{Source, SourceHealth};
use crate::panel::Panel;

/// The logs that agents follow, as far as they are known.
pub(super) enum Logs {
    /// The panel keeps no evidence of devices.
    NotKept,
    /// What the agents told cannot be read now.
    Unavailable,
    /// Those that are not up to date come first.
    Known(Vec<(Source, SourceHealth)>),
}

impl Logs {
    /// As they are now.
    pub(super) async fn read(panel: &Panel) -> Self {
        let Some(evidence) = &panel.evidence else {
            return Self::NotKept;
        };
        match evidence.sources().await {
            Ok(mut sources) => {
                sources.sort_by_key(|(_, health)| *health == SourceHealth::UpToDate);
                Self::Known(sources)
            }
            Err(error) => {
                tracing::error!(error = error.reason(), "the agents' sources cannot be read");
                Self::Unavailable
            }
        }
    }

    /// Whether refusals may be missing from what is known.
    fn has_gaps(&self) -> bool {
        match self {
            Self::NotKept => false,
            Self::Unavailable => true,
            Self::Known(sources) => sources
                .iter()
                .any(|(_, health)| *health != SourceHealth::UpToDate),
        }
    }
}

/// For the administration's first page: that logs are not up to date, if so.
pub(super) fn gaps(logs: &Logs) -> Markup {
    html! {
        @if logs.has_gaps() {
            (notice("warning", Icon::Warning, &html! {
                p.panel-strong { "Not every mail server’s log is up to date" }
                p { a.panel-link href="/admin/activity" { "Which log, and since when" } }
            }))
        }
    }
}

/// A card with the logs that agents follow, and how each is. It is brought up to date by the panel's script.
pub(super) fn sources(logs: &Logs) -> Markup {
    html! {
        @if !matches!(logs, Logs::NotKept) {
            section.panel-card.panel-wide.panel-stack #sources data-live data-ages aria-labelledby="logs" {
                h2.panel-h2 #logs { "Mail servers’ logs" }
                @match logs {
                    Logs::Known(sources) if sources.is_empty() => p.panel-muted {
                        "No agent has reported in the last 30 days. Start one on each mail server with "
                        code.panel-code { "panel evidence" }
                        ": the lists of devices are made of what it reads there."
                    },
                    Logs::Known(sources) => {
                        p {
                            @if logs.has_gaps() {
                                "While one of them is not up to date, a refused device may be missing, and no page says "
                                "that it is safe to unlock."
                            } @else {
                                "All of them are up to date."
                            }
                        }
                        (source_table(sources))
                    },
                    Logs::NotKept | Logs::Unavailable => p {
                        "What the agents told cannot be read now. Passwords can be changed all the same. If it stays so, "
                        "the panel’s log says why."
                    },
                }
            }
        }
    }
}

fn source_table(sources: &[(Source, SourceHealth)]) -> Markup {
    let rows = html! {
        @for (source, health) in sources {
            tr {
                th scope="row" {
                    span.panel-strong { (source.name) } " "
                    small { "Agent " (source.agent) }
                }
                td { (state(source, *health)) }
                td {
                    small.panel-when { "Last heard of" }
                    (time(source.heard_at))
                }
            }
        }
    };
    let caption = "Logs that agents on mail servers follow";
    table(caption, &["Log", "State", "Last heard of"], &rows)
}

/// How a log is, and what to do about it.
fn state(source: &Source, health: SourceHealth) -> Markup {
    let warning = |words| pill(PillKind::Warning, Icon::Warning, &html! { (words) });
    html! {
        @match health {
            SourceHealth::ClockIsOff(seconds) => {
                (warning("Wrong times")) " "
                small { "They are " (off_by(seconds)) ". Set the log’s time zone or the server’s clock." }
            }
            SourceHealth::NotReadable => {
                (warning("Cannot be read")) " "
                small { (source.problem.as_deref().unwrap_or_default()) }
            }
            SourceHealth::Reading => {
                (pill(PillKind::Quiet, Icon::Clock, &html! { "Still being read" }))
            }
            SourceHealth::Silent => {
                (warning("Not heard of")) " "
                small {
                    "Start the agent again. If its server is gone, forget it at the terminal: "
                    code.panel-code { "panel evidence-forget " (in_command(&source.agent)) }
                }
            }
            SourceHealth::UpToDate => (pill(PillKind::Quiet, Icon::Check, &html! { "Up to date" })),
        }
    }
}

/// An agent's name for a command to copy. An agent chooses its own: one with characters that a shell interprets is not
/// shown there.
fn in_command(agent: &str) -> &str {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    match agent.bytes().all(is_plain) {
        true => agent,
        false => "NAME",
    }
}
