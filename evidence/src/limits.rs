//! How much an agent may follow, so that whatever it reads fits into batches that the panel takes.

use crate::follow::LogSource;
use crate::text::MAX_TEXT;

/// The longest body of a batch, in bytes.
pub const MAX_BODY_BYTES: usize = 512 * 1024;

/// The most sources of one agent.
pub const MOST_SOURCES: usize = 200;

/// The longest name of an agent or of a source, in bytes.
pub const MAX_NAME_BYTES: usize = 1024;

/// The most observations of a batch.
const MOST_OBSERVATIONS: usize = 100;

/// The longest observation in JSON: four texts of [`MAX_TEXT`] characters of four bytes each, an address, and what is around
/// them.
const OBSERVATION_BYTES: usize = 4 * 4 * MAX_TEXT + 1024;

/// The room in a body for what else a batch holds: the agent's name, and the list of parts. A part counts as at least
/// [`LEAST_COST`](crate::follow::LEAST_COST) bytes of a log, so there are 256 at most.
const REST_BYTES: usize = 64 * 1024;

/// Refuses what the panel would not take, or what would not fit into a batch.
///
/// # Errors
/// Words for what is too much, and what to do.
pub fn check_limits(agent: &str, sources: &[LogSource]) -> Result<(), String> {
    observations_of_batch(agent, sources).map(drop)
}

/// How many observations fit into every batch beside the state of these sources.
///
/// # Errors
/// As [`check_limits`].
pub(crate) fn observations_of_batch(agent: &str, sources: &[LogSource]) -> Result<usize, String> {
    const ADVICE: &str =
        "let a second agent, with a name and a state file of its own, follow some of them";
    if sources.len() > MOST_SOURCES {
        return Err(format!(
            "an agent follows {MOST_SOURCES} sources at most, and these are {}: {ADVICE}",
            sources.len()
        ));
    }
    let names = sources.iter().map(|source| source.name.as_str());
    for name in names.clone().chain([agent]) {
        if !is_name(name) {
            return Err(format!(
                "a name of an agent or of a source has 1 to {MAX_NAME_BYTES} bytes, without control characters; this one has \
                 not: {}",
                name.escape_debug().take(60).collect::<String>()
            ));
        }
    }
    let states: usize = names.map(state_bytes).sum();
    let room = MAX_BODY_BYTES.saturating_sub(REST_BYTES + states);
    match room / OBSERVATION_BYTES {
        0 => Err(format!(
            "the names of these sources are too long together: give them shorter ones, or {ADVICE}"
        )),
        observations => Ok(observations.min(MOST_OBSERVATIONS)),
    }
}

/// Whether the panel takes an agent or a source with this name.
fn is_name(name: &str) -> bool {
    (1..=MAX_NAME_BYTES).contains(&name.len()) && !name.contains(char::is_control)
}

/// How long the state of a source with this name can be in JSON, with a problem of [`MAX_TEXT`] characters.
fn state_bytes(name: &str) -> usize {
    let escaped = name.matches(['"', '\\']).count();
    name.len() + escaped + 4 * MAX_TEXT + 256
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Names;
    use crate::sources::Format;
    use crate::time::Zone;

    fn sources(count: usize, name: &str) -> Vec<LogSource> {
        let source = |number| LogSource {
            name: format!("{name}{number}"),
            format: Format::Json,
            path: "mail.log".into(),
            zone: Zone::default(),
            names: Names::default(),
            refusals_are_elsewhere: false,
        };
        (0..count).map(source).collect()
    }

    #[test]
    fn what_the_panel_would_refuse_is_refused_at_the_start() {
        let check = |agent: &str, sources: &[LogSource]| observations_of_batch(agent, sources);
        assert_eq!(check("mail1", &sources(10, "log")), Ok(MOST_OBSERVATIONS));
        let many = check("mail1", &sources(MOST_SOURCES, "/var/log/mail/server.log"));
        assert!(many.is_ok_and(|observations| observations > 20));
        let refused = |agent: &str, sources: &[LogSource], expected: &str| {
            let why = check(agent, sources).unwrap_err();
            assert!(why.contains(expected), "{why}");
        };
        refused(
            "mail1",
            &sources(MOST_SOURCES + 1, "log"),
            "200 sources at most, and these are 201",
        );
        refused("", &sources(1, "log"), "1 to 1024 bytes");
        refused(
            "mail1",
            &sources(1, &"a".repeat(MAX_NAME_BYTES)),
            "1 to 1024 bytes",
        );
        refused("mail1", &sources(1, "a\0"), "1 to 1024 bytes");
        refused(
            "mail1",
            &sources(MOST_SOURCES, &"\\".repeat(1000)),
            "too long together",
        );
    }
}
