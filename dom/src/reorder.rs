//! Which rows of a list keep their place when its order changes. Pure.

/// For each row, whether its nodes stay where they are. `previous` has its index before, if it was
/// there.
///
/// As many as possible stay, because a node that is moved loses the focus and its scroll position,
/// and a frame in it is loaded again. The row with the focus stays in any case. It is asked for only
/// if something has to be moved.
pub(crate) fn stable_rows(
    previous: &[Option<usize>],
    focused: &dyn Fn() -> Option<usize>,
) -> Vec<bool> {
    if previous.iter().flatten().is_sorted() {
        return previous.iter().map(Option::is_some).collect();
    }
    let pinned = focused().and_then(|row| Some((row, (*previous.get(row)?)?)));
    let may_stay = |row: usize, index: usize| {
        pinned.is_none_or(|(pinned_row, pinned_index)| {
            row.cmp(&pinned_row) == index.cmp(&pinned_index)
        })
    };
    // The longest increasing subsequence, by patience sorting: `last` has for each length the row
    // with which the best subsequence of that length ends, and `before` the row that precedes each.
    let mut last: Vec<(usize, usize)> = Vec::new();
    let mut before = vec![None; previous.len()];
    for (row, index) in previous.iter().enumerate() {
        let Some(index) = *index else { continue };
        if !may_stay(row, index) {
            continue;
        }
        let length = last.partition_point(|(_, last)| *last < index);
        before[row] = length.checked_sub(1).map(|shorter| last[shorter].0);
        match last.get_mut(length) {
            Some(last) => *last = (row, index),
            None => last.push((row, index)),
        }
    }
    let mut stays = vec![false; previous.len()];
    let mut next = last.last().map(|(row, _)| *row);
    while let Some(row) = next {
        stays[row] = true;
        next = before[row];
    }
    stays
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn stay(previous: &[Option<usize>], focused: Option<usize>) -> Vec<usize> {
        let stays = stable_rows(previous, &|| focused);
        assert_eq!(stays.len(), previous.len());
        let rows = stays.into_iter().enumerate();
        rows.filter_map(|(row, stays)| stays.then_some(row))
            .collect()
    }

    /// The length of the longest increasing subsequence, by the simplest way to find it.
    fn longest(previous: &[Option<usize>]) -> usize {
        let mut best: Vec<usize> = Vec::new();
        for (row, index) in previous.iter().enumerate() {
            let before = (0..row).filter(|before| previous[*before] < *index);
            let length = before.map(|before| best[before]).max().unwrap_or(0);
            best.push(if index.is_some() { length + 1 } else { 0 });
        }
        best.into_iter().max().unwrap_or(0)
    }

    /// Rows of which some were there before, in any order.
    fn rows() -> impl Strategy<Value = Vec<Option<usize>>> {
        vec(any::<bool>(), 0..24).prop_flat_map(|was_there| {
            let count = was_there.iter().filter(|was_there| **was_there).count();
            let indices: Vec<_> = (0..count).map(|index| index * 2).collect();
            Just(indices).prop_shuffle().prop_map(move |indices| {
                let mut indices = indices.into_iter();
                let mut next = |was_there: &bool| was_there.then(|| indices.next()).flatten();
                was_there.iter().map(&mut next).collect()
            })
        })
    }

    #[test]
    fn nothing_is_asked_for_when_nothing_moves() {
        let previous = [Some(0), None, Some(2), Some(5)];
        let stays = stable_rows(&previous, &|| panic!("asked for the focus"));
        assert_eq!(stays, [true, false, true, true]);
    }

    #[test]
    fn one_row_moves_where_one_is_enough() {
        let to_front = [Some(3), Some(0), Some(1), Some(2)];
        assert_eq!(stay(&to_front, None), [1, 2, 3]);
        let to_back = [Some(1), Some(2), Some(3), Some(0)];
        assert_eq!(stay(&to_back, None), [0, 1, 2]);
    }

    #[test]
    fn the_row_with_the_focus_stays_at_any_price() {
        let to_front = [Some(3), Some(0), Some(1), Some(2)];
        assert_eq!(stay(&to_front, Some(0)), [0]);
        let swapped = [Some(1), Some(0)];
        assert_eq!(stay(&swapped, Some(0)), [0]);
        assert_eq!(stay(&swapped, Some(1)), [1]);
    }

    proptest! {
        #[test]
        fn what_stays_is_in_order_and_as_much_as_possible(previous in rows()) {
            let stays = stay(&previous, None);
            let indices: Vec<_> = stays.iter().map(|row| previous[*row]).collect();
            prop_assert!(indices.iter().all(Option::is_some));
            prop_assert!(indices.is_sorted());
            prop_assert_eq!(stays.len(), longest(&previous));
        }

        #[test]
        fn what_stays_with_the_focus_is_in_order_too(previous in rows(), focused in 0_usize..24) {
            let stays = stay(&previous, Some(focused));
            let indices: Vec<_> = stays.iter().map(|row| previous[*row]).collect();
            prop_assert!(indices.iter().all(Option::is_some));
            prop_assert!(indices.is_sorted());
            if previous.get(focused).is_some_and(Option::is_some) {
                prop_assert!(stays.contains(&focused));
            }
        }
    }
}
