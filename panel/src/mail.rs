//! An e-mail to the mailbox after each change: what happened, when, from where, and whom to tell.
//!
//! It is sent later, by a task of its own. Whatever becomes of it, the change is what it is.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::{sleep, timeout};

use crate::clock::Timestamp;
use crate::metrics::Metrics;
use crate::options::MailOptions;

/// E-mails that wait to be sent; beyond, the newest is given up.
const QUEUE: usize = 1000;

/// How long the server may take for one e-mail.
const SEND_TIMEOUT: Duration = Duration::from_secs(20);

/// The wait before the one further try.
const RETRY_PAUSE: Duration = Duration::from_secs(10);

/// What somebody has to be told.
pub(crate) struct Notice {
    pub(crate) mailbox: String,
    pub(crate) by: Actor,
    pub(crate) at: Timestamp,
    /// The reference that the person was shown.
    pub(crate) reference: String,
}

/// Who set the password, and from where.
pub(crate) enum Actor {
    /// An administrator of the panel, from this address of the network.
    Administrator(String, IpAddr),
    /// Whoever runs the panel, at its terminal.
    Operator,
    /// The owner, from this address of the network.
    Owner(IpAddr),
}

/// Sends notices, where a server is given for them.
pub(crate) struct Mailer {
    queue: Option<Sender<Notice>>,
    metrics: Arc<Metrics>,
}

/// What stands in every e-mail.
struct Letterhead {
    from: Mailbox,
    /// The provider's name.
    brand: String,
    /// How to reach the administrator.
    help: Option<String>,
}

impl Mailer {
    /// Starts the task that sends.
    ///
    /// # Errors
    /// What is wrong with the options, in words.
    pub(crate) fn start(
        options: Option<&MailOptions>,
        brand: &str,
        help: Option<&str>,
        metrics: &Arc<Metrics>,
    ) -> Result<Self, String> {
        let queue = match options {
            Some(options) => {
                let transport = transport(options)?;
                let letterhead = Letterhead::new(options, brand, help)?;
                let (queue, notices) = channel(QUEUE);
                tokio::spawn(send_all(
                    transport,
                    letterhead,
                    notices,
                    Arc::clone(metrics),
                ));
                Some(queue)
            }
            None => None,
        };
        Ok(Self {
            queue,
            metrics: Arc::clone(metrics),
        })
    }

    /// Has a notice sent. It waits for nothing.
    pub(crate) fn notify(&self, notice: Notice) {
        if let Some(queue) = &self.queue
            && queue.try_send(notice).is_err()
        {
            self.metrics.mail("given-up");
            tracing::error!("too many e-mails wait to be sent; one was given up");
        }
    }
}

/// Sends one notice at once, where no task does.
///
/// # Errors
/// What is wrong with the options, or why the server did not take it, in words.
pub(crate) async fn send_now(
    options: &MailOptions,
    brand: &str,
    help: Option<&str>,
    notice: &Notice,
) -> Result<(), String> {
    let letterhead = Letterhead::new(options, brand, help)?;
    send(&transport(options)?, &letterhead, notice).await
}

/// What is wrong with the options, in words.
pub(crate) fn check(options: &MailOptions) -> Result<(), String> {
    transport(options)?;
    sender(options).map(drop)
}

fn sender(options: &MailOptions) -> Result<Mailbox, String> {
    let parsed = options.from.parse::<Mailbox>();
    parsed.map_err(|error| format!("{} is no sender ({error})", options.from))
}

fn transport(options: &MailOptions) -> Result<AsyncSmtpTransport<Tokio1Executor>, String> {
    let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&options.server)
        .map_err(|error| format!("{} is no server to send by ({error})", options.server))?
        .timeout(Some(SEND_TIMEOUT));
    let builder = match &options.account {
        Some((user, password)) => {
            builder.credentials(Credentials::new(user.clone(), password.expose().to_owned()))
        }
        None => builder,
    };
    Ok(builder.build())
}

