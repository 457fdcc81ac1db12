//! Endless lines, floods, and clocks.

use super::place::{Place, line, now, numbers};

#[test]
fn a_line_that_is_too_long_is_passed_over() {
    let mut place = Place::new("mail.log");
    place.append("mail.log", &line(1));
    assert_eq!(place.look(), [1]);
    for _ in 0..3 {
        place.append("mail.log", &"x".repeat(100_000));
        assert_eq!(place.look(), [0; 0]);
        place.restart();
    }
    // Its end looks like a line of its own.
    place.append("mail.log", &line(8));
    place.append("mail.log", &line(2));
    assert_eq!(place.look(), [2]);
}

#[test]
fn a_log_without_lines_is_read_without_being_held() {
    let mut place = Place::new("mail.log");
    place.append("mail.log", &"\0".repeat(3_000_000));
    assert_eq!(place.look(), [0; 0]);
    place.append("mail.log", "\n");
    place.append("mail.log", &line(1));
    assert_eq!(place.look(), [1]);
}

#[test]
fn a_look_reads_as_much_as_there_is_room_for() {
    let mut place = Place::new("mail*.log");
    for number in 0..10 {
        place.append(
            if number < 5 { "mail1.log" } else { "mail2.log" },
            &line(number),
        );
    }
    let mut seen = Vec::new();
    for _ in 0..10 {
        let look = place.follower.look(3, 1 << 20, now()).unwrap();
        assert!(numbers(&look).len() <= 3);
        seen.extend(numbers(&look));
        if look.is_caught_up {
            break;
        }
    }
    seen.sort_unstable();
    assert_eq!(seen, (0..10).collect::<Vec<_>>());
    let mut looks = 0;
    for number in 10..20 {
        place.append("mail1.log", &line(number));
    }
    while !place.follower.look(1000, 100, now()).unwrap().is_caught_up {
        looks += 1;
    }
    assert!(looks >= 5, "bytes are limited too: {looks}");
}

#[test]
fn a_clock_that_is_wrong_shows_only_where_a_line_was_just_written() {
    let mut place = Place::new("mail.log");
    place.append("mail.log", &line(1));
    let look = |place: &mut Place, seconds: i64| {
        let now = now() + jiff::SignedDuration::from_secs(seconds);
        place
            .follower
            .look(100, 1 << 20, now)
            .unwrap()
            .clock_is_off_by
    };
    assert_eq!(
        look(&mut place, 0),
        None,
        "who knows since when it is there"
    );
    place.append("mail.log", &line(2));
    assert_eq!(look(&mut place, 1), Some(61));
    place.append("mail.log", &line(3));
    assert_eq!(look(&mut place, 3600), None, "nobody looked for an hour");
    place.append("mail.log", &line(4));
    assert_eq!(look(&mut place, 3601), Some(3661));
}
