//! An e-mail to the mailbox after each change: what happened, when, from where, and whom to tell.
//!
//! It is sent later, by a task of its own. Whatever becomes of it, the change is what it is.

mod letter;
mod notice;

use std::sync::Arc;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::{sleep, timeout};

use self::letter::Letterhead;
pub(crate) use self::notice::{Actor, Notice};
use crate::metrics::Metrics;
use crate::options::MailOptions;

/// E-mails that wait to be sent; beyond, the newest is given up.
const QUEUE: usize = 1000;

/// What a person who waits for the e-mail would call slow.
const PATIENCE: Patience = Patience {
    server: Duration::from_secs(20),
    pause: Duration::from_secs(10),
};

/// The time-outs of sending.
#[derive(Clone, Copy)]
struct Patience {
    /// How long the server may take for one e-mail, however it spends the time.
    server: Duration,
    /// The wait before the one further try.
    pause: Duration,
}

/// Why an e-mail was not sent.
struct Failure {
    /// In words.
    why: String,
    /// Whether a further try would fail for the same reason.
    is_final: bool,
}

/// Sends notices, where a server is given for them.
pub(crate) struct Mailer {
    queue: Option<Sender<Notice>>,
    metrics: Arc<Metrics>,
}

/// How e-mails leave.
struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    letterhead: Letterhead,
    patience: Patience,
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
        match options {
            Some(options) => Self::with_patience(options, brand, help, metrics, PATIENCE),
            None => Ok(Self {
                queue: None,
                metrics: Arc::clone(metrics),
            }),
        }
    }

    fn with_patience(
        options: &MailOptions,
        brand: &str,
        help: Option<&str>,
        metrics: &Arc<Metrics>,
        patience: Patience,
    ) -> Result<Self, String> {
        let post = Post {
            transport: transport(options)?,
            letterhead: Letterhead::new(sender(options)?, brand, help),
            patience,
        };
        let (queue, notices) = channel(QUEUE);
        tokio::spawn(send_all(post, notices, Arc::clone(metrics)));
        Ok(Self {
            queue: Some(queue),
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
    let post = Post {
        transport: transport(options)?,
        letterhead: Letterhead::new(sender(options)?, brand, help),
        patience: PATIENCE,
    };
    post.send(notice).await.map_err(|failure| failure.why)
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
        .timeout(Some(PATIENCE.server));
    let builder = match &options.account {
        Some((user, password)) => {
            builder.credentials(Credentials::new(user.clone(), password.expose().to_owned()))
        }
        None => builder,
    };
    Ok(builder.build())
}

/// A server's last word counts; what did not come that far is tried once more, unless others wait. So an e-mail may come
/// twice, from a server that took it and did not say so.
async fn send_all(post: Post, mut notices: Receiver<Notice>, metrics: Arc<Metrics>) {
    while let Some(notice) = notices.recv().await {
        let mut sent = post.send(&notice).await;
        if sent.as_ref().is_err_and(|failure| !failure.is_final) && notices.is_empty() {
            sleep(post.patience.pause).await;
            sent = post.send(&notice).await;
        }
        let reference = &notice.reference;
        match sent {
            Ok(()) => {
                metrics.mail("sent");
                tracing::info!(%reference, "e-mail sent");
            }
            Err(Failure { why, .. }) => {
                metrics.mail("failed");
                tracing::error!(%reference, why, "the e-mail about a change was not sent");
            }
        }
    }
}

impl Post {
    async fn send(&self, notice: &Notice) -> Result<(), Failure> {
        let message = self.letterhead.message(notice).map_err(|why| Failure {
            why,
            is_final: true,
        })?;
        match timeout(self.patience.server, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(Failure {
                why: error.to_string(),
                is_final: error.is_permanent(),
            }),
            Err(_) => Err(Failure {
                why: "the server took too long".to_owned(),
                is_final: false,
            }),
        }
    }
}

#[cfg(test)]
mod tests;
