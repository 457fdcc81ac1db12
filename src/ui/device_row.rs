//! The parts of one compact row for a device: in the list after a change, and in the recovery.

use dom::{Element, html};

use super::{
    client_steps::{Purpose, steps},
    elements::stack,
    icon::{Icon, fixed_icon, icon},
    window_listener::listen_to_window,
};
use crate::{
    actions,
    i18n::Key,
    model::Client,
    state::{Context, LocalSignal},
    words::PillKind,
};

/// A list of rows. `fold` is called when something else was focused or pressed.
pub(super) fn device_list(cx: Context, fold: impl Fn() + Copy + 'static) -> Element {
    listen_to_window("pointerup", Box::new(move |_| fold()));
    html::ul()
        .class("mbp-devices")
        .attr("role", "list")
        .attr("aria-label", cx.t(Key::Devices))
        .on("focusout", move |_| fold())
}

/// The picture in front of a row.
pub(super) fn device_icon(line: impl Fn() -> Icon + 'static) -> Element {
    html::span().class("mbp-device-icon").child(icon(line))
}

/// The picture of a client.
pub(super) const fn client_icon(client: Client) -> Icon {
    match client {
        Client::IosMail | Client::Android | Client::SamsungEmail | Client::OutlookMobile => {
            Icon::Phone
        }
        Client::SmtpSender => Icon::Scanner,
        Client::OutlookWindows
        | Client::OutlookMac
        | Client::AppleMail
        | Client::Thunderbird
        | Client::Other => Icon::Laptop,
    }
}

/// What a device is called, and its mail program.
pub(super) fn device_name(
    name: impl Fn() -> String + 'static,
    program: impl Fn() -> String + 'static,
) -> Element {
    html::p()
        .class("mbp-device-name")
        .child(html::strong().text(name))
        .child(html::span().text_or_hidden(move || spaced(&program())))
}

/// A text with a space in front; nothing for nothing.
fn spaced(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        [" ", text].concat()
    }
}

/// A device's state in words and colour.
pub(super) fn pill(state: impl Fn() -> (PillKind, String) + Copy + 'static) -> Element {
    let kind = move || state().0;
    html::span()
        .class("mbp-pill")
        .attr("data-kind", move || match kind() {
            PillKind::Good => Some("good"),
            PillKind::Aside | PillKind::Plain => None,
            PillKind::Warn => Some("warn"),
        })
        .child(icon(move || match kind() {
            PillKind::Aside => Icon::Off,
            PillKind::Good => Icon::Check,
            PillKind::Plain => Icon::Clock,
            PillKind::Warn => Icon::Warn,
        }))
        .child(html::span().text(move || state().1))
}

/// A button with a short label; who hears it alone is also told of which device.
pub(super) fn device_button(
    label: impl Fn() -> String + 'static,
    name: impl Fn() -> String + 'static,
) -> Element {
    let of_device = html::span()
        .class("mbp-hidden")
        .text(move || [": ", &name()].concat());
    html::button()
        .attr("type", "button")
        .child(html::span().text(label))
        .child(of_device)
}

/// *How to*, and the instructions that it unfolds. Unfolding one folds no other.
pub(super) fn how_to(
    cx: Context,
    client: Client,
    purpose: Purpose,
    panel_id: String,
    name: impl Fn() -> String + 'static,
    rest: Element,
) -> [Element; 2] {
    let is_open = LocalSignal::new(false);
    let button = html::button()
        .class("mbp-how mbp-muted")
        .attr("type", "button")
        .attr("aria-controls", panel_id.as_str())
        .attr("aria-expanded", move || is_open.get().to_string())
        .child(fixed_icon(Icon::Chevron))
        .child(html::span().text(cx.t(Key::HowTo)))
        .child(
            html::span()
                .class("mbp-hidden")
                .text(move || [": ", &name()].concat()),
        )
        .on("click", move |_| {
            is_open.set(!*is_open.get_untracked());
            actions::load_client_steps(cx, client);
        });
    let panel = stack(
        "mbp-device-more mbp-small",
        [steps(cx, client, purpose), rest],
    )
    .attr("id", panel_id)
    .attr("hidden", move || !*is_open.get());
    [button, panel]
}
