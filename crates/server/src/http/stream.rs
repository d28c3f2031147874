//! A connection's bytes, with an end to the patience for a client that does not take them.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// For a client to take some of its answer.
const STALLED: Duration = Duration::from_secs(30);
/// After the last answer, what a client still sends is read and thrown away for so long: closing at once would take the
/// answer from it (RFC 9112, section 9.6).
const LINGER: Duration = Duration::from_secs(2);
/// And so many bytes of it.
const WASTE: usize = 4 << 20;

/// A stream that gives up on a client that takes nothing, and does not slam the door.
pub(crate) struct Stream<S> {
    inner: S,
    stalled: Option<Pin<Box<Sleep>>>,
    shut: bool,
    lingering: Option<Pin<Box<Sleep>>>,
    wasted: usize,
}

impl<S> Stream<S> {
    pub(crate) fn new(inner: S) -> Self {
        Self { inner, stalled: None, shut: false, lingering: None, wasted: 0 }
    }

    /// An error where nothing was taken for too long.
    fn watched<T>(&mut self, context: &mut Context<'_>, wrote: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if wrote.is_ready() {
            self.stalled = None;
            return wrote;
        }
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(STALLED)));
        ready!(stalled.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Stream<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(context, into)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Stream<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let wrote = Pin::new(&mut self.inner).poll_write(context, bytes);
        self.watched(context, wrote)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let wrote = Pin::new(&mut self.inner).poll_write_vectored(context, slices);
        self.watched(context, wrote)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.inner).poll_flush(context);
        self.watched(context, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if !self.shut {
            let shut = Pin::new(&mut self.inner).poll_shutdown(context);
            ready!(self.watched(context, shut))?;
            self.shut = true;
        }
        let over = self.throw_away(context);
        // Where nothing more came, the client knows that it is over.
        let lingers = self.lingering.as_mut().is_some_and(|lingering| lingering.as_mut().poll(context).is_pending());
        if lingers { over.map(Ok) } else { Poll::Ready(Ok(())) }
    }
}

impl<S: AsyncRead + Unpin> Stream<S> {
    /// Reads to the end of what the client sends.
    fn throw_away(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let mut bytes = [0; 4096];
        // Between two turns others get theirs: a client may send faster than this can read.
        for _ in 0..64 {
            let mut waste = ReadBuf::new(&mut bytes);
            let read = ready!(Pin::new(&mut self.inner).poll_read(context, &mut waste));
            let count = waste.filled().len();
            self.wasted += count;
            if read.is_err() || count == 0 || self.wasted > WASTE {
                return Poll::Ready(());
            }
            self.lingering.get_or_insert_with(|| Box::pin(sleep(LINGER)));
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }
}
