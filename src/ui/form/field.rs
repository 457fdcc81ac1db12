use dom::{Claims, Element, html};
use mailbox_password_rules::passwordrules;

use crate::{
    actions,
    config::Mode,
    i18n::Key,
    model::Field,
    state::FormSignals,
    ui::{elements::line_while, wording::Snapshots},
    words::{self, field_label},
};

/// By which password managers leave a field alone.
const IGNORED_BY_MANAGERS: [(&str, &str); 4] = [
    ("data-1p-ignore", ""),
    ("data-bwignore", ""),
    ("data-form-type", "other"),
    ("data-lpignore", "true"),
];

/// A password field: label, hints, input, *Show*, a word on Caps Lock, and what is wrong with it.
///
/// The password stays in the input: no signal, no attribute, no event holds it.
pub(in crate::ui) fn password_field(s: FormSignals, field: Field, hints: Vec<Element>) -> Element {
    let cx = s.cx;
    let id = cx.id(field.id());
    let error = html::p()
        .class("mbp-error")
        .attr("id", [&id, "-error"].concat())
        .text_or_hidden(move || error_words(s, field));
    let drawn = DrawnField::new(s, field);
    html::div()
        .claim(&drawn.nodes, field.id())
        .class("mbp-field")
        .attr("data-wrong", move || has_error(s, field))
        .child(
            html::label()
                .claim(&drawn.nodes, &drawn.key("label"))
                .class("mbp-label")
                .attr("for", id.as_str())
                .text(cx.t(field_label(field))),
        )
        .children(hints)
        .child(
            html::div()
                .claim(&drawn.nodes, &drawn.key("box"))
                .class("mbp-input")
                .child(input(s, field, &id, &drawn))
                .child(reveal_button(s, field, &id, &drawn)),
        )
        .child(line_while(
            cx,
            "mbp-note mbp-warn",
            Key::CapsLock,
            move || s.form.get().caps_lock == Some(field),
        ))
        .child(error)
}

/// The nodes of a field that the loader has drawn, by key.
struct DrawnField {
    nodes: Claims,
    field: Field,
}

impl DrawnField {
    fn new(s: FormSignals, field: Field) -> Self {
        Self {
            nodes: s.cx.drawn(),
            field,
        }
    }

    fn key(&self, node: &str) -> String {
        [self.field.id(), "-", node].concat()
    }
}

/// What is wrong with a field, if anything is.
pub(super) fn error_words(s: FormSignals, field: Field) -> String {
    let (form, change) = (s.form.get(), s.change.get());
    let Some(error) = form.errors.get(field) else {
        return String::new();
    };
    words::field_error(
        Snapshots::of(s.cx).wording(),
        &form.findings,
        change.failure.as_ref(),
        field,
        error,
    )
}

fn has_error(s: FormSignals, field: Field) -> bool {
    s.form.get().errors.get(field).is_some()
}

fn input(s: FormSignals, field: Field, id: &str, drawn: &DrawnField) -> Element {
    let cx = s.cx;
    let is_admin = cx.mode() == Mode::Administrator;
    let hints = described_by(s, field);
    let error_id = [id, "-error "].concat();
    let described = move || match has_error(s, field) {
        true => Some([&error_id, hints.as_str()].concat()),
        false => Some(hints.clone()).filter(|hints| !hints.is_empty()),
    };
    let rules = move || match field {
        Field::New if !is_admin => passwordrules(&cx.policy()),
        Field::Current | Field::New | Field::Confirm => None,
    };
    let kind = move || {
        if s.form.get().is_revealed(field) {
            "text"
        } else {
            "password"
        }
    };
    // No `name` and no `maxlength`: an escaped submit carries nothing, and nothing pasted is cut.
    let input = html::input()
        .claim(&drawn.nodes, &drawn.key("input"))
        .class("mbp-control")
        .attr("id", id)
        .attr("type", kind)
        .attr("autocomplete", autocomplete(field, is_admin))
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .attr("dir", "auto")
        .attr("aria-required", "true")
        .attr("aria-invalid", move || {
            has_error(s, field).then_some("true")
        })
        .attr("aria-describedby", described)
        .attr("passwordrules", rules)
        .attr("readonly", move || s.is_read_only())
        .attr("data-mono", move || s.form.get().is_generated)
        .on("input", move |_| actions::typed(s, field))
        .on("blur", move |_| actions::field_left(s, field))
        .on("keydown", move |event| {
            actions::key_pressed(s, field, &event);
        })
        .on("keyup", move |event| actions::key_pressed(s, field, &event));
    // An administrator types somebody else's password: no manager should keep it.
    let ignored: &[(&'static str, &str)] = if is_admin { &IGNORED_BY_MANAGERS } else { &[] };
    ignored
        .iter()
        .fold(input, |input, (name, value)| input.attr(name, *value))
}

/// The ids of what describes a field besides its error.
fn described_by(s: FormSignals, field: Field) -> String {
    let ids: &[&str] = match field {
        Field::New if s.cx.mode() == Mode::Administrator => {
            &["new-hint", "rules", "advice", "read-out"]
        }
        Field::New => &["new-hint", "rules", "advice"],
        Field::Current | Field::Confirm => &[],
    };
    let ids: Vec<_> = ids.iter().map(|id| s.cx.id(id)).collect();
    ids.join(" ")
}

/// Chromium fills in and offers to save whatever is a password, also where it is "off". A one-time code it leaves
/// alone.
const fn autocomplete(field: Field, is_admin: bool) -> &'static str {
    match field {
        _ if is_admin => "one-time-code",
        Field::Current => "current-password",
        Field::New | Field::Confirm => "new-password",
    }
}

fn reveal_button(s: FormSignals, field: Field, id: &str, drawn: &DrawnField) -> Element {
    let cx = s.cx;
    let words = move |hide: Key, show: Key| {
        move || {
            let is_revealed = s.form.get().is_revealed(field);
            let texts = cx.texts();
            let name = texts.get(field_label(field));
            texts.fill(if is_revealed { hide } else { show }, &[("field", &name)])
        }
    };
    html::button()
        .claim(&drawn.nodes, &drawn.key("toggle"))
        .class("mbp-toggle")
        .attr("type", "button")
        .text(words(Key::Hide, Key::Show))
        .attr("aria-controls", id)
        .attr("aria-label", words(Key::HideField, Key::ShowField))
        .on("click", move |_| actions::toggle_reveal(s, field))
}
