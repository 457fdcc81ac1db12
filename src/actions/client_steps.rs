use crate::{json::Json, model::Client, state::Context, task::spawn};

/// Loads the instructions for a mail client, unless they are there. If they could not be had, that is tried again.
pub(crate) fn load_client_steps(cx: Context, client: Client) {
    let is_loaded = |(loaded, steps): &(Client, Option<Json>)| *loaded == client && steps.is_some();
    let Some(environment) = cx.environment() else {
        return;
    };
    if cx.client_steps().get_untracked().iter().any(is_loaded) {
        return;
    }
    set(cx, client, None);
    spawn(async move {
        let loaded = environment.assets.steps(client.id()).await;
        set(cx, client, Some(loaded));
    });
}

/// Sets what was loaded for a client; two devices may have requested the same. Without it, it is being loaded.
fn set(cx: Context, client: Client, loaded: Option<Option<Json>>) {
    cx.client_steps().update(|all| {
        all.retain(|(other, _)| *other != client);
        all.extend(loaded.map(|loaded| (client, loaded)));
    });
}
