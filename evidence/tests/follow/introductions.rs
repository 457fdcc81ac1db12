//! Mail programs that say what they are only after they have signed in.

use jiff::{SignedDuration, Timestamp};
use mailbox_password_evidence::Format;

use super::place::{Place, now};

fn login(session: &str) -> String {
    format!(
        "Nov 27 10:00:00 imap-login: Info: Login: user=<alice@corp.test>, method=PLAIN, rip=192.0.2.9, lip=192.0.2.1, mpid=1, session=<{session}>\n"
    )
}

fn introduction(session: &str, name: &str) -> String {
    format!(
        "Nov 27 10:00:00 imap(alice@corp.test)<1><{session}>: Info: ID sent: name={name}, version=1\n"
    )
}

fn refusal(session: &str) -> String {
    format!(
        "Nov 27 10:00:01 auth: Info: ldap(alice@corp.test,192.0.2.9,<{session}>): Password mismatch (for LDAP bind)\n"
    )
}

fn after(millis: i64) -> Timestamp {
    now() + SignedDuration::from_millis(millis)
}

/// The programs of the sign-ins that a look finds, so long after the first one.
fn look(place: &mut Place, millis: i64) -> Vec<String> {
    let look = place.follower.look(1000, 1 << 30, after(millis)).unwrap();
    assert!(look.is_caught_up);
    let placed = look.parts.into_iter().flat_map(|part| part.observations);
    placed.map(|placed| placed.observation.client).collect()
}

const NOBODY: [&str; 0] = [];

#[test]
fn a_sign_in_has_the_name_that_its_program_says_afterwards() {
    let mut place = Place::of("dovecot.log", Format::Dovecot);
    for (session, name) in [("a", "Thunderbird"), ("b", "Other"), ("c", "Thunderbird")] {
        place.append("dovecot.log", &login(session));
        place.append("dovecot.log", &introduction(session, name));
    }
    let names = ["Thunderbird", "Other", "Thunderbird"];
    let names = names.map(|name| format!("name={name}, version=1"));
    assert_eq!(look(&mut place, 0), names);
}

#[test]
fn a_sign_in_at_the_end_of_the_log_waits_a_moment_for_its_name() {
    let mut place = Place::of("dovecot.log", Format::Dovecot);
    place.append("dovecot.log", &login("a"));
    assert_eq!(look(&mut place, 0), NOBODY);
    assert_eq!(look(&mut place, 500), NOBODY);
    place.append("dovecot.log", &introduction("a", "Thunderbird"));
    assert_eq!(look(&mut place, 999), ["name=Thunderbird, version=1"]);
    assert_eq!(look(&mut place, 1500), NOBODY, "it is read once");
}

#[test]
fn a_program_that_says_nothing_delays_what_follows_by_no_more_than_a_moment() {
    let mut place = Place::of("dovecot.log", Format::Dovecot);
    place.append("dovecot.log", &login("a"));
    assert_eq!(look(&mut place, 0), NOBODY);
    for number in 0..100 {
        place.append("dovecot.log", &login(&format!("s{number}")));
    }
    place.append("dovecot.log", &refusal("a"));
    assert_eq!(look(&mut place, 500), NOBODY);
    assert_eq!(look(&mut place, 1000).len(), 1, "the first has waited");
    place.append("dovecot.log", &login("b"));
    assert_eq!(look(&mut place, 1500).len(), 101, "all of them together");
    assert_eq!(look(&mut place, 2500), [""]);
}

#[test]
fn a_restart_begins_the_moment_again_and_loses_nothing() {
    let mut place = Place::of("dovecot.log", Format::Dovecot);
    place.append("dovecot.log", &login("a"));
    assert_eq!(look(&mut place, 0), NOBODY);
    place.restart();
    assert_eq!(look(&mut place, 1000), NOBODY);
    // The clock is set back meanwhile.
    assert_eq!(look(&mut place, -60_000), NOBODY);
    assert_eq!(look(&mut place, -59_000), [""]);
}

#[test]
fn what_is_far_ahead_is_not_waited_for() {
    let mut place = Place::of("dovecot.log", Format::Dovecot);
    place.append("dovecot.log", &login("a"));
    for number in 0..900 {
        place.append("dovecot.log", &refusal(&format!("s{number}")));
    }
    place.append("dovecot.log", &introduction("a", "Thunderbird"));
    let seen = look(&mut place, 0);
    assert_eq!((seen[0].as_str(), seen.len()), ("", 901));
}

#[test]
fn a_line_about_a_refusal_long_ago_is_no_sign_of_a_wrong_clock() {
    let mut place = Place::of("dovecot.log", Format::Dovecot);
    let clock = |place: &mut Place, millis: i64| {
        let look = place.follower.look(100, 1 << 20, after(millis)).unwrap();
        look.clock_is_off_by
    };
    place.append("dovecot.log", &refusal("x"));
    assert_eq!(clock(&mut place, 1000), None);
    for second in (6..180).step_by(5) {
        assert_eq!(clock(&mut place, second * 1000), None);
    }
    // By which protocol it was is known when the connection ends, three minutes later.
    place.append(
        "dovecot.log",
        "Nov 27 10:03:01 imap-login: Info: Disconnected: Inactivity (auth failed, 1 attempts in 180 secs): user=<alice@corp.test>, method=PLAIN, rip=192.0.2.9, lip=192.0.2.1, session=<x>\n",
    );
    let look = place.follower.look(100, 1 << 20, after(181_000)).unwrap();
    assert_eq!(look.clock_is_off_by, Some(0));
    let refused = &look.parts[0].observations[0].observation;
    assert_eq!(refused.at, after(1000), "it is told of with its own time");
}
