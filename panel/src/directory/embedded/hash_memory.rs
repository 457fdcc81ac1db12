//! The memory of hashes. One takes megabytes, and to get those from the system anew for each costs a quarter to a third
//! of its time.

use std::sync::{Mutex, MutexGuard, PoisonError};

use argon2::Block;

/// Memory for hashes. What is in use at once is lent to the next; when nothing is in use, one is kept.
#[derive(Default)]
pub(super) struct HashMemory(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    idle: Vec<Vec<Block>>,
    in_use: usize,
}

impl HashMemory {
    /// Does the work with so many blocks. What was in them does not matter to a hash.
    pub(super) fn with<T>(&self, blocks: usize, work: impl FnOnce(&mut [Block]) -> T) -> T {
        let mut memory = {
            let mut kept = self.lock();
            kept.in_use += 1;
            kept.idle.pop().unwrap_or_default()
        };
        if memory.len() != blocks {
            // Of another cost.
            memory = vec![Block::default(); blocks];
        }
        let done = work(&mut memory);
        let mut kept = self.lock();
        kept.in_use -= 1;
        kept.idle.push(memory);
        if kept.in_use == 0 {
            kept.idle.truncate(1);
            kept.idle.shrink_to_fit();
        }
        done
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_lent_while_it_is_in_use_and_one_piece_is_kept() {
        let memory = HashMemory::default();
        let first = memory.with(8, |outer| {
            memory.with(8, |inner| assert_ne!(outer.as_ptr(), inner.as_ptr()));
            assert_eq!(memory.lock().idle.len(), 1, "for the next one meanwhile");
            outer.as_ptr()
        });
        assert_eq!(memory.lock().idle.len(), 1);
        assert_eq!(memory.lock().in_use, 0);
        let _ = first;
        memory.with(16, |blocks| assert_eq!(blocks.len(), 16, "another cost"));
    }
}
