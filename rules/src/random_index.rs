/// Uniform indices from random bytes. Drawing always ends: after a limited number of blocks, or at once if the bytes of
/// a block are all the same.
pub(crate) struct RandomIndex<'f> {
    fill: &'f mut dyn FnMut(&mut [u8]),
    blocks_left: u32,
    block: [u8; RandomIndex::BLOCK],
    used: usize,
}

impl<'f> RandomIndex<'f> {
    /// Bytes that are asked for at once.
    pub(crate) const BLOCK: usize = 64;

    /// `fill` overwrites what it is given with random bytes. It is asked for so many blocks at most.
    pub(crate) fn new(fill: &'f mut dyn FnMut(&mut [u8]), blocks: u32) -> Self {
        Self {
            fill,
            blocks_left: blocks,
            block: [0; RandomIndex::BLOCK],
            used: RandomIndex::BLOCK,
        }
    }

    /// An index below `count`, which is 1 to 65,536; `None` when no block is left, or one is not random.
    ///
    /// Two bytes make a number below 65,536, which is rarely a multiple of `count`. The numbers of the incomplete last
    /// part are thrown away: otherwise the first indices would be likelier than the others.
    pub(crate) fn below(&mut self, count: usize) -> Option<usize> {
        let whole = NUMBERS.checked_sub(NUMBERS.checked_rem(count)?)?;
        loop {
            let number = usize::from(u16::from_be_bytes([self.byte()?, self.byte()?]));
            if number < whole {
                return number.checked_rem(count);
            }
        }
    }

    fn byte(&mut self) -> Option<u8> {
        if self.used >= RandomIndex::BLOCK {
            self.blocks_left = self.blocks_left.checked_sub(1)?;
            (self.fill)(&mut self.block);
            if self.block == [self.block[0]; RandomIndex::BLOCK] {
                return None;
            }
            self.used = 0;
        }
        let byte = self.block.get(self.used).copied();
        self.used += 1;
        byte
    }
}

/// Numbers that two bytes can make.
const NUMBERS: usize = 1 << 16;

/// A fixed sequence of well mixed bytes (Marsaglia's xorshift64 with the multiplication of xorshift64*), so that a test
/// that passes once passes always.
#[cfg(test)]
pub(crate) fn repeatable(seed: u64) -> impl FnMut(&mut [u8]) {
    let mut state = seed | 1;
    move |bytes| {
        for byte in bytes {
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            *byte = (state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 56) as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::{vec, vec::Vec};

    use super::{RandomIndex, repeatable};

    /// Draws a thousand times `count` indices, and compares chi-square (`count - 1` degrees of freedom) with its
    /// critical value for p = 0.001.
    fn check(count: usize, critical: f64) {
        let expected = 1_000;
        let mut fill = repeatable(0x6d61_696c);
        let mut index = RandomIndex::new(&mut fill, u32::MAX);
        let mut seen: Vec<i64> = vec![0; count];
        for _ in 0..expected * count {
            seen[index.below(count).unwrap()] += 1;
        }
        let squares: i64 = seen.iter().map(|times| (times - 1_000).pow(2)).sum();
        let chi_square = squares as f64 / expected as f64;
        assert!(chi_square < critical, "{count}: {chi_square} {seen:?}");
    }

    /// Critical values for p = 0.001: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4, up to 100 degrees of
    /// freedom; above, Wilson and Hilferty's approximation.
    #[test]
    fn every_index_is_as_likely_as_any_other() {
        check(2, 10.828);
        check(3, 13.816);
        check(10, 27.877);
        check(34, 63.870);
        check(39, 70.703);
        check(100, 148.230);
        check(200, 266.0);
        check(255, 329.0);
        check(256, 330.5);
        check(1_096, 1_245.0);
    }

    #[test]
    fn a_remainder_alone_would_be_found_out() {
        let mut fill = repeatable(0x6d61_696c);
        let mut bytes = vec![0; 4_000_000];
        fill(&mut bytes);
        let mut seen: Vec<i64> = vec![0; 2_000];
        for pair in bytes.chunks(2) {
            seen[usize::from(u16::from_be_bytes([pair[0], pair[1]])) % 2_000] += 1;
        }
        let squares: i64 = seen.iter().map(|times| (times - 1_000).pow(2)).sum();
        assert!(squares / 1_000 > 2_200, "{}", squares / 1_000);
    }

    #[test]
    fn each_accepted_number_gives_its_remainder_and_the_last_part_is_skipped() {
        let mut next = 0_u16;
        let mut fill = |bytes: &mut [u8]| {
            for pair in bytes.chunks_mut(2) {
                pair.copy_from_slice(&next.to_be_bytes());
                next = next.wrapping_add(1);
            }
        };
        let mut index = RandomIndex::new(&mut fill, (2 << 16) / RandomIndex::BLOCK as u32);
        let drawn: Vec<usize> = core::iter::from_fn(|| index.below(1_096)).collect();
        let expected: Vec<usize> = (0..64_664).map(|number| number % 1_096).collect();
        assert_eq!(drawn, expected);
    }

    #[test]
    fn one_index_is_always_the_first_and_no_index_is_none() {
        let mut fill = repeatable(1);
        let mut index = RandomIndex::new(&mut fill, 1);
        assert_eq!(index.below(1), Some(0));
        assert_eq!(index.below(0), None);
        assert_eq!(index.below(65_537), None);
    }

    #[test]
    fn a_source_that_gives_only_unusable_bytes_comes_to_an_end() {
        let mut asked = 0;
        let mut fill = |bytes: &mut [u8]| {
            asked += bytes.len();
            bytes.fill(255);
            bytes[63] = 254;
        };
        assert_eq!(RandomIndex::new(&mut fill, 7).below(39), None);
        assert_eq!(asked, 7 * RandomIndex::BLOCK);
        let mut stuck = |bytes: &mut [u8]| bytes.fill(7);
        assert_eq!(RandomIndex::new(&mut stuck, 7).below(39), None);
    }
}
