use dom::{Element, html};
use leptos::prelude::on_cleanup;
use mailbox_password_rules::passwordrules;

use super::{drawn::DrawnField, help::field_help};
use crate::{
    actions,
    config::Mode,
    i18n::Key,
    model::Field,
    state::FormSignals,
    ui::icon::{Icon, claimed_icon},
    words::field_label,
};

/// By which password managers leave a field alone.
const IGNORED_BY_MANAGERS: [(&str, &str); 4] = [
    ("data-1p-ignore", ""),
    ("data-bwignore", ""),
    ("data-form-type", "other"),
    ("data-lpignore", "true"),
];

/// A password field: label, input with *Show*, rules if it has any, and one line of help, which is always there.
///
/// The password stays in the input: no signal, no attribute, no event holds it.
pub(in crate::ui) fn password_field(
    s: FormSignals,
    field: Field,
    rules: Option<Element>,
) -> Element {
    let cx = s.cx;
    let id = cx.id(field.id());
    let drawn = DrawnField::new(s, field);
    let label = html::label()
        .claim(&drawn.nodes, &drawn.key("label"))
        .class("mbp-label")
        .attr("for", id.as_str())
        .text(cx.t(field_label(field)));
    // What is wrong says which rule it is about: one of the two is enough to listen to.
    let has_rules = rules.is_some();
    let help = [&id, "-help"].concat();
    let described = move || match has_rules && !has_error(s, field) {
        true => [&cx.id("rules"), " ", &help].concat(),
        false => help.clone(),
    };
    let control = html::div()
        .claim(&drawn.nodes, &drawn.key("box"))
        .class("mbp-input")
        .child(input(s, field, &id, &drawn).attr("aria-describedby", described))
        .children((cx.mode() == Mode::Administrator).then(|| whole(s, field)))
        .child(reveal_button(s, field, &id, &drawn));
    html::div()
        .claim(&drawn.nodes, field.id())
        .class("mbp-field")
        .attr("data-wrong", move || has_error(s, field))
        .child(label)
        .child(control)
        .children(rules)
        .child(field_help(s, field))
}

/// A generated password in two lines, drawn in place of its input: a long one would not fit into one on a narrow screen.
/// It is for the eye alone.
fn whole(s: FormSignals, field: Field) -> Element {
    let is_shown = move || {
        let form = s.form().get();
        form.is_generated && form.is_revealed(field)
    };
    let value = move || {
        if is_shown() {
            s.cx.value(field)
        } else {
            String::new()
        }
    };
    html::textarea()
        .class("mbp-whole")
        .attr("form", "")
        .attr("readonly", true)
        .attr("tabindex", "-1")
        .attr("aria-hidden", "true")
        .attr("hidden", move || !is_shown())
        .prop("value", value)
}

fn has_error(s: FormSignals, field: Field) -> bool {
    s.form().get().errors.get(field).is_some()
}

fn input(s: FormSignals, field: Field, id: &str, drawn: &DrawnField) -> Element {
    let cx = s.cx;
    on_cleanup(move || cx.forget_input(field));
    let is_admin = cx.mode() == Mode::Administrator;
    let rules = move || match field {
        Field::New if !is_admin => passwordrules(&cx.policy()),
        Field::Current | Field::New | Field::Confirm => None,
    };
    let kind = move || {
        if s.form().get().is_revealed(field) {
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
        .attr("passwordrules", rules)
        .attr("readonly", move || s.is_read_only())
        .attr("data-mono", move || s.form().get().is_generated)
        .on("input", move |_| actions::typed(s, field))
        .on("change", move |_| actions::value_changed(s))
        .on("focus", move |_| actions::field_entered(s, field))
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
    let is_revealed = move || s.form().get().is_revealed(field);
    let name = move || {
        let texts = cx.texts();
        let label = texts.get(field_label(field));
        let key = if is_revealed() {
            Key::HideField
        } else {
            Key::ShowField
        };
        texts.fill(key, &[("field", &label)])
    };
    let eye = move || {
        if is_revealed() {
            Icon::EyeOff
        } else {
            Icon::Eye
        }
    };
    html::button()
        .claim(&drawn.nodes, &drawn.key("toggle"))
        .class("mbp-eye")
        .attr("type", "button")
        .attr("aria-controls", id)
        .attr("aria-label", name)
        .on("click", move |_| actions::toggle_reveal(s, field))
        .child(claimed_icon(&drawn.nodes, &drawn.key("eye"), eye))
}
