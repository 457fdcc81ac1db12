//! One line of comma-separated values (RFC 4180).

use std::fmt;

use csv_core::{ReadRecordResult, Reader};

/// Splits lines into values. It is kept from one line to the next, because making its tables takes longer than splitting
/// a line; nothing of a line stays in it that counts for a later one.
#[derive(Clone)]
pub(super) struct CsvLine {
    reader: Box<Reader>,
    /// The values without their quotation marks, one after the other.
    values: Vec<u8>,
    /// Where each value ends in `values`.
    ends: Vec<usize>,
}

/// The values of a line.
pub(super) struct Values<'a> {
    values: &'a [u8],
    ends: &'a [usize],
}

impl Default for CsvLine {
    fn default() -> Self {
        Self {
            reader: Box::new(Reader::new()),
            values: Vec::new(),
            ends: Vec::new(),
        }
    }
}

impl fmt::Debug for CsvLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CsvLine")
    }
}

impl CsvLine {
    /// The values of a line, if there are exactly so many; otherwise it was cut, or two writers have mixed.
    pub(super) fn split(&mut self, line: &str, count: usize) -> Option<Values<'_>> {
        let line = line.as_bytes();
        self.reader.reset();
        self.values.resize(line.len() + 1, 0);
        // One more than wanted, so that a line with too many values is not taken for one that fits.
        self.ends.resize(count.checked_add(1)?, 0);
        let (result, read, written, ended) =
            self.reader
                .read_record(line, &mut self.values, &mut self.ends);
        // The reader learns from an empty input that the line ends here.
        let (result, ended) = match result {
            ReadRecordResult::InputEmpty => {
                let values = self.values.get_mut(written..)?;
                let ends = self.ends.get_mut(ended..)?;
                let (result, _, _, last) = self.reader.read_record(&[], values, ends);
                (result, ended + last)
            }
            result => (result, ended),
        };
        let is_whole = result == ReadRecordResult::Record && read == line.len() && ended == count;
        is_whole.then_some(Values {
            values: &self.values,
            ends: self.ends.get(..count)?,
        })
    }
}

impl Values<'_> {
    /// The value in this column, which is counted from 0.
    pub(super) fn get(&self, column: usize) -> Option<&str> {
        let end = *self.ends.get(column)?;
        let start = match column.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        std::str::from_utf8(self.values.get(start..end)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        let mut csv = CsvLine::default();
        // What came before changes nothing.
        for before in ["", "a,\"b", "\"", line] {
            csv.split(before, 2);
            let values = csv.split(line, expected.len()).expect("a whole line");
            let values: Vec<_> = (0..expected.len())
                .map(|column| values.get(column).expect("a value"))
                .collect();
            assert_eq!(values, expected);
        }
        for other in [expected.len() - 1, expected.len() + 1] {
            assert!(csv.split(line, other).is_none(), "{other} values");
        }
    }

    #[test]
    fn values_are_split_at_commas_outside_of_quotation_marks() {
        check("a", &["a"]);
        check("a,b", &["a", "b"]);
        check(",,", &["", "", ""]);
        check("\"a,\"\"b\"\"\",é", &["a,\"b\"", "é"]);
        check("a,\"b", &["a", "b"]);
    }

    #[test]
    fn a_line_that_is_empty_or_two_is_none() {
        let mut csv = CsvLine::default();
        for (line, count) in [("", 0), ("", 1), ("a\rb", 1), ("a,b\rc,d", 2)] {
            assert!(csv.split(line, count).is_none(), "{line:?}");
        }
    }
}
