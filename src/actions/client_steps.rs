use crate::{model::Client, state::Context, task::spawn};

/// Loads the instructions for a mail client, unless they are there.
pub(crate) fn load_client_steps(cx: Context, client: Client) {
    let is_loaded = |(loaded, _): &(Client, _)| *loaded == client;
    let Some(environment) = cx.environment() else {
        return;
    };
    if cx.client_steps().get_untracked().iter().any(is_loaded) {
        return;
    }
    spawn(async move {
        let loaded = environment.assets.steps(client.id()).await;
        cx.client_steps().update(|all| {
            // Two devices may have requested the same.
            all.retain(|(other, _)| *other != client);
            all.push((client, loaded));
        });
    });
}
