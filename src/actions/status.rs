use crate::{
    state::FormSignals,
    words::{self, Wording},
};

/// Announces what stands below the button: what to correct, or that nothing was changed.
pub(super) fn announce_status(s: FormSignals) {
    let (texts, config, policy) = (s.cx.texts_now(), s.cx.config_now(), s.cx.policy_now());
    let wording = Wording {
        texts: &texts,
        config: &config,
        policy: &policy,
    };
    let (form, judgement) = (s.form().get_untracked(), s.judgement().get_untracked());
    let change = s.change().get_untracked();
    let status = words::form_status(wording, &form, &judgement, &change, false);
    s.cx.announce(words::status_as_text(&texts, &status));
}
