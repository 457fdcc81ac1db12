//! Which rows of a list stay where they are when its order changes. Pure.

/// For each row, whether it stays. `origins` says where each was before, if it was there.
///
/// As many stay as possible, because a node that is moved loses the focus, its scroll position, and reloads its frames.
/// The row that has the focus stays in any case; it is asked for only if something has to be moved.
pub(crate) fn put(origins: &[Option<usize>], focused: &dyn Fn() -> Option<usize>) -> Vec<bool> {
    if origins.iter().flatten().is_sorted() {
        return origins.iter().map(Option::is_some).collect();
    }
    let pinned = focused().and_then(|row| Some((row, (*origins.get(row)?)?)));
    let may_stay = |row: usize, origin: usize| {
        pinned.is_none_or(|(pinned_row, pinned_origin)| {
            row.cmp(&pinned_row) == origin.cmp(&pinned_origin)
        })
    };
    // The longest rising row of origins. `ends` has the row with which the best one of each length ends; `before` the
    // row that comes before each in its best one.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut before = vec![None; origins.len()];
    for (row, origin) in origins.iter().enumerate() {
        let Some(origin) = *origin else { continue };
        if !may_stay(row, origin) {
            continue;
        }
        let length = ends.partition_point(|(_, end)| *end < origin);
        if let Some(before) = before.get_mut(row) {
            *before = length.checked_sub(1).and_then(|at| Some(ends.get(at)?.0));
        }
        match ends.get_mut(length) {
            Some(end) => *end = (row, origin),
            None => ends.push((row, origin)),
        }
    }
    let mut stays = vec![false; origins.len()];
    let mut next = ends.last().map(|(row, _)| *row);
    while let Some(row) = next {
        if let Some(stays) = stays.get_mut(row) {
            *stays = true;
        }
        next = before.get(row).copied().flatten();
    }
    stays
}
