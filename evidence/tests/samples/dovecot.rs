//! Lines of Dovecot 2.3.19.1 on Debian 12, as it wrote them.

use mailbox_password_evidence::Format;
use serde_json::json;

use super::table::{NONE, alice, check};

const LOOPBACK: &str = "127.0.0.0/24";

#[test]
fn a_program_that_introduces_itself_signs_in() {
    check(
        Format::Dovecot,
        &[
            (
                "Nov 27 22:40:07 master: Info: Dovecot v2.3.19.1 (9b53102964) starting up for imap (core dumps disabled)",
                NONE,
            ),
            (
                "Nov 27 22:40:07 imap-login: Info: Disconnected: Connection closed (disconnected before auth was ready, waited 0 secs): user=<>, rip=127.0.0.1, lip=127.9.9.9, session=<Hs7vvUlhmrR/AAAB>",
                NONE,
            ),
            (
                "Nov 27 22:40:07 imap-login: Info: ID sent: name=iPhone Mail, version=21A329, os=iOS, os-version=17.0 (21A329): user=<>, rip=127.0.0.1, lip=127.9.9.9, session=<ivTvvUlhorR/AAAB>",
                NONE,
            ),
            (
                "Nov 27 22:40:07 imap-login: Info: Login: user=<alice@corp.test>, method=PLAIN, rip=127.0.0.1, lip=127.9.9.9, mpid=28974, session=<ivTvvUlhorR/AAAB>",
                alice(
                    "2026-11-27T21:40:07Z",
                    "accepted",
                    "imap",
                    json!({
                        "client": "name=iPhone Mail, version=21A329, os=iOS, os-version=17.0 (21A329)",
                        "network": LOOPBACK,
                    }),
                ),
            ),
            (
                "Nov 27 22:40:07 imap(alice@corp.test)<28974><ivTvvUlhorR/AAAB>: Info: Disconnected: Logged out in=8 out=468 deleted=0 expunged=0 trashed=0 hdr_count=0 hdr_bytes=0 body_count=0 body_bytes=0",
                NONE,
            ),
        ],
    );
}

