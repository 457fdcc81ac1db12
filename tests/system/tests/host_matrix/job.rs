//! What is done with the element in each host.

use system_tests::Response;

/// A column of the matrix.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Job {
    /// Typed into the skeleton, while the module is not there and the host renders again.
    Typed,
    /// Changed; the host hears of it.
    Changed,
    /// Refused, corrected and changed.
    Refused,
    /// Moved by the host with something typed in it.
    Moved,
    /// Removed by the host while the request runs, and put back.
    Removed,
    /// Rendered again by the host with something typed in it.
    Rerendered,
    /// The host shows another page, and this one again.
    Navigated,
    /// Refused and changed on a page whose text nodes are replaced, as by a translator.
    Translated,
}

/// A part of a job.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// A script in the page, with [`LIBRARY`](super::page_scripts::LIBRARY) in scope.
    Script(&'static str),
    /// Waits until the change has been received.
    Received,
    /// The browser leaves the page and comes back.
    LeaveAndReturn,
}

/// How a person leaves the page for another one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Navigation {
    /// The browser loads another page.
    Browser,
    /// The host shows another page, and the element is gone with what was typed.
    Removes,
    /// The host shows another page, and takes the element along.
    Keeps,
}

impl Job {
    /// Every job.
    pub(crate) const ALL: [Self; 8] = [
        Self::Typed,
        Self::Changed,
        Self::Refused,
        Self::Moved,
        Self::Removed,
        Self::Rerendered,
        Self::Navigated,
        Self::Translated,
    ];

    /// The head of its column, and its part of the page's address.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Changed => "changed",
            Self::Refused => "refused",
            Self::Moved => "moved",
            Self::Removed => "removed",
            Self::Rerendered => "rerendered",
            Self::Navigated => "navigated",
            Self::Translated => "translated",
        }
    }

    /// What the change is answered, one after the other.
    pub(crate) fn answers(self) -> Vec<Response> {
        let refused = |left: u32| {
            let members = serde_json::json!({ "attemptsLeft": left });
            Response::problem(403, "current-password-incorrect", members)
        };
        match self {
            Self::Refused => vec![refused(4), Response::changed()],
            Self::Removed => vec![Response::changed().held()],
            Self::Translated => vec![refused(2), refused(1), Response::changed()],
            Self::Changed | Self::Moved | Self::Navigated | Self::Rerendered | Self::Typed => {
                vec![Response::changed()]
            }
        }
    }

    /// How often the host hears that the password was changed.
    pub(crate) fn changes(self) -> usize {
        usize::from(self != Self::Removed)
    }

    /// What is done, in order.
    pub(crate) fn steps(self, navigation: Navigation) -> Vec<Step> {
        use Step::{LeaveAndReturn, Received, Script};
        match self {
            Self::Typed => vec![
                Script("await drawn(); fill(); note(); await host.rerender(); same();"),
                Script("releaseModule(); await ready(); same();"),
                Script(CHANGE),
            ],
            Self::Changed => vec![Script("await ready(); fill();"), Script(CHANGE)],
            Self::Refused => vec![
                Script(
                    "await ready(); fill(); press(); await shown(NOT_CHANGED); values([OLD, NEW, NEW]);",
                ),
                Script("type('new', NEW + '!'); type('confirm', NEW + '!');"),
                Script(CHANGE),
            ],
            Self::Moved => vec![
                Script("await ready(); fill(); note(); await host.move(); same(); await moved();"),
                Script(CHANGE),
            ],
            Self::Removed => vec![
                Script("await ready(); fill(); press();"),
                Received,
                Script("await host.remove(); await gone(); await host.putBack();"),
                Script("await shown(UNKNOWN); lacks(CHANGED);"),
            ],
            Self::Rerendered => vec![
                Script("await ready(); fill(); note(); await host.rerender(); same();"),
                Script("await host.rerender(); await turn(); same();"),
                Script(CHANGE),
            ],
            Self::Navigated => {
                let mut steps = match navigation {
                    Navigation::Browser => vec![
                        Script("await ready(); fill();"),
                        LeaveAndReturn,
                        Script("await ready(); fill();"),
                    ],
                    Navigation::Removes => vec![
                        Script("await ready(); fill(); await host.leave(); await gone();"),
                        Script(
                            "await host.comeBack(); await ready(); values(['', '', '']); fill();",
                        ),
                    ],
                    Navigation::Keeps => vec![
                        Script("await ready(); fill(); note(); await host.leave(); same();"),
                        Script("await host.comeBack(); same();"),
                    ],
                };
                steps.push(Script(CHANGE));
                steps
            }
            Self::Translated => vec![
                Script("await ready(); translate(); fill(); press(); await shown('2 tries left');"),
                Script("type('current', OLD); press(); await shown('1 try left');"),
                Script("type('current', OLD);"),
                Script(CHANGE),
            ],
        }
    }
}

/// Presses **Change** and waits for the outcome.
const CHANGE: &str = "press(); await shown(CHANGED);";
