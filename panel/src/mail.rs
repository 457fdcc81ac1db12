//! An e-mail to the mailbox after each change: what happened, when, from where, and whom to tell.
//!
//! It is sent later, by a task of its own, which a panel that stops waits for. Whatever becomes of it, the change is what
//! it is.

mod letter;
mod notice;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::{Instant, sleep, timeout, timeout_at};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

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

/// Why an e-mail is given up at the end.
const STOPPING: &str = "the panel stops";

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
    /// `None` without a server, and once the panel stops.
    queue: Mutex<Option<Sender<Notice>>>,
    /// The task that sends.
    sending: TaskTracker,
    stop: Stop,
    metrics: Arc<Metrics>,
}

/// Tells the task that the panel stops.
#[derive(Clone, Default)]
struct Stop {
    /// Nothing more comes, so there is no time for a pause.
    closed: CancellationToken,
    /// The time is over.
    now: CancellationToken,
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
            None => Ok(Self::new(None, metrics)),
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
        let mailer = Self::new(Some(queue), metrics);
        let (stop, metrics) = (mailer.stop.clone(), Arc::clone(metrics));
        mailer.sending.spawn(send_all(post, notices, stop, metrics));
        Ok(mailer)
    }

    fn new(queue: Option<Sender<Notice>>, metrics: &Arc<Metrics>) -> Self {
        Self {
            queue: Mutex::new(queue),
            sending: TaskTracker::new(),
            stop: Stop::default(),
            metrics: Arc::clone(metrics),
        }
    }

    /// Has a notice sent. It waits for nothing.
    pub(crate) fn notify(&self, notice: Notice) {
        let why = match self.queue().as_ref().map(|queue| queue.try_send(notice)) {
            Some(Ok(())) => return,
            Some(Err(_)) => "too many wait to be sent",
            None if self.stop.closed.is_cancelled() => STOPPING,
            None => return,
        };
        self.metrics.mail("given-up");
        tracing::error!(why, "an e-mail about a change was given up");
    }

    /// Takes nothing more, and waits until everything is sent; what is not sent at this moment is given up.
    pub(crate) async fn stop(&self, end: Instant) {
        drop(self.queue().take());
        self.stop.closed.cancel();
        self.sending.close();
        if timeout_at(end, self.sending.wait()).await.is_err() {
            self.stop.now.cancel();
            self.sending.wait().await;
        }
    }

    fn queue(&self) -> MutexGuard<'_, Option<Sender<Notice>>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
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

/// Sends what comes until nothing can come any more, or the time is over.
async fn send_all(post: Post, mut notices: Receiver<Notice>, stop: Stop, metrics: Arc<Metrics>) {
    while let Some(notice) = notices.recv().await {
        let reference = &notice.reference;
        let work = post.deliver(&notice, &notices, &stop.closed);
        match stop.now.run_until_cancelled(work).await {
            Some(Ok(())) => {
                metrics.mail("sent");
                tracing::info!(%reference, "e-mail sent");
            }
            Some(Err(Failure { why, .. })) => {
                metrics.mail("failed");
                tracing::error!(%reference, why, "the e-mail about a change was not sent");
            }
            None => {
                metrics.mail("given-up");
                tracing::error!(%reference, why = STOPPING, "an e-mail about a change was given up");
            }
        }
    }
}

impl Post {
    /// A server's last word counts; what did not come that far is tried once more, unless others wait. So an e-mail may
    /// come twice, from a server that took it and did not say so.
    async fn deliver(
        &self,
        notice: &Notice,
        others: &Receiver<Notice>,
        closed: &CancellationToken,
    ) -> Result<(), Failure> {
        match self.send(notice).await {
            Err(failure) if !failure.is_final && others.is_empty() => {
                closed.run_until_cancelled(sleep(self.patience.pause)).await;
                self.send(notice).await
            }
            sent => sent,
        }
    }

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
