use std::rc::Rc;

use dom::{Element, html};

use super::elements::{button, stack};
use crate::{i18n::Key, model::Client, state::Context, words::client_key};

/// "Where do you read this mail?", or a question like it: a button for each mail client, the one of this device first.
pub(super) fn client_chooser(
    cx: Context,
    question: Key,
    id: &str,
    choose: impl Fn(Client) + 'static,
) -> Element {
    let here = client_in_hand();
    let choose = Rc::new(choose);
    let client_button = |client: Client| {
        let choose = choose.clone();
        let name = move || {
            let name = cx.text(client_key(client));
            if Some(client) == here {
                return cx.texts().fill(Key::ThisDevice, &[("client", &name)]);
            }
            name
        };
        button("mbp-secondary", name).on("click", move |_| choose(client))
    };
    let others = Client::ALL
        .into_iter()
        .filter(|client| Some(*client) != here);
    let buttons = html::div()
        .class("mbp-choices")
        .attr("role", "group")
        .attr("aria-labelledby", cx.id(id))
        .children(here.into_iter().chain(others).map(client_button));
    let question = html::p()
        .class("mbp-label")
        .attr("id", cx.id(id))
        .text(cx.t(question));
    stack("mbp-stack mbp-where", [question, buttons])
}

fn client_in_hand() -> Option<Client> {
    let agent = web_sys::window()?.navigator().user_agent().ok()?;
    // The browser's own search: Rust's would add 2 KB to the first load.
    let agent = js_sys::JsString::from(agent);
    Client::from_user_agent(|name| agent.includes(name, 0))
}