async fn send_all(
    transport: AsyncSmtpTransport<Tokio1Executor>,
    letterhead: Letterhead,
    mut notices: Receiver<Notice>,
    metrics: Arc<Metrics>,
) {
    while let Some(notice) = notices.recv().await {
        let mut sent = send(&transport, &letterhead, &notice).await;
        if sent.is_err() && notices.is_empty() {
            sleep(RETRY_PAUSE).await;
            sent = send(&transport, &letterhead, &notice).await;
        }
        let reference = &notice.reference;
        match sent {
            Ok(()) => {
                metrics.mail("sent");
                tracing::info!(%reference, "e-mail sent");
            }
            Err(why) => {
                metrics.mail("failed");
                tracing::error!(%reference, why, "the e-mail about a change was not sent");
            }
        }
    }
}

async fn send(
    transport: &AsyncSmtpTransport<Tokio1Executor>,
    letterhead: &Letterhead,
    notice: &Notice,
) -> Result<(), String> {
    let message = letterhead.message(notice)?;
    match timeout(SEND_TIMEOUT, transport.send(message)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err("the server took too long".to_owned()),
    }
}

impl Letterhead {
    fn new(options: &MailOptions, brand: &str, help: Option<&str>) -> Result<Self, String> {
        Ok(Self {
            from: sender(options)?,
            brand: brand.to_owned(),
            help: help.map(str::to_owned),
        })
    }

    fn message(&self, notice: &Notice) -> Result<Message, String> {
        let to = notice.mailbox.parse::<Mailbox>();
        let to = to.map_err(|error| error.to_string())?;
        Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(format!("The password of {} was changed", notice.mailbox))
            .header(ContentType::TEXT_PLAIN)
            .body(self.text(notice))
            .map_err(|error| error.to_string())
    }

    fn text(&self, notice: &Notice) -> String {
        let mailbox = &notice.mailbox;
        let at = notice.at.readable();
        let brand = &self.brand;
        let set = format!("set a new password for the mailbox {mailbox}");
        let (what, place) = match &notice.by {
            Actor::Administrator(administrator, source) => (
                format!("{administrator}, an administrator, {set}"),
                format!("from the network address {source}"),
            ),
            Actor::Operator => (
                format!("An operator of the server {set}"),
                "at the server itself".to_owned(),
            ),
            Actor::Owner(source) => (
                format!("The password of the mailbox {mailbox} was changed"),
                format!("from the network address {source}"),
            ),
        };
        let whom = match &self.help {
            Some(link) => {
                let link = link.strip_prefix("tel:").unwrap_or(link);
                let link = link.strip_prefix("mailto:").unwrap_or(link);
                format!("your administrator at once: {link}")
            }
            None => "your administrator at once".to_owned(),
        };
        format!(
            "{what}.\n\nWhen: {at}\nWhere: {brand}, {place}\nReference: {}\n\n\
             If you know of it, nothing is to be done. If you do not, tell {whom}.\n\n\
             Nobody needs your password to help you: do not send it to anybody.\n",
            notice.reference
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(by: Actor, help: Option<&str>) -> String {
        let letterhead = Letterhead {
            from: "panel@example.com".parse().unwrap(),
            brand: "Example Mail".to_owned(),
            help: help.map(str::to_owned),
        };
        letterhead.text(&Notice {
            mailbox: "ann@example.com".to_owned(),
            by,
            at: Timestamp::from_millis(1_700_000_000_000),
            reference: "0b0f5c".to_owned(),
        })
    }

    #[test]
    fn it_says_what_happened_when_from_where_and_whom_to_tell() {
        let source = "192.0.2.1".parse().unwrap();
        let own = text(Actor::Owner(source), Some("tel:+1-555-0100"));
        for part in [
            "The password of the mailbox ann@example.com was changed.",
            "When: 14 November 2023, 22:13 UTC",
            "Where: Example Mail, from the network address 192.0.2.1",
            "Reference: 0b0f5c",
            "tell your administrator at once: +1-555-0100.",
        ] {
            assert!(own.contains(part), "{part}: {own}");
        }
        let administrator = Actor::Administrator("admin@example.com".to_owned(), source);
        let reset = text(administrator, None);
        let part = "admin@example.com, an administrator, set a new password for the mailbox ann@";
        assert!(reset.contains(part), "{reset}");
        assert!(
            reset.contains("tell your administrator at once.\n"),
            "{reset}"
        );
    }
}
