//! People who have no password.

use super::{Row, behind_proxy, webmail_from};
use crate::support::{
    ADMIN, ADMIN_PASSWORD, ANN, ANN_PASSWORD, BOB, NEW_PASSWORD, Panel, Request, Start,
    WRONG_PASSWORD, encode,
};

pub(super) const ROWS: [Row; 6] = [
    (
        "a forged X-Forwarded-For, without a trusted proxy",
        forged_header,
    ),
    (
        "a forged X-Forwarded-For and Forwarded through the proxy",
        forged_through_proxy,
    ),
    (
        "a flood of sign-ins, for known and unknown addresses",
        flood,
    ),
    (
        "wrong passwords to lock the administrator out",
        lock_administrator,
    ),
    (
        "guessing at the administrators' sign-in",
        guess_administrator,
    ),
    (
        "an administrator's address that nobody could sign in with",
        unusable_address,
    ),
];

fn forged_header() -> String {
    let panel = Start::new().with(&["--sign-ins-per-minute", "2"]).run();
    let statuses: Vec<_> = ["192.0.2.1", "192.0.2.2", "192.0.2.3"]
        .map(|source| webmail_from(&panel, source, BOB, WRONG_PASSWORD).status)
        .to_vec();
    assert_eq!(statuses, [403, 403, 429]);
    "the limit counts the address that connects".to_owned()
}

fn forged_through_proxy() -> String {
    let panel = behind_proxy(&["--sign-ins-per-minute", "2"]);
    // The proxy appends the true address to what the client wrote.
    for (forged, status) in [
        ("203.0.113.1", 403),
        ("203.0.113.2", 403),
        ("203.0.113.3", 429),
    ] {
        let header = format!("{forged}, 192.0.2.1");
        let answer = webmail_from(&panel, &header, BOB, WRONG_PASSWORD);
        assert_eq!(answer.status, status, "{forged}");
    }
    assert_eq!(
        webmail_from(&panel, "192.0.2.2", ANN, ANN_PASSWORD).status,
        200
    );
    // A header that the proxy does not touch names somebody else.
    let fields = [("address", BOB), ("password", WRONG_PASSWORD)];
    let statuses = ["203.0.113.1", "203.0.113.2", "203.0.113.3"].map(|forged| {
        let request = Request::form("/webmail", &fields)
            .header("x-forwarded-for", "192.0.2.3")
            .header("forwarded", &format!("for={forged}"));
        panel.browser().send(&request).status
    });
    assert_eq!(statuses, [403, 403, 429]);
    "what the client wrote counts for nothing; the next person signs in".to_owned()
}

fn flood() -> String {
    let panel = behind_proxy(&["--sign-ins-per-minute", "1000"]);
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let mut administrator = panel.administrator();
    assert_eq!(administrator.reset(BOB, NEW_PASSWORD).status, 200);
    for number in 0..200_u32 {
        let source = format!("192.0.2.{}", number % 100);
        let unknown = format!("nobody-{number}@example.com");
        for mailbox in [BOB, &unknown] {
            assert_eq!(
                webmail_from(&panel, &source, mailbox, WRONG_PASSWORD).status,
                403
            );
        }
    }
    let rows: u32 = panel
        .store()
        .query_row(
            "SELECT count(*) FROM audit WHERE hour IS NOT NULL",
            [],
            |row| row.get(0),
        )
        .unwrap();
    // Two kinds of refusal for Bob, one for unknown addresses; the sources, and all others together; perhaps two hours.
    assert!(rows <= 3 * 25 * 2, "{rows}");
    let path = format!("/admin/exchange/mailboxes/{}", encode(BOB));
    let page = administrator.get(&path).body;
    assert!(page.contains("An administrator set the password"), "{page}");
    assert!(page.contains("sign-ins were refused"), "{page}");
    assert_eq!(ann.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    format!(
        "400 refused sign-ins are {rows} entries; the reset is still shown; who is signed in changes"
    )
}

fn lock_administrator() -> String {
    let panel = Panel::start();
    for path in ["/", "/webmail", "/admin"] {
        for _ in 0..6 {
            let fields = [("address", ADMIN), ("password", WRONG_PASSWORD)];
            assert_eq!(
                panel.browser().send(&Request::form(path, &fields)).status,
                403
            );
        }
    }
    assert!(
        !panel.accepts(ADMIN, ADMIN_PASSWORD),
        "the mailbox itself is locked"
    );
    let mut administrator = panel.administrator();
    let mut other = panel.signed_in_as_administrator(ADMIN, ADMIN_PASSWORD);
    assert_eq!(
        administrator.status_of(ADMIN)["locked"],
        true,
        "signing in ends no lock"
    );
    assert_eq!(other.unlock(ADMIN).status, 204);
    assert!(panel.accepts(ADMIN, ADMIN_PASSWORD));
    "the mailbox locks, the administrators' side does not".to_owned()
}

fn guess_administrator() -> String {
    let panel = behind_proxy(&["--administrator-sign-ins-per-minute", "3"]);
    let try_from = |source: &str, password: &str| {
        let fields = [("address", ADMIN), ("password", password)];
        let request = Request::form("/admin", &fields).header("x-forwarded-for", source);
        panel.browser().send(&request).status
    };
    let statuses = [(); 5].map(|()| try_from("192.0.2.1", WRONG_PASSWORD));
    assert_eq!(statuses, [403, 403, 403, 429, 429]);
    assert_eq!(try_from("192.0.2.2", ADMIN_PASSWORD), 303);
    "the source waits; the administrator signs in from elsewhere".to_owned()
}

fn unusable_address() -> String {
    let start = Start::new().without_demo();
    let mut command = Start::bare();
    command.args([
        "--add-mailbox",
        "änn@example.com",
        "--name",
        "Ann",
        "--store",
    ]);
    let output = command.arg(start.path("store.sqlite")).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("nobody could sign in as"), "{said}");
    "it is refused when it is added".to_owned()
}
