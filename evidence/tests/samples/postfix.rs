//! Lines of Postfix 3.7.11 on Debian 12 that has passwords checked by Dovecot, as it wrote them, and lines in other forms
//! that its documentation and source describe.

use mailbox_password_evidence::Format;
use serde_json::json;

use super::table::{NONE, alice, check};

#[test]
fn submission_as_the_server_wrote_it() {
    let network = json!({ "network": "127.0.0.0/24" });
    let refused = |at| alice(at, "refused", "smtp", network.clone());
    check(
        Format::Postfix,
        &[
            (
                "Nov 27 22:36:08 mail postfix/master[14135]: daemon started -- version 3.7.11, configuration /etc/postfix",
                NONE,
            ),
            (
                "Nov 27 22:44:36 mail postfix/submission/smtpd[5934]: connect from localhost[127.0.0.1]",
                NONE,
            ),
            (
                "Nov 27 22:44:36 mail postfix/submission/smtpd[5934]: E9CB9A76003: client=localhost[127.0.0.1], sasl_method=PLAIN, sasl_username=alice@corp.test",
                alice("2026-11-27T21:44:36Z", "accepted", "smtp", network.clone()),
            ),
            (
                "Nov 27 22:44:36 mail postfix/submission/smtpd[5934]: disconnect from localhost[127.0.0.1] ehlo=1 auth=1 mail=1 rcpt=1 data=1 quit=1 commands=6",
                NONE,
            ),
            (
                "Nov 27 22:44:37 mail postfix/submission/smtpd[5934]: warning: localhost[127.0.0.1]: SASL PLAIN authentication failed: (reason unavailable), sasl_username=alice@corp.test",
                refused("2026-11-27T21:44:37Z"),
            ),
            (
                "Nov 27 22:44:37 mail postfix/submission/smtpd[5934]: lost connection after AUTH from localhost[127.0.0.1]",
                NONE,
            ),
            (
                "Nov 27 22:44:38 mail postfix/submission/smtpd[5934]: warning: localhost[127.0.0.1]: SASL LOGIN authentication failed: (reason unavailable), sasl_username=alice@corp.test",
                refused("2026-11-27T21:44:38Z"),
            ),
            // Names that somebody made up, each refused.
            (
                "Nov 27 22:44:38 mail postfix/submission/smtpd[5934]: warning: localhost[127.0.0.1]: SASL PLAIN authentication failed: (reason unavailable), sasl_username=x, sasl_username=alice@corp.test",
                NONE,
            ),
            (
                "Nov 27 22:44:38 mail postfix/submission/smtpd[5934]: warning: localhost[127.0.0.1]: SASL PLAIN authentication failed: (reason unavailable), sasl_username=alice@corp.test, sasl_sender=q",
                NONE,
            ),
            (
                "Nov 27 22:44:39 mail postfix/submission/smtpd[5934]: warning: localhost[127.0.0.1]: SASL PLAIN authentication failed: (reason unavailable), sasl_username=bad?nname]: x, sasl_username=alice@corp.test",
                NONE,
            ),
            (
                "Nov 27 22:44:40 mail postfix/submission/smtpd[5934]: warning: localhost[127.0.0.1]: SASL PLAIN authentication failed: (reason unavailable), sasl_username=al\u{ef}ce\u{202e}",
                NONE,
            ),
        ],
    );
}

#[test]
fn submission_with_a_password() {
    let network = json!({ "network": "192.0.2.0/24" });
    check(
        Format::Postfix,
        &[
            (
                "Nov 27 22:40:07 mail postfix/submission/smtpd[4711]: connect from pc.example[192.0.2.9]",
                NONE,
            ),
            (
                "Nov 27 22:40:07 mail postfix/submission/smtpd[4711]: 8BB1A21: client=pc.example[192.0.2.9], sasl_method=PLAIN, sasl_username=alice@corp.test",
                alice("2026-11-27T21:40:07Z", "accepted", "smtp", network.clone()),
            ),
            (
                "2026-11-27T22:40:07+01:00 mail postfix/smtpd[4711]: 8BB1A21: client=unknown[192.0.2.9], sasl_method=XOAUTH2, sasl_username=alice, sasl_sender=bob@corp.test",
                alice(
                    "2026-11-27T21:40:07Z",
                    "accepted-without-password",
                    "smtp",
                    network.clone(),
                ),
            ),
            (
                "Nov 27 22:40:08 mail postfix/submission/smtpd[4711]: warning: pc.example[192.0.2.9]: SASL PLAIN authentication failed: authentication failure, sasl_username=alice@corp.test",
                alice("2026-11-27T21:40:08Z", "refused", "smtp", network),
            ),
            // Earlier versions name nobody.
            (
                "Nov 27 22:40:08 mail postfix/submission/smtpd[4711]: warning: pc.example[192.0.2.9]: SASL LOGIN authentication failed: UGFzc3dvcmQ6",
                NONE,
            ),
            (
                "Nov 27 22:40:08 mail postfix/submission/smtpd[4711]: disconnect from pc.example[192.0.2.9] ehlo=1 auth=0/1 commands=1/2",
                NONE,
            ),
        ],
    );
}

#[test]
fn nobody_writes_lines_of_others() {
    let lines = [
        // A name with the rest of a line in it.
        "Nov 27 22:40:07 mail postfix/smtpd[1]: warning: x[192.0.2.9]: SASL PLAIN authentication failed: bad, sasl_username=a, sasl_username=bob@corp.test b",
        "Nov 27 22:40:07 mail postfix/cleanup[1]: 8BB1A21: message-id=<x: client=y[192.0.2.9], sasl_method=PLAIN, sasl_username=alice>",
        "Nov 27 22:40:07 mail postfix/smtpd[1]: NOQUEUE: reject: RCPT from x[192.0.2.9]: 554 <z: client=y[192.0.2.9], sasl_method=PLAIN, sasl_username=alice>: denied",
        "Nov 27 22:40:07 mail other/smtpd2[1]: 8BB1A21: client=y[192.0.2.9], sasl_method=PLAIN, sasl_username=alice",
        "Nov 27 22:40:07 mail postfix/smtpd[1]: 8BB1A21: client=y, sasl_method=PLAIN, sasl_username=alice",
    ];
    check(Format::Postfix, &lines.map(|line| (line, NONE)));
}
