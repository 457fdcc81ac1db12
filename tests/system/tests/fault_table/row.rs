//! A row of the table of faults: what goes wrong, and what has to be true then.

use std::borrow::Cow;

use serde_json::{Value, json};
use system_tests::{Act, CHANGED, NOT_CHANGED, Response, UNKNOWN};

/// What is true after a fault.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    Changed,
    NotChanged,
    Unknown,
}

impl Outcome {
    /// As it is printed.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::NotChanged => "not changed",
            Self::Unknown => "unknown",
        }
    }

    /// The event that tells the page.
    pub(crate) const fn event(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::NotChanged => "failed",
            Self::Unknown => "unknown",
        }
    }

    /// What a person reads in each case.
    pub(crate) const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Changed => &[
                CHANGED,
                "Now enter the new password on every device that uses this mailbox.",
            ],
            Self::NotChanged => &[NOT_CHANGED],
            Self::Unknown => &[
                UNKNOWN,
                "Do not send it again, and do not enter it on your devices yet.",
                "Open webmail",
            ],
        }
    }
}

/// How **Change** is pressed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Press {
    /// By one click.
    Click,
    /// By Enter in a field, held down.
    HeldEnter,
    /// By a script, which has `element`, `form` and `button` in scope.
    Script(&'static str),
}

/// What happens between the request and its answer, which is held meanwhile.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum During {
    /// The browser loses its connection, and gets it back after the answer.
    Offline,
    /// The page is frozen and comes back.
    Frozen,
    /// The page is left, and opened again by **Back**.
    LeftAndBack,
    /// The page is loaded again.
    Reloaded,
    /// A script runs, with `element` in scope.
    Script(&'static str),
}

/// A row of the table.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// What goes wrong.
    pub(crate) name: Cow<'static, str>,
    /// Whether it is in the short form, which runs always.
    pub(crate) is_short: bool,
    /// Answers of the page's own server by route. `{}` stands for the row's own path.
    pub(crate) answers: Vec<(String, Vec<Response>)>,
    /// Where the change is sent, if not to the row's own path.
    pub(crate) endpoint: Option<String>,
    /// What a server without any protocol does, whose address `{raw}` stands for.
    pub(crate) raw: Option<Vec<Act>>,
    /// Further attributes.
    pub(crate) attributes: Vec<(&'static str, String)>,
    /// The property `config`.
    pub(crate) config: Value,
    /// Runs in a page of its own, before its scripts.
    pub(crate) before: Option<&'static str>,
    /// Seconds by which the page's clock is advanced after the press, in a page of its own.
    pub(crate) advance: Option<u32>,
    pub(crate) press: Press,
    pub(crate) during: Option<During>,
    pub(crate) outcome: Outcome,
    /// Further words on the screen.
    pub(crate) words: Vec<&'static str>,
    /// What the console says.
    pub(crate) console: Vec<&'static str>,
    /// Requests by the element.
    pub(crate) requests: usize,
    /// The heading that stands in place of `NOT_CHANGED`.
    pub(crate) is_locked: bool,
    /// Whether the fields are empty afterwards, because the page or the element is another one.
    pub(crate) is_new_form: bool,
    /// Whether held answers are sent after the outcome was told.
    pub(crate) is_late: bool,
    /// Whether the page itself throws.
    pub(crate) page_fails: bool,
    /// Whether others than the element repeat the request on its way.
    pub(crate) is_repeated: bool,
}

/// A fault after which one outcome is true.
pub(crate) fn row(name: impl Into<Cow<'static, str>>, outcome: Outcome) -> Row {
    Row {
        name: name.into(),
        is_short: false,
        answers: Vec::new(),
        endpoint: None,
        raw: None,
        attributes: Vec::new(),
        config: json!({}),
        before: None,
        advance: None,
        press: Press::Click,
        during: None,
        outcome,
        words: Vec::new(),
        console: Vec::new(),
        requests: 1,
        is_locked: false,
        is_new_form: false,
        is_late: false,
        page_fails: false,
        is_repeated: false,
    }
}

impl Row {
    /// In the short form.
    pub(crate) fn short(self) -> Self {
        self.short_if(true)
    }

    /// In the short form, if this holds.
    pub(crate) fn short_if(self, is_short: bool) -> Self {
        Self { is_short, ..self }
    }

    /// The change gets this answer.
    pub(crate) fn answer(self, answer: Response) -> Self {
        self.route("POST {}/password", [answer])
    }

    /// Under another name.
    pub(crate) fn renamed(self, name: String) -> Self {
        let name = name.into();
        Self { name, ..self }
    }

    /// A route of the page's own server gives these answers in turn; the last call counts.
    pub(crate) fn route(
        mut self,
        route: &str,
        answers: impl IntoIterator<Item = Response>,
    ) -> Self {
        self.answers
            .push((route.into(), answers.into_iter().collect()));
        self
    }

    /// The change is sent to another place.
    pub(crate) fn endpoint(self, endpoint: impl Into<String>) -> Self {
        Self {
            endpoint: Some(endpoint.into()),
            ..self
        }
    }

    /// With a server that does this on every connection.
    pub(crate) fn raw(self, acts: &[Act]) -> Self {
        let raw = Some(acts.to_vec());
        Self { raw, ..self }
    }

    /// With an attribute of the element.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// With this property `config`.
    pub(crate) fn config(self, config: Value) -> Self {
        Self { config, ..self }
    }

    /// In a page of its own, in which this script has run before.
    pub(crate) fn before(self, script: &'static str) -> Self {
        Self {
            before: Some(script),
            ..self
        }
    }

    /// In a page of its own, whose clock is advanced after the press.
    pub(crate) fn advance(self, seconds: u32) -> Self {
        Self {
            advance: Some(seconds),
            ..self
        }
    }

    /// Pressed in another way.
    pub(crate) fn press(self, press: Press) -> Self {
        Self { press, ..self }
    }

    /// With this between the request and its answer.
    pub(crate) fn during(self, during: During) -> Self {
        Self {
            during: Some(during),
            ..self
        }
    }

    /// The answer comes after the outcome was told.
    pub(crate) fn late(self) -> Self {
        Self {
            is_late: true,
            ..self
        }
    }

    /// With these words on the screen.
    pub(crate) fn says(mut self, words: &'static str) -> Self {
        self.words.push(words);
        self
    }

    /// With this on the console.
    pub(crate) fn logs(mut self, words: &'static str) -> Self {
        self.console.push(words);
        self
    }

    /// With this alone on the console.
    pub(crate) fn logs_instead(mut self, words: &'static str) -> Self {
        self.console = vec![words];
        self
    }

    /// Nothing is sent.
    pub(crate) fn unsent(self) -> Self {
        Self {
            requests: 0,
            ..self
        }
    }

    /// The mailbox is locked, and that is the heading.
    pub(crate) fn locked(self) -> Self {
        Self {
            is_locked: true,
            ..self
        }
    }

    /// The fields are empty afterwards.
    pub(crate) fn new_form(self) -> Self {
        Self {
            is_new_form: true,
            ..self
        }
    }

    /// The page itself throws.
    pub(crate) fn page_fails(self) -> Self {
        Self {
            page_fails: true,
            ..self
        }
    }

    /// Others repeat the request on its way.
    pub(crate) fn repeated(self) -> Self {
        Self {
            is_repeated: true,
            ..self
        }
    }
}
