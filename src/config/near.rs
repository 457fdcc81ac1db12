/// The known name that is nearest to a mistyped one, and how many letters apart they are.
#[must_use]
pub fn nearest<'a>(name: &str, known: &[&'a str]) -> (&'a str, usize) {
    known
        .iter()
        .map(|candidate| (*candidate, distance(name, candidate)))
        .min_by_key(|(_, distance)| *distance)
        .unwrap_or(("", usize::MAX))
}

/// Levenshtein's distance, on bytes: names are ASCII.
fn distance(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.bytes().enumerate() {
        let mut diagonal = i;
        let mut last = i + 1;
        for (cell, b) in row.iter_mut().skip(1).zip(right.bytes()) {
            let best = (diagonal + usize::from(a != b))
                .min(last + 1)
                .min(*cell + 1);
            diagonal = *cell;
            *cell = best;
            last = best;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_the_name_that_was_meant() {
        let known = ["endpoint", "mailbox", "mode"];
        assert_eq!(nearest("endpont", &known), ("endpoint", 1));
        assert_eq!(nearest("mode", &known), ("mode", 0));
        assert_eq!(nearest("", &known), ("mode", 4));
    }
}
