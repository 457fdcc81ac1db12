use dom::{Element, html};
use wasm_bindgen::JsValue;

use super::{
    elements::stack,
    icon::{Icon, fixed_icon},
};
use crate::{
    i18n::Key,
    json::Json,
    model::Client,
    state::{Context, client_in_use},
    words::client_key,
};

/// Adds a device by its mail client: a list of all clients, the one of this device first, and **Add**. `id` is the end
/// of the list's id.
pub(super) fn client_chooser(
    cx: Context,
    label: Key,
    id: &'static str,
    choose: impl Fn(Client) + 'static,
) -> Element {
    let here = client_in_use();
    let others = Client::ALL
        .into_iter()
        .filter(move |client| Some(*client) != here);
    let option = |client: Client| {
        html::option().attr("value", client.id()).text(move || {
            let name = cx.text(client_key(client));
            if Some(client) == here {
                return cx.texts().fill(Key::InUse, &[("client", &name)]);
            }
            name
        })
    };
    let nothing = html::option()
        .attr("value", "")
        .text(cx.t(Key::ChooseClient));
    // No form owns it: a form around the element submits nothing of it.
    let select = html::select()
        .class("mbp-select")
        .attr("id", cx.id(id))
        .attr("form", "")
        .child(nothing)
        .children(here.into_iter().chain(others).map(option));
    let label = html::label()
        .class("mbp-label")
        .attr("for", cx.id(id))
        .text(cx.t(label));
    let add = html::button()
        .class("mbp-button")
        .attr("type", "button")
        .child(fixed_icon(Icon::Plus))
        .child(html::span().text(cx.t(Key::Add)))
        .on("click", move |_| {
            let Some(select) = cx.find(id) else { return };
            let select = Json::from(JsValue::from(select));
            match select.property("value").text() {
                Some(chosen) if !chosen.is_empty() => {
                    choose(Client::from_id(&chosen));
                    select.set("value", "");
                }
                Some(_) | None => cx.focus(id),
            }
        });
    stack(
        "mbp-add mbp-no-print",
        [stack("mbp-field", [label, select]), add],
    )
}
