use dom::{Element, html};

use super::field::error_words;
use crate::{
    model::{Field, FieldError},
    state::{ErrorSummary, FormSignals},
    ui::{elements::line_or_hidden, wording::Snapshots},
    words,
};

/// What went wrong, in one place: links to the fields, or a sentence about the form as a whole. It takes the focus.
pub(in crate::ui) fn summary(s: FormSignals) -> Element {
    let cx = s.cx;
    let heading = html::p()
        .class("mbp-notice-heading")
        .attr("id", cx.id("summary-name"))
        .text(move || words::summary_heading(&cx.texts(), s.form.get().summary));
    let links = html::ul()
        .class("mbp-links")
        .attr("hidden", move || {
            Field::ALL.into_iter().all(|field| !is_linked(s, field))
        })
        .children(Field::ALL.map(|field| field_link(s, field)));
    let failure = move || {
        if !is_failed(s) {
            return String::new();
        }
        let (form, change) = (s.form.get(), s.change.get());
        words::summary_failure(
            Snapshots::of(cx).wording(),
            &form.findings,
            change.failure.as_ref(),
        )
    };
    let aside = move || {
        if !is_failed(s) {
            return String::new();
        }
        words::summary_aside(Snapshots::of(cx).wording(), &s.change.get())
    };
    html::div()
        .class("mbp-notice mbp-bad")
        .attr("id", cx.id("summary"))
        .attr("tabindex", "-1")
        .attr("role", "group")
        .attr("aria-labelledby", cx.id("summary-name"))
        .attr("hidden", move || match s.form.get().summary {
            None => true,
            Some(ErrorSummary::Failed) => s.change.get().failure.is_none(),
            Some(ErrorSummary::Stopped) => !s.form.get().errors.has_own(),
        })
        .children([
            heading,
            links,
            line_or_hidden("", failure),
            line_or_hidden("mbp-note", aside),
        ])
}

fn field_link(s: FormSignals, field: Field) -> Element {
    let link = html::a()
        .attr("href", ["#", &s.cx.id(field.id())].concat())
        .on("click", move |event| {
            // Hosts that route by the fragment are left alone.
            event.prevent_default();
            s.cx.focus(field.id());
        })
        .text(move || error_words(s, field));
    html::li()
        .attr("hidden", move || !is_linked(s, field))
        .child(link)
}

/// Whether the summary is about a field's error: what is noticed later is shown at its field alone.
fn is_linked(s: FormSignals, field: Field) -> bool {
    let form = s.form.get();
    let error = form.errors.get(field);
    error.is_some_and(|error| (*error == FieldError::Refused) == is_failed(s))
}

fn is_failed(s: FormSignals) -> bool {
    s.form.get().summary == Some(ErrorSummary::Failed)
}
