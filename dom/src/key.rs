//! Which rows of a list were there before, by their keys. Pure.

use std::hash::{Hash, Hasher};

/// The hash of a key. It decides nothing alone: equal hashes are compared.
pub(crate) fn hash<K: Hash>(key: &K) -> u64 {
    let mut hasher = KeyHasher(0);
    key.hash(&mut hasher);
    hasher.finish()
}

/// For each new row where it was among the old ones; `None` if all is as it was.
///
/// A key that occurs twice is two rows: the first stays the first, and the second the second.
pub(crate) fn origins(
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

/// Where each hash is: chains through buckets, as in any hash table, in the order of the rows.
struct Table {
    first: Vec<Option<usize>>,
    next: Vec<Option<usize>>,
}

impl Table {
    /// The rows from this one on.
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

    /// Takes the first row of this hash that is the same.
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
        // The upper half is the better mixed one.
        (hash >> 32) as usize & (self.first.len() - 1)
    }
}

/// A small hash function of the kind that compilers use; nobody chooses keys to attack it.
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