#[test]
fn each_refused_password_is_counted_once() {
    let refused = |at| alice(at, "bad-password", "imap", json!({ "network": LOOPBACK }));
    let twice = alice(
        "2026-11-27T21:40:12Z",
        "bad-password",
        "imap",
        json!({ "network": LOOPBACK, "count": 2 }),
    );
    check(
        Format::Dovecot,
        &[
            // By which protocol is known when the connection ends, and then for this visitor.
            (
                "Nov 27 22:40:08 auth: Info: passwd-file(alice@corp.test,127.0.0.1,<HIX/vUlhrLR/AAAB>): Password mismatch",
                NONE,
            ),
            (
                "Nov 27 22:40:12 auth: Info: passwd-file(alice@corp.test,127.0.0.1,<HIX/vUlhrLR/AAAB>): Password mismatch",
                NONE,
            ),
            (
                "Nov 27 22:40:13 imap-login: Info: Disconnected: Connection closed (auth failed, 2 attempts in 5 secs): user=<alice@corp.test>, method=PLAIN, rip=127.0.0.1, lip=127.9.9.9, session=<HIX/vUlhrLR/AAAB>",
                twice,
            ),
            (
                "Nov 27 22:40:18 auth: Info: passwd-file(alice@corp.test,127.0.0.1,<IIX/vUlhrLR/AAAB>): Password mismatch",
                refused("2026-11-27T21:40:18Z"),
            ),
            (
                "Nov 27 22:40:19 auth: Info: passwd-file(alice@corp.test,127.0.0.1,<IIX/vUlhrLR/AAAB>): Password mismatch",
                refused("2026-11-27T21:40:19Z"),
            ),
            (
                "Nov 27 22:40:20 imap-login: Info: Disconnected: Connection closed (auth failed, 2 attempts in 5 secs): user=<alice@corp.test>, method=PLAIN, rip=127.0.0.1, lip=127.9.9.9, session=<IIX/vUlhrLR/AAAB>",
                NONE,
            ),
            // Without `auth_verbose` there is only this one.
            (
                "Nov 27 22:41:13 pop3-login: Info: Disconnected (auth failed, 3 attempts in 9 secs): user=<alice@corp.test>, method=PLAIN, rip=192.0.2.9, lip=127.9.9.9, TLS, session=<AIX/vUlhrLR/AAAB>",
                alice(
                    "2026-11-27T21:41:13Z",
                    "refused",
                    "pop",
                    json!({ "network": "192.0.2.0/24", "count": 3 }),
                ),
            ),
            // This visitor was seen with POP3 alone, and the line does not say.
            (
                "Nov 27 22:42:00 auth: Info: passwd-file(alice@corp.test,192.0.2.9,<BIX/vUlhrLR/AAAB>): Password mismatch (given password: hunter2)",
                alice(
                    "2026-11-27T21:42:00Z",
                    "bad-password",
                    "pop",
                    json!({ "network": "192.0.2.0/24" }),
                ),
            ),
            // A visitor with two protocols: it could be either, until the connection ends.
            (
                "Nov 27 22:43:00 imap-login: Info: Login: user=<alice@corp.test>, method=PLAIN, rip=192.0.2.9, lip=127.9.9.9, mpid=1, session=<CIX/vUlhrLR/AAAB>",
                alice(
                    "2026-11-27T21:43:00Z",
                    "accepted",
                    "imap",
                    json!({ "network": "192.0.2.0/24" }),
                ),
            ),
            (
                "Nov 27 22:43:01 auth: Info: passwd-file(alice@corp.test,192.0.2.9,<DIX/vUlhrLR/AAAB>): Password mismatch",
                NONE,
            ),
            (
                "Nov 27 22:43:02 imap-login: Info: Disconnected: Connection closed (auth failed, 1 attempts in 1 secs): user=<alice@corp.test>, method=PLAIN, rip=192.0.2.9, lip=127.9.9.9, session=<DIX/vUlhrLR/AAAB>",
                alice(
                    "2026-11-27T21:43:01Z",
                    "bad-password",
                    "imap",
                    json!({ "network": "192.0.2.0/24" }),
                ),
            ),
            // A server that sends mail has the password checked, and no connection of Dovecot's.
            (
                "Nov 27 22:42:01 auth: Info: passwd-file(alice@corp.test,127.0.0.1): Password mismatch",
                alice(
                    "2026-11-27T21:42:01Z",
                    "bad-password",
                    "smtp",
                    json!({ "network": LOOPBACK }),
                ),
            ),
        ],
    );
}

#[test]
fn a_directory_does_not_tell_a_locked_mailbox_from_a_wrong_password() {
    check(
        Format::Dovecot,
        &[(
            "2026-11-27T22:40:08.125000+01:00 mail dovecot: auth: ldap(Alice,2001:db8::7): Password mismatch (for LDAP bind)",
            alice(
                "2026-11-27T21:40:08.125Z",
                "refused",
                "smtp",
                json!({ "network": "2001:db8::/64" }),
            ),
        )],
    );
}

#[test]
fn a_sign_in_without_a_password_is_no_proof_of_one() {
    check(
        Format::Dovecot,
        &[(
            "Nov 27 22:40:07 mail dovecot: imap-login: Login: user=<alice>, method=XOAUTH2, rip=192.0.2.9, lip=192.0.2.1, mpid=1, TLS, session=<x>",
            alice(
                "2026-11-27T21:40:07Z",
                "accepted-without-password",
                "imap",
                json!({ "network": "192.0.2.0/24" }),
            ),
        )],
    );
}

#[test]
fn a_program_that_introduces_itself_afterwards_is_known_the_next_time() {
    let login = |session| {
        format!(
            "Nov 27 22:40:07 imap-login: Info: Login: user=<alice>, method=PLAIN, rip=192.0.2.9, lip=192.0.2.1, mpid=1, session=<{session}>"
        )
    };
    let id = |session, name| {
        format!("Nov 27 22:40:07 imap(alice)<1><{session}>: Info: ID sent: name={name}")
    };
    let seen = |client: &str| {
        let mut others = json!({ "network": "192.0.2.0/24" });
        if !client.is_empty() {
            others["client"] = json!(client);
        }
        alice("2026-11-27T21:40:07Z", "accepted", "imap", others)
    };
    let lines = [
        (login("a"), seen("")),
        (id("a", "Thunderbird"), NONE),
        (login("b"), seen("name=Thunderbird")),
        (id("b", "Other"), NONE),
        // Two programs: it could be either.
        (login("c"), seen("")),
    ];
    let lines: Vec<_> = lines
        .iter()
        .map(|(line, seen)| (line.as_str(), seen.clone()))
        .collect();
    check(Format::Dovecot, &lines);
}

