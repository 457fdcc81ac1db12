//! Matching the rows of a list with the previous ones by their keys. Pure.

use std::hash::{Hash, Hasher};

/// The hash of a key. Keys with equal hashes are compared.
pub(crate) fn hash<K: Hash>(key: &K) -> u64 {
    let mut hasher = KeyHasher(0);
    key.hash(&mut hasher);
    hasher.finish()
}

/// For each new row its index among the old ones, if it was there; `None` if nothing has changed.
///
/// If a key occurs more than once, the nth row of the key is matched with the nth of the key.
pub(crate) fn previous_indices(
    old: &[u64],
    new: &[u64],
    is_same: &dyn Fn(usize, usize) -> bool,
) -> Option<Vec<Option<usize>>> {
    let is_same = |at: usize, to: usize| old.get(at) == new.get(to) && is_same(at, to);
    let unchanged = (0..old.len().min(new.len()))
        .take_while(|index| is_same(*index, *index))
        .count();
    if unchanged == old.len() && unchanged == new.len() {
        return None;
    }
    let mut table = Table::new(old, unchanged);
    Some(
        (0..new.len())
            .map(|index| {
                if index < unchanged {
                    Some(index)
                } else {
                    table.take(*new.get(index)?, |at| is_same(at, index))
                }
            })
            .collect(),
    )
}

/// A hash table from keys to rows, with a chain of rows for each bucket.
struct Table {
    first: Vec<Option<usize>>,
    next: Vec<Option<usize>>,
}

impl Table {
    /// A table of the rows from this index on.
    fn new(hashes: &[u64], from: usize) -> Self {
        let mut table = Self {
            first: vec![None; (hashes.len() - from).next_power_of_two()],
            next: vec![None; hashes.len()],
        };
        for (index, hash) in hashes.iter().enumerate().skip(from).rev() {
            let bucket = table.bucket(*hash);
            table.next[index] = table.first[bucket].replace(index);
        }
        table
    }

    /// Takes the first row with this hash that is the same.
    fn take(&mut self, hash: u64, is_same: impl Fn(usize) -> bool) -> Option<usize> {
        let bucket = self.bucket(hash);
        let mut before = None;
        let mut at = self.first[bucket];
        while let Some(index) = at {
            let next = self.next[index];
            if is_same(index) {
                match before {
                    Some(before) => self.next[before] = next,
                    None => self.first[bucket] = next,
                }
                return Some(index);
            }
            before = at;
            at = next;
        }
        None
    }

    fn bucket(&self, hash: u64) -> usize {
        // The upper half is mixed better.
        (hash >> 32) as usize & (self.first.len() - 1)
    }
}

/// A small hash function, as the Rust compiler uses it. Keys are no attacker's choice.
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    /// With a hash that tells few keys apart.
    fn check(old: &[u8], new: &[u8], spread: u32) -> Option<Vec<Option<usize>>> {
        let hashes = |keys: &[u8]| -> Vec<_> {
            let hashes = keys.iter().map(hash);
            hashes
                .map(|hash| hash & !u64::MAX.checked_shr(spread).unwrap_or(0))
                .collect()
        };
        previous_indices(&hashes(old), &hashes(new), &|at, to| old[at] == new[to])
    }

    /// The nth row of a key was the nth of that key.
    fn model(old: &[u8], new: &[u8]) -> Vec<Option<usize>> {
        let mut taken = vec![false; old.len()];
        let find = |key: &u8| {
            let index = (0..old.len()).find(|index| old[*index] == *key && !taken[*index])?;
            taken[index] = true;
            Some(index)
        };
        new.iter().map(find).collect()
    }

    #[test]
    fn the_same_keys_are_no_change() {
        assert_eq!(check(&[], &[], 64), None);
        assert_eq!(check(&[1, 2, 2], &[1, 2, 2], 64), None);
    }

    #[test]
    fn rows_are_found_again_wherever_they_are() {
        assert_eq!(
            check(&[1, 2, 3], &[3, 4, 1], 64),
            Some(vec![Some(2), None, Some(0)])
        );
        assert_eq!(check(&[1, 2], &[], 64), Some(vec![]));
        assert_eq!(check(&[], &[7], 64), Some(vec![None]));
    }

    #[test]
    fn keys_of_several_parts_have_different_hashes() {
        assert_ne!(hash(&("a", "bc")), hash(&("ab", "c")));
        assert_ne!(hash(&1_u64), hash(&2_u64));
        assert_ne!(hash(&"device-1"), hash(&"device-2"));
    }

    proptest! {
        #[test]
        fn rows_are_matched_as_the_model_does(
            old in vec(0_u8..12, 0..24),
            new in vec(0_u8..12, 0..24),
            spread in 1_u32..=64,
        ) {
            let expected = (old != new).then(|| model(&old, &new));
            prop_assert_eq!(check(&old, &new, spread), expected);
        }
    }
}
