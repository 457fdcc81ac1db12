use std::rc::Rc;

use dom::{Element, html};

use super::drawn::DrawnField;
use crate::{
    config::Mode,
    model::Field,
    state::{FormSignals, HelpKind, LocalSignal},
    ui::{
        icon::{Icon, icon},
        wording::Snapshots,
    },
    words,
};

/// The line below a field: what is wrong, how a generated password is read out, or what helps. It is there from the
/// start, so that nothing moves.
pub(super) fn field_help(s: FormSignals, field: Field) -> Element {
    let drawn = DrawnField::new(s, field);
    let id = [&s.cx.id(field.id()), "-help"].concat();
    let help = LocalSignal::computed(move || {
        let (form, judgement, change) = (s.form().get(), s.judgement().get(), s.change().get());
        // It changes at most key presses, and the other fields have no words about it.
        let shortfall = match field {
            Field::New => s.shortfall().get(),
            Field::Current | Field::Confirm => Rc::default(),
        };
        words::field_help(
            Snapshots::of(s.cx).wording(),
            &form,
            &judgement,
            &shortfall,
            &change,
            *s.lock().get(),
            field,
        )
    });
    let kind = move || match read_out(s, field) {
        Some(_) => None,
        None => help.get().kind,
    };
    html::p()
        .claim(&drawn.nodes, &drawn.key("help"))
        .class("mbp-help")
        .attr("id", id)
        .attr("data-kind", move || kind().map(kind_name))
        .child(kind_icon(kind))
        .child(
            html::span()
                .claim(&drawn.nodes, &drawn.key("words"))
                .text(move || read_out(s, field).unwrap_or_else(|| help.get().text.clone())),
        )
}

/// How a generated password is said, while it is shown. It is made anew each time, because no signal holds a password.
fn read_out(s: FormSignals, field: Field) -> Option<String> {
    if field != Field::New || s.cx.mode() != Mode::Administrator {
        return None;
    }
    let form = s.form().get();
    let is_wanted =
        form.is_generated && form.is_revealed(field) && form.errors.get(field).is_none();
    let text = is_wanted.then(|| words::read_out(&s.cx.texts(), &s.cx.value(field)));
    text.filter(|text| !text.is_empty())
}

/// As in the style sheet.
pub(in crate::ui) const fn kind_name(kind: HelpKind) -> &'static str {
    match kind {
        HelpKind::Bad => "bad",
        HelpKind::Good => "good",
        HelpKind::Warn => "warn",
    }
}

/// The icon of a line of help; the style sheet hides it beside plain words, which have no `data-kind`.
pub(in crate::ui) fn kind_icon(kind: impl Fn() -> Option<HelpKind> + 'static) -> Element {
    icon(move || match kind() {
        Some(HelpKind::Good) => Icon::Ok,
        Some(HelpKind::Warn) => Icon::Warn,
        Some(HelpKind::Bad) | None => Icon::Bad,
    })
}
