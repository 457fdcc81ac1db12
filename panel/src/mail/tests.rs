//! Mail servers that are slow, stop, refuse or close: what becomes of the e-mail, and that nothing waits for it.

use std::time::Duration;

use super::*;
use crate::clock::Timestamp;
use mail_server::{MailServer, Manner};

#[allow(
    dead_code,
    unreachable_pub,
    reason = "the tests of the running panel need more of it"
)]
#[path = "../../tests/support/mail_server.rs"]
mod mail_server;

/// For what must come: it is over only when something is wrong.
const LONG: Duration = Duration::from_secs(60);

fn notice() -> Notice {
    Notice {
        mailbox: "ann@example.com".to_owned(),
        by: Actor::Operator,
        at: Timestamp::from_millis(1_700_000_000_000),
        reference: "0b0f5c".to_owned(),
    }
}

fn mailer(server: &MailServer, patience: Patience) -> (Mailer, Arc<Metrics>) {
    let metrics = Arc::new(Metrics::default());
    let options = MailOptions {
        server: server.url.clone(),
        from: "panel@example.com".to_owned(),
        account: None,
        password_file: None,
    };
    let mailer = Mailer::with_patience(&options, "Example Mail", None, &metrics, patience);
    (mailer.unwrap(), metrics)
}

/// How often e-mails had this outcome.
fn count(metrics: &Metrics, outcome: &str) -> usize {
    let line = format!("mailbox_panel_mails_total{{outcome=\"{outcome}\"}} ");
    let text = metrics.text(0, &[]);
    let count = text.lines().find_map(|written| written.strip_prefix(&line));
    count.map_or(0, |count| count.parse().unwrap())
}

/// Sends one e-mail, and waits for its outcome and for so many tries.
async fn check(manner: Manner, server_may_take: Duration, outcome: &str, tries: usize) {
    let server = MailServer::start(manner);
    let patience = Patience {
        server: server_may_take,
        pause: Duration::from_millis(1),
    };
    let (mailer, metrics) = mailer(&server, patience);
    mailer.notify(notice());
    let wait = async {
        while count(&metrics, outcome) == 0 || server.tries() < tries {
            sleep(Duration::from_millis(5)).await;
        }
    };
    assert!(
        timeout(LONG, wait).await.is_ok(),
        "{manner:?}: {} tries: {}",
        server.tries(),
        metrics.text(0, &[])
    );
    assert_eq!(server.tries(), tries, "{manner:?}");
}

#[tokio::test]
async fn a_server_that_never_ends_is_given_up_however_it_spends_the_time() {
    for manner in [Manner::Drips, Manner::Silent, Manner::StallsAfterText] {
        check(manner, Duration::from_millis(200), "failed", 2).await;
    }
}

#[tokio::test]
async fn a_server_that_closes_in_the_middle_is_asked_once_more() {
    check(Manner::ClosesInText, LONG, "failed", 2).await;
}

#[tokio::test]
async fn a_refusal_for_now_is_tried_once_more_and_a_last_one_is_not() {
    check(Manner::Defers, LONG, "failed", 2).await;
    check(Manner::DefersOnce, LONG, "sent", 2).await;
    check(Manner::Refuses, LONG, "failed", 1).await;
    check(Manner::RefusesText, LONG, "failed", 1).await;
}

#[tokio::test]
async fn what_waits_is_sent_when_the_panel_stops() {
    let server = MailServer::start(Manner::DefersOnce);
    let patience = Patience {
        server: LONG,
        pause: LONG,
    };
    let (mailer, metrics) = mailer(&server, patience);
    mailer.notify(notice());
    // The first try is refused for now, and the second would come later than anybody waits for here.
    mailer.stop(Instant::now() + LONG / 2).await;
    assert_eq!(count(&metrics, "sent"), 1);
    mailer.notify(notice());
    assert_eq!(count(&metrics, "given-up"), 1, "nothing is taken any more");
}

#[tokio::test]
async fn what_cannot_be_sent_before_the_panel_ends_is_counted() {
    let server = MailServer::start(Manner::Silent);
    let patience = Patience {
        server: LONG,
        pause: LONG,
    };
    let (mailer, metrics) = mailer(&server, patience);
    for _ in 0..3 {
        mailer.notify(notice());
    }
    let stopped = timeout(LONG / 2, mailer.stop(Instant::now())).await;
    assert!(stopped.is_ok());
    assert_eq!(count(&metrics, "given-up"), 3);
}

#[tokio::test]
async fn only_so_many_wait_for_a_server_that_says_nothing() {
    let server = MailServer::start(Manner::Silent);
    let patience = Patience {
        server: LONG,
        pause: LONG,
    };
    let (mailer, metrics) = mailer(&server, patience);
    // Nothing here waits, so the task that sends has not begun.
    for _ in 0..QUEUE + 7 {
        mailer.notify(notice());
    }
    assert_eq!(count(&metrics, "given-up"), 7);
}
