use alloc::{string::String, vec::Vec};

/// The most used passwords of eight characters or more. Sources and format: `rules/data/README.md`.
///
/// It stays packed in memory; a look-up walks it once, without building anything.
pub struct CommonPasswords {
    /// Sorted words, one a line: a letter for how many characters are those of the word before (`A` is none), then the
    /// others.
    words: String,
}

impl CommonPasswords {
    /// Characters in the shortest password of the list: about a shorter one it says nothing.
    pub const SHORTEST: usize = 8;

    /// Reads the packed list (`rules/data/common-passwords.txt`, which the widget loads after its first load).
    /// A damaged list, or something else in its place, gives `None`.
    #[must_use]
    pub fn unpack(packed: &str) -> Option<Self> {
        let (count, words) = packed.split_once('\n')?;
        let mut missing: usize = count.parse().ok()?;
        let mut previous = Vec::new();
        for line in lines(words.strip_suffix('\n')?) {
            let (shared, rest) = entry(line)?;
            follows(&previous, shared, rest).then_some(())?;
            previous.truncate(shared);
            previous.extend_from_slice(rest);
            missing = missing.checked_sub(1)?;
        }
        (missing == 0).then(|| Self {
            words: String::from(words),
        })
    }

    /// The list compiled in: for back ends, which should refuse what the widget says they refuse.
    #[cfg(feature = "bundled-common")]
    #[must_use]
    pub fn bundled() -> Self {
        const PACKED: &str = include_str!("../data/common-passwords.txt");
        let words = PACKED.split_once('\n').map_or("", |(_, words)| words);
        Self {
            words: String::from(words),
        }
    }

    /// Whether the whole password, whatever its case, is on the list.
    #[must_use]
    pub fn contains(&self, password: &str) -> bool {
        if password.len() < Self::SHORTEST {
            return false; // without the walk
        }
        let mut wanted = password.as_bytes();
        let mut matched = 0;
        for line in lines(&self.words) {
            let Some((shared, rest)) = entry(line) else {
                return false;
            };
            if shared < matched {
                return false; // sorted: this word and all after it come after the password
            }
            if shared > matched {
                continue; // differs from the password where the word before did
            }
            let same = shared_ignoring_case(rest, wanted);
            matched += same;
            wanted = wanted.get(same..).unwrap_or_default();
            if same == rest.len() && wanted.is_empty() {
                return true;
            }
        }
        false
    }
}

/// The lines of the list, as bytes. It is searched at each key press, and bytes are faster to compare than characters.
fn lines(words: &str) -> impl Iterator<Item = &[u8]> {
    words.as_bytes().split(|byte| *byte == b'\n')
}

/// A line's two parts: how many characters of the word before are kept, and those that follow them.
fn entry(line: &[u8]) -> Option<(usize, &[u8])> {
    let (shared, rest) = line.split_first()?;
    Some((usize::from(shared.checked_sub(b'A')?), rest))
}

/// Whether the entry keeps as much of the word before as it can, and comes after it.
fn follows(previous: &[u8], shared: usize, rest: &[u8]) -> bool {
    let in_order = match (previous.get(shared), rest.first()) {
        (Some(before), Some(after)) => before < after,
        (None, Some(_)) => shared == previous.len(),
        (_, None) => false,
    };
    in_order && rest.iter().all(|byte| matches!(byte, b' '..=b'~'))
}

fn shared_ignoring_case(one: &[u8], other: &[u8]) -> usize {
    one.iter()
        .zip(other)
        .take_while(|(one, other)| one.eq_ignore_ascii_case(other))
        .count()
}
