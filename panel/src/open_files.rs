//! How many files the system lets the panel have open. A connection is one.

/// What the panel opens beside connections: the store and its journal, controllers, the widget's files, the log.
const RESERVED: u64 = 128;

/// How many connections there can be of those that are asked for, so that there are files left for the rest. The soft
/// limit is raised as far as the system allows.
pub(crate) fn connections_possible(wanted: usize) -> usize {
    let asked = u64::try_from(wanted).unwrap_or(u64::MAX);
    match rlimit::increase_nofile_limit(asked.saturating_add(RESERVED)) {
        Ok(limit) => {
            let possible = possible(wanted, limit);
            if possible < wanted {
                tracing::warn!(
                    wanted,
                    possible,
                    "fewer connections than asked for: the system allows {limit} open files (LimitNOFILE in a unit)"
                );
            }
            possible
        }
        Err(error) => {
            tracing::warn!(%error, "nobody knows how many files the system lets the panel have open");
            wanted
        }
    }
}

fn possible(wanted: usize, limit: u64) -> usize {
    let left = limit.saturating_sub(RESERVED).max(limit / 2).max(1);
    wanted.min(usize::try_from(left).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_left_for_what_is_no_connection() {
        assert_eq!(possible(1024, 20_000), 1024);
        assert_eq!(possible(1024, 1152), 1024);
        assert_eq!(possible(1024, 1024), 896);
        assert_eq!(possible(1024, 64), 32, "half, where there is not enough");
        assert_eq!(possible(1024, 0), 1);
    }
}
