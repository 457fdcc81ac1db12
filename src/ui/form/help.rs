use dom::{Element, html};

use super::drawn::DrawnField;
use crate::{
    model::Field,
    state::{FormSignals, HelpKind},
    ui::{
        icon::{Icon, icon},
        wording::Snapshots,
    },
    words::{self, FieldHelp},
};

/// The line below a field: what is wrong, how a generated password is read out, or what helps. It is there from the
/// start, so that nothing moves.
pub(super) fn field_help(s: FormSignals, field: Field) -> Element {
    let drawn = DrawnField::new(s, field);
    let id = [&s.cx.id(field.id()), "-help"].concat();
    let help = move || help(s, field);
    html::p()
        .claim(&drawn.nodes, &drawn.key("help"))
        .class("mbp-help")
        .attr("id", id)
        .attr("data-kind", move || help().kind.map(kind_name))
        .child(kind_icon(move || help().kind))
        .child(
            html::span()
                .claim(&drawn.nodes, &drawn.key("words"))
                .text(move || help().text),
        )
}

fn help(s: FormSignals, field: Field) -> FieldHelp {
    let (form, change) = (s.form().get(), s.change().get());
    if field == Field::New && form.is_generated && form.is_revealed(field) {
        let text = words::read_out(&s.cx.texts(), &s.cx.value(field));
        if !text.is_empty() && form.errors.get(field).is_none() {
            return FieldHelp { kind: None, text };
        }
    }
    let wording = Snapshots::of(s.cx);
    words::field_help(wording.wording(), &form, &change, *s.lock().get(), field)
}

/// As in the style sheet.
pub(in crate::ui) const fn kind_name(kind: HelpKind) -> &'static str {
    match kind {
        HelpKind::Bad => "bad",
        HelpKind::Good => "good",
        HelpKind::Warn => "warn",
    }
}

/// The icon of a line of help; hidden for plain words.
pub(in crate::ui) fn kind_icon(kind: impl Fn() -> Option<HelpKind> + Copy + 'static) -> Element {
    icon(move || match kind() {
        Some(HelpKind::Good) => Icon::Ok,
        Some(HelpKind::Warn) => Icon::Warn,
        Some(HelpKind::Bad) | None => Icon::Bad,
    })
    .attr("hidden", move || kind().is_none())
}
