//! Whatever happens to a log between two looks, each line is read once. The pattern fits rotated logs too, so also one
//! that was rotated before anybody saw it.

use proptest::prelude::*;

use super::place::{Place, line, now, numbers};

#[derive(Clone, Debug)]
enum Event {
    Append { lines: u32, cut: usize },
    Look { observations: usize },
    Rename,
    Restart,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        (0_u32..4, 0_usize..60).prop_map(|(lines, cut)| Event::Append { lines, cut }),
        (1_usize..5).prop_map(|observations| Event::Look { observations }),
        Just(Event::Rename),
        Just(Event::Restart),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn each_line_is_read_once(events in proptest::collection::vec(event(), 1..40)) {
        let mut place = Place::new("mail.log*");
        let (mut written, mut renamed) = (0, 0);
        let mut rest = String::new();
        let mut seen = Vec::new();
        for event in events {
            match event {
                Event::Append { lines, cut } => {
                    let mut text = std::mem::take(&mut rest);
                    for _ in 0..lines {
                        text += &line(written);
                        written += 1;
                    }
                    // The end of the last line comes with the next ones.
                    rest = text.split_off(text.len() - cut.min(text.len()));
                    if !text.is_empty() {
                        place.append("mail.log", &text);
                    }
                }
                Event::Look { observations } => {
                    let look = place.follower.look(observations, 1 << 20, now()).unwrap();
                    seen.extend(numbers(&look));
                }
                Event::Rename if place.path("mail.log").exists() => {
                    place.append("mail.log", &std::mem::take(&mut rest));
                    renamed += 1;
                    place.rename("mail.log", &format!("mail.log.{renamed}"));
                }
                Event::Rename => {}
                Event::Restart => place.restart(),
            }
        }
        place.append("mail.log", &rest);
        seen.extend(place.look());
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..written).collect::<Vec<_>>());
    }
}
