//! Logs that grow, are renamed, emptied and replaced.

use std::fs;

use mailbox_password_evidence::Format;

use super::place::{Place, line, now};

#[test]
fn only_whole_lines_are_read_and_each_once() {
    let mut place = Place::new("mail.log");
    assert_eq!(place.look(), [0; 0], "there is no log yet");
    place.append("mail.log", &line(1));
    assert_eq!(place.look(), [1]);
    assert_eq!(place.look(), [0; 0]);
    let (begin, end) = {
        let text = line(2);
        (text[..20].to_owned(), text[20..].to_owned())
    };
    place.append("mail.log", &begin);
    assert_eq!(place.look(), [0; 0]);
    place.restart();
    place.append("mail.log", &(end + &line(3)));
    assert_eq!(place.look(), [2, 3]);
}

#[test]
fn a_renamed_log_is_read_to_its_end_and_the_new_one_from_its_beginning() {
    let mut place = Place::new("mail.log");
    place.append("mail.log", &line(1));
    assert_eq!(place.look(), [1]);
    place.append("mail.log", &line(2));
    place.rename("mail.log", "mail.log.1");
    // The server goes on with the old file until it is told.
    place.append("mail.log.1", &line(3));
    assert_eq!(place.look(), [2, 3]);
    place.append("mail.log.1", &line(4));
    place.append("mail.log", &line(5));
    let mut seen = place.look();
    seen.sort_unstable();
    assert_eq!(seen, [4, 5]);
    place.rename("mail.log.1", "mail.log.2");
    place.rename("mail.log", "mail.log.1");
    place.append("mail.log", &line(6));
    assert_eq!(place.look(), [6]);
}

#[test]
fn a_log_that_was_rotated_while_nobody_looked_is_found_again() {
    let mut place = Place::new("mail.log");
    place.append("mail.log", &line(1));
    assert_eq!(place.look(), [1]);
    place.append("mail.log", &line(2));
    place.rename("mail.log", "mail.log-20261127");
    place.append("mail.log", &line(3));
    place.restart();
    let mut seen = place.look();
    seen.sort_unstable();
    assert_eq!(seen, [2, 3]);
    place.restart();
    assert_eq!(place.look(), [0; 0]);
}

#[test]
fn a_log_that_was_emptied_is_read_from_its_beginning() {
    let mut place = Place::new("mail.log");
    place.append("mail.log", &(line(1) + &line(2)));
    assert_eq!(place.look(), [1, 2]);
    place.write("mail.log", &line(3));
    assert_eq!(place.look(), [3]);
    // By the next look it is longer than it was.
    place.write("mail.log", &(line(4) + &line(5) + &line(6)));
    assert_eq!(place.look(), [4, 5, 6]);
    place.restart();
    place.write("mail.log", "");
    assert_eq!(place.look(), [0; 0]);
    place.append("mail.log", &line(7));
    assert_eq!(place.look(), [7]);
}

#[test]
fn a_log_that_was_replaced_is_read_from_its_beginning() {
    let mut place = Place::new("mail.log");
    place.append("mail.log", &line(1));
    assert_eq!(place.look(), [1]);
    place.append("other", &(line(2) + &line(3)));
    place.rename("other", "mail.log");
    assert_eq!(place.look(), [2, 3]);
}

#[test]
fn a_pattern_follows_a_log_a_day_and_no_compressed_ones() {
    let mut place = Place::new("u_ex*.log*");
    place.append("u_ex261126.log", &line(1));
    place.append("u_ex261126.log.gz", &line(9));
    place.append("other.log", &line(9));
    assert_eq!(place.look(), [1]);
    place.append("u_ex261126.log", &line(2));
    place.append("u_ex261127.log", &line(3));
    let mut seen = place.look();
    seen.sort_unstable();
    assert_eq!(seen, [2, 3]);
    fs::remove_file(place.path("u_ex261126.log")).unwrap();
    place.append("u_ex261127.log", &line(4));
    assert_eq!(place.look(), [4]);
}

#[test]
fn logs_that_begin_with_the_same_columns_are_told_apart() {
    let mut place = Place::of("u_ex*.log", Format::Iis);
    let header = "#Software: IIS\r\n#Fields: date time cs-uri-stem cs-username sc-status\r\n";
    let line = |number| {
        format!("2026-11-27 09:59:0{number} /EWS/Exchange.asmx a{number}@corp.test 200\r\n")
    };
    place.append("u_ex1.log", header);
    place.append("u_ex2.log", header);
    assert_eq!(place.look(), [0; 0]);
    assert_eq!(
        place.follower.positions().len(),
        0,
        "nothing tells them apart yet"
    );
    place.append("u_ex1.log", &line(1));
    place.append("u_ex2.log", &(line(2) + &line(3)));
    let look = place.follower.look(100, 1 << 20, now()).unwrap();
    let mut logs: Vec<_> = look.parts.iter().map(|part| &part.log).collect();
    logs.sort();
    logs.dedup();
    assert_eq!(logs.len(), 2);
    place.restart();
    place.append("u_ex2.log", &line(4));
    assert_eq!(place.look(), [4], "its columns are still known");
}

#[test]
fn a_folder_that_is_not_there_is_an_error_and_changes_nothing() {
    let mut place = Place::new("logs/mail.log");
    assert!(place.follower.look(1, 1, now()).is_err());
    fs::create_dir(place.path("logs")).unwrap();
    place.append("logs/mail.log", &line(1));
    assert_eq!(place.look(), [1]);
    place.rename("logs", "away");
    assert!(place.follower.look(1, 1, now()).is_err());
    place.rename("away", "logs");
    place.append("logs/mail.log", &line(2));
    assert_eq!(place.look(), [2]);
}