/// Lines that Dovecot wrote when programs tried to forge others.
#[test]
fn nobody_writes_lines_of_others() {
    check(
        Format::Dovecot,
        &[
            (
                r#"Nov 27 22:40:09 imap-login: Info: ID sent: name=x"> user=<bob> \ <b>, vendor=a, user=<mallory@corp.test>, method=PLAIN: user=<>, rip=127.0.0.1, lip=127.9.9.9, session=<iI8WvklhtrR/AAAB>"#,
                NONE,
            ),
            (
                "Nov 27 22:40:13 auth: Info: passwd-file(alice@corp.test,127.0.0.1,<iI8WvklhtrR/AAAB>): Password mismatch",
                alice(
                    "2026-11-27T21:40:13Z",
                    "bad-password",
                    "imap",
                    json!({
                        "client": r#"name=x"> user=<bob> \ <b>, vendor=a, user=<mallory@corp.test>, method=PLAIN"#,
                        "network": LOOPBACK,
                    }),
                ),
            ),
            (
                "Nov 27 22:40:18 auth: Info: passwd-file(alice@corp.test??login: user=<x>,127.0.0.1,<1GJbvklhRr9/AAAB>): unknown user",
                NONE,
            ),
            (
                "Nov 27 22:40:18 imap-login: Info: Disconnected: Connection closed (auth failed, 1 attempts in 4 secs): user=<alice@corp.test??login: user=<x>>, method=PLAIN, rip=127.0.0.1, lip=127.9.9.9, session=<1GJbvklhRr9/AAAB>",
                NONE,
            ),
            (
                "Nov 27 22:40:26 auth: Info: passwd-file(bob, rip=1.2.3.4>,127.0.0.1,<oTygvklhTL9/AAAB>): unknown user",
                NONE,
            ),
            // A name that looks like the rest of a line.
            (
                "Nov 27 22:40:27 imap-login: Info: Disconnected: Connection closed (auth failed, 1 attempts in 9 secs): user=<alice@corp.test>, method=PLAIN, rip=6.6.6.6, lip=1.1.1.1, session=<x>, method=PLAIN, rip=127.0.0.1, lip=127.9.9.9, session=<oTygvklhTL9/AAAB>",
                NONE,
            ),
            (
                "Nov 27 22:40:28 auth: Info: passwd-file(alice@corp.test,6.6.6.6,<x>): Password mismatch,127.0.0.1,<y>): unknown user",
                NONE,
            ),
        ],
    );
}

#[test]
fn other_lines_say_nothing() {
    let lines = [
        "",
        "Nov 27",
        "Nov 27 22:40:07",
        "Nov 27 22:40:07 ",
        "Nov 27 22:40:07 imap-login: Info: Login: user=<alice",
        "Nov 27 22:40:07 imap-login: Info: Login: user=<alice>, method=PLAIN",
        "Nov 27 22:40:07 imap-login: Info: Login: user=<>, method=PLAIN, rip=127.0.0.1, session=<x>",
        "Nov 27 22:40:07 auth: Info: passwd-file(alice): Password mismatch",
        "Nov 27 22:40:07 auth: Error: LDAP: Can't connect to server: ldaps://127.0.0.1",
        "Nov 27 22:40:07 lda(alice): Info: Login: user=<alice>, method=PLAIN, rip=1.2.3.4, session=<x>",
        "Xxx 27 22:40:07 imap-login: Info: Login: user=<alice>, method=PLAIN, rip=1.2.3.4, session=<x>",
    ];
    check(Format::Dovecot, &lines.map(|line| (line, NONE)));
}
