//! One connection: whether it waits for a request, or is being answered.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::sync::Notify;

/// What is known of a connection.
#[derive(Default)]
pub(super) struct Connection {
    /// Requests that are being read or answered.
    requests: AtomicUsize,
    /// Whether something of an answer has not been sent yet.
    is_sending: AtomicBool,
    /// Told to make room.
    pub(super) evicted: Notify,
}

impl Connection {
    /// Whether it waits for a request.
    pub(super) fn is_idle(&self) -> bool {
        self.requests.load(Ordering::SeqCst) == 0 && !self.is_sending.load(Ordering::SeqCst)
    }
}

/// A request that is being read or answered: until the last piece of its answer is taken from it to be sent.
pub(super) struct Answering(Arc<Connection>);

impl Answering {
    pub(super) fn begin(connection: &Arc<Connection>) -> Self {
        connection.requests.fetch_add(1, Ordering::SeqCst);
        Self(Arc::clone(connection))
    }

    /// The body of its answer.
    pub(super) const fn with(self, body: Body) -> AnswerBody {
        AnswerBody {
            body,
            _answering: self,
        }
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.is_sending.store(true, Ordering::SeqCst);
        self.0.requests.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The body of an answer.
pub(super) struct AnswerBody {
    body: Body,
    _answering: Answering,
}

impl HttpBody for AnswerBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The stream of a connection, which notices when all of an answer has been handed to the system: a server flushes after
/// each answer, and that is ready once nothing waits in its own buffers.
pub(super) struct Watched {
    stream: TokioIo<TcpStream>,
    connection: Arc<Connection>,
}

impl Watched {
    pub(super) fn new(stream: TcpStream, connection: &Arc<Connection>) -> Self {
        Self {
            stream: TokioIo::new(stream),
            connection: Arc::clone(connection),
        }
    }
}

impl Read for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl Write for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = ready!(Pin::new(&mut self.stream).poll_flush(context));
        self.connection.is_sending.store(false, Ordering::SeqCst);
        Poll::Ready(flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, pieces)
    }
}
