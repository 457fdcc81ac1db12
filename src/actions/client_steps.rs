use crate::{
    model::Client,
    state::{ClientSteps, Context, LocalSignal},
    task::spawn,
};

/// Loads the instructions for a mail client, unless they are there.
pub(crate) fn load_client_steps(cx: Context, steps: LocalSignal<ClientSteps>, client: Client) {
    let is_loaded = |(loaded, _): &(Client, _)| *loaded == client;
    let Some(environment) = cx.environment() else {
        return;
    };
    if steps.get_untracked().iter().any(is_loaded) {
        return;
    }
    spawn(async move {
        let loaded = environment.assets.steps(client.id()).await;
        steps.update(|all| {
            // Two devices may have requested the same.
            all.retain(|(other, _)| *other != client);
            all.push((client, loaded));
        });
    });
}
