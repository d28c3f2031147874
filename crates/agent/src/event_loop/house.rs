//! What a unit does, as the loop sees it.

use std::net::IpAddr;

use super::hands::Hands;
use crate::door::ConnectionId;
use crate::http::{Request, Response};
use crate::signals::Signal;
use crate::socket::{Client, ClientId};

/// What becomes of a request.
#[derive(Debug)]
pub enum Reply {
    /// This is the answer.
    Now(Response),
    /// It comes later, by [`Hands::answer`] with the number of the connection. It has to come: the client waits, and is cut
    /// off after [`crate::door::PATIENCE`].
    Later,
}

/// What a unit does. All is called on the loop's thread, one after the other, and must not block.
pub trait House: Sized {
    /// A piece of work for another thread. It has in it what it needs, as the number of the connection that waits.
    type Job: Send + 'static;
    /// What comes of it.
    type Done: Send + 'static;
    /// What a timer is for.
    type Due;

    /// Called once before all else, to set the first timers.
    fn start(&mut self, hands: &mut Hands<Self>) {
        let _ = hands;
    }

    /// A browser asks. The request is whole and well-formed, and a POST does not come from a foreign page; who asks is not
    /// known yet but by address. A HEAD is answered as a GET.
    fn request(
        &mut self,
        request: Request,
        connection: ConnectionId,
        address: IpAddr,
        hands: &mut Hands<Self>,
    ) -> Reply;

    /// A local program says a line: UTF-8, at most [`crate::socket::MOST_LINE`] bytes. A client that is answered keeps its
    /// side open until then.
    fn line(&mut self, client: Client, line: &str, hands: &mut Hands<Self>);

    /// A local program has gone or was cut off.
    fn gone(&mut self, client: ClientId, hands: &mut Hands<Self>) {
        let _ = (client, hands);
    }

    /// A timer is due.
    fn due(&mut self, due: Self::Due, hands: &mut Hands<Self>);

    /// A piece of work is done. Who waited for it may be gone: then [`Hands::answer`] says so, and nothing happens.
    fn done(&mut self, done: Self::Done, hands: &mut Hands<Self>);

    /// Somebody wants something of the process. Unless the house says otherwise, it ends when that is asked.
    fn signal(&mut self, signal: Signal, hands: &mut Hands<Self>) {
        if signal == Signal::End {
            hands.end();
        }
    }
}
