/// Each language's texts that say when something is, and what may stand before a clock time alone: the date is in these
/// two already.
const LANGUAGES: [(&str, &str); 2] = [
    (include_str!("../../../locales/de.json"), "um {time}"),
    (include_str!("../../../locales/en.json"), "at {time}"),
];

#[test]
fn a_text_with_a_time_reads_right_with_a_date_in_its_place() {
    for (file, before_a_clock_time) in LANGUAGES {
        let texts = file
            .lines()
            .filter(|line| line.contains(before_a_clock_time));
        let names: Vec<_> = texts
            .filter_map(|line| line.trim().split('"').nth(1))
            .collect();
        assert_eq!(names, ["today", "yesterday"]);
    }
}
