//! A body with something that is dropped when all of it has passed.

use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Body, Frame, SizeHint};

/// A body, and who waits for its end.
pub(crate) struct Attended<B, A> {
    body: B,
    attendant: Option<A>,
}

impl<B: Body, A> Attended<B, A> {
    /// `attendant` is dropped when the body has ended, or is no longer wanted.
    pub(crate) fn new(body: B, attendant: A) -> Self {
        let attendant = (!body.is_end_stream()).then_some(attendant);
        Self { body, attendant }
    }
}

impl<B: Body + Unpin, A: Unpin> Body for Attended<B, A> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        let ended = matches!(polled, Poll::Ready(None | Some(Err(_)))) || self.body.is_end_stream();
        if ended {
            self.attendant = None;
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
