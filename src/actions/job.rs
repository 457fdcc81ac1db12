use std::time::Duration;

use super::{outcome::answered, session::query_failed};
use crate::{
    api, clock,
    model::{JOB_LIMIT, JobState, Outcome, UnknownCause},
    state::FormSignals,
    task::spawn,
};

/// Between two queries, where the back end does not say: doubled each time, up to the longest. Seconds.
const SHORTEST: u32 = 2;
const LONGEST: u32 = 16;

/// Asks again and again what became of a `202`, until its job has ended or its time is over.
pub(super) fn follow_job(s: FormSignals, retry_after: Option<u32>) {
    ask_later(s, retry_after, SHORTEST, clock::now() + JOB_LIMIT);
}

fn ask_later(s: FormSignals, retry_after: Option<u32>, pause: u32, until: f64) {
    let seconds = retry_after.unwrap_or(pause).clamp(1, 60);
    let ask = move || ask(s, (pause * 2).min(LONGEST), until);
    s.cx.after(Duration::from_secs(seconds.into()), Box::new(ask));
}

fn ask(s: FormSignals, pause: u32, until: f64) {
    let change = s.change().get_untracked();
    let location = change
        .attempt
        .as_ref()
        .and_then(|attempt| attempt.location.clone());
    let environment = s.cx.environment().filter(|_| change.is_pending());
    let (Some(location), Some(environment)) = (location, environment) else {
        return;
    };
    if clock::now() >= until {
        return answered(s, Outcome::Unknown(UnknownCause::JobLost));
    }
    let (config, texts) = (s.cx.config_now(), s.cx.texts_now());
    spawn(async move {
        let answer = api::job(&config, &location, texts.lang(), &environment.abort).await;
        // Another change may have been sent meanwhile.
        if s.change().get_untracked().attempt != change.attempt {
            return;
        }
        match answer {
            Ok(JobState::Ended(outcome)) => answered(s, outcome),
            Ok(JobState::Running(seconds)) => ask_later(s, seconds, pause, until),
            Err(error) => {
                query_failed(s.cx, error, false);
                ask_later(s, None, pause, until);
            }
        }
    });
}
