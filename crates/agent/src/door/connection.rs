//! One connection of a browser: TLS, then HTTP, one request after the other. It knows no socket and no clock.

use std::io::{self, ErrorKind, Read as _, Write};
use std::sync::Arc;
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection};

use super::patience::PATIENCE;
use crate::http::{Body, Keep, Method, Reader, Request, Response, Stream, Taken};

/// The first byte of a TLS handshake (RFC 8446, 5.1).
const HANDSHAKE: u8 = 0x16;

/// The most bytes that are encrypted before they are sent.
const PIECE: usize = 16 * 1024;

/// What somebody is told who speaks plain HTTP here. No page, and no way on: whoever reads along could change both.
const PLAIN: &[u8] = b"HTTP/1.1 426 Upgrade Required\r\nupgrade: TLS/1.3, HTTP/1.1\r\nconnection: upgrade, close\r\n\
content-type: text/plain; charset=utf-8\r\ncontent-length: 77\r\n\r\n\
This device speaks only encrypted. Put https:// before its address and retry.";

/// The connection is of no more use: what still waits to be sent is sent where that does not block, and it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the other side does not speak TLS as it should, or has gone")]
pub struct Broken;

/// What is spoken.
enum Wire {
    /// Nothing was said yet.
    Silent(Arc<ServerConfig>),
    Tls(Box<ServerConnection>),
    Plain,
}

/// Where a connection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// TLS is not up yet.
    Greeting,
    /// Nothing of a next request has come.
    Idle,
    /// A request is coming.
    Asking,
    /// The house works on an answer.
    Waiting,
    /// The answer is on its way.
    Answering,
    /// All is said. What the other side still sends is thrown away, or it would not read what it was told.
    Parting,
}

/// A connection.
pub struct Connection {
    wire: Wire,
    reader: Reader,
    phase: Phase,
    since: Duration,
    until: Duration,
    /// The answer goes without its body.
    bare: bool,
    keep: Keep,
    out: Vec<u8>,
    /// What comes after `out`, and how many bytes of it.
    rest: Option<(Stream, u64)>,
    /// Bytes of `out` that went into TLS.
    sent: usize,
    /// Whether something came that was not looked at.
    fresh: bool,
    /// What is to be done once the other side shows that it has what it was sent last.
    taken: Option<Taken>,
    /// Whether the other side said that it says nothing more.
    said_all: bool,
    /// Whether its half of the socket is over, too.
    ended: bool,
}

impl std::fmt::Debug for Connection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connection").field("phase", &self.phase).field("until", &self.until).finish_non_exhaustive()
    }
}

impl Connection {
    /// A connection that was just accepted.
    #[must_use]
    pub fn new(tls: Arc<ServerConfig>, now: Duration) -> Self {
        Self {
            wire: Wire::Silent(tls),
            reader: Reader::default(),
            phase: Phase::Greeting,
            since: now,
            until: now + PATIENCE.handshake,
            bare: false,
            keep: Keep::Open,
            out: Vec::new(),
            rest: None,
            sent: 0,
            fresh: false,
            taken: None,
            said_all: false,
            ended: false,
        }
    }

    fn enter(&mut self, phase: Phase, now: Duration, patience: Duration) {
        (self.phase, self.since, self.until) = (phase, now, now + patience);
    }

    /// When it ends unless it gets further.
    #[must_use]
    pub fn until(&self) -> Duration {
        self.until
    }

    /// Since when a request is awaited, where it is: such a connection gives way to a new one, and one that parts before all.
    #[must_use]
    pub fn waits_since(&self) -> Option<Duration> {
        match self.phase {
            Phase::Greeting | Phase::Idle | Phase::Asking => Some(self.since),
            Phase::Parting => Some(Duration::ZERO),
            Phase::Waiting | Phase::Answering => None,
        }
    }

    /// Whether bytes of the other side are taken.
    #[must_use]
    pub fn wants_bytes(&self) -> bool {
        !matches!(self.phase, Phase::Waiting | Phase::Answering) && !self.ended
    }

    /// Whether there is something to send.
    #[must_use]
    pub fn has_bytes(&self) -> bool {
        let encrypted = matches!(&self.wire, Wire::Tls(tls) if tls.wants_write());
        encrypted || self.sent < self.out.len() || self.rest.is_some()
    }

    /// Whether an answer is still owed or on its way.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self.phase, Phase::Waiting | Phase::Answering)
    }

    /// Whether something came that [`Connection::request`] has not looked at.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// Whether all is said from this side: then no more is sent, and the socket can say so.
    #[must_use]
    pub fn parts(&self) -> bool {
        self.phase == Phase::Parting
    }

    /// Takes what came: no more than [`super::Door`] reads at once.
    ///
    /// # Errors
    /// When it is no TLS, or the end.
    pub fn receive(&mut self, bytes: &[u8], now: Duration) -> Result<(), Broken> {
        if self.phase == Phase::Parting {
            return Ok(());
        }
        if let Wire::Silent(config) = &self.wire {
            if bytes.first() == Some(&HANDSHAKE) {
                let tls = ServerConnection::new(Arc::clone(config)).map_err(|_| Broken)?;
                self.wire = Wire::Tls(Box::new(tls));
            } else {
                self.refuse_plain(now);
            }
        }
        let Wire::Tls(tls) = &mut self.wire else { return Ok(()) };
        let open = decrypt(tls, bytes, &mut self.reader)?;
        if self.phase == Phase::Greeting && !tls.is_handshaking() {
            self.enter(Phase::Idle, now, PATIENCE.idle);
        }
        self.fresh = !self.reader.is_empty();
        if self.phase == Phase::Idle && self.fresh {
            self.enter(Phase::Asking, now, PATIENCE.request);
        }
        if !open && self.taken.is_some() {
            // Whether that was the end of it, or is broken off, the socket says.
            (self.said_all, self.until) = (true, self.until.min(now + PATIENCE.parting));
            return Ok(());
        }
        if open || self.fresh { Ok(()) } else { Err(Broken) }
    }

    /// The other side says nothing more; whether it is waited for still. Who breaks a download off ends the connection too,
    /// and what is on its way then comes back as an error a moment later.
    pub fn hung_up(&mut self, now: Duration) -> bool {
        match self.phase {
            Phase::Idle if self.taken.is_some() => {
                (self.said_all, self.ended, self.until) = (true, true, now + PATIENCE.parting);
                true
            }
            Phase::Parting => {
                self.has_taken();
                false
            }
            _ => false,
        }
    }

    /// Its time is over; whether it goes on all the same. Whoever said nothing after a download is told that this is the end:
    /// what they do then says whether they have it.
    pub fn expired(&mut self, now: Duration) -> bool {
        if self.phase != Phase::Idle || self.taken.is_none() {
            return false;
        }
        if self.said_all {
            self.has_taken();
            return false;
        }
        self.part(now);
        true
    }

    fn has_taken(&mut self) {
        if let Some(act) = self.taken.take() {
            act();
        }
    }

    fn refuse_plain(&mut self, now: Duration) {
        self.wire = Wire::Plain;
        self.out = PLAIN.to_vec();
        self.keep = Keep::Close;
        self.enter(Phase::Answering, now, PATIENCE.request);
    }

    /// The next whole request that somebody has to answer. What cannot be read, or comes from a foreign page, is answered
    /// here.
    pub fn request(&mut self, now: Duration) -> Option<Request> {
        if !std::mem::take(&mut self.fresh) || self.phase != Phase::Asking {
            return None;
        }
        match self.reader.next() {
            Ok(None) => None,
            Ok(Some(request)) => {
                self.has_taken();
                self.bare = request.method == Method::Head;
                if request.ends() {
                    self.close();
                }
                self.enter(Phase::Waiting, now, PATIENCE.house);
                let foreign = request.is_foreign();
                if foreign {
                    self.answer(Response::text(403, "This form does not come from a page of this device."), now);
                }
                (!foreign).then_some(request)
            }
            Err(refused) => {
                self.close();
                self.enter(Phase::Waiting, now, PATIENCE.house);
                self.answer(refused.response(), now);
                None
            }
        }
    }

    /// Gives the answer to the request that was asked last; whether one was awaited.
    pub fn answer(&mut self, response: Response, now: Duration) -> bool {
        if self.phase != Phase::Waiting {
            return false;
        }
        let (mut out, body) = response.into_parts(self.keep);
        let mut length = out.len() as u64;
        match body {
            _ if self.bare => {}
            Body::Whole(bytes) => {
                length += bytes.len() as u64;
                out.extend_from_slice(&bytes);
            }
            Body::Stream(stream) => {
                length += stream.length();
                let left = stream.length();
                self.rest = Some((stream, left));
                // The other side ends it once it has everything: an end of ours could meet its own.
                self.keep = Keep::Open;
            }
        }
        self.enter(Phase::Answering, now, PATIENCE.answer(usize::try_from(length).unwrap_or(usize::MAX)));
        (self.out, self.sent) = (out, 0);
        true
    }

    /// Ends after the answer that is owed or on its way, where there is one.
    pub fn close(&mut self) {
        self.keep = Keep::Close;
    }

    /// Sends what there is, as far as the other side takes it.
    ///
    /// # Errors
    /// What the socket says, other than that it takes no more for now.
    pub fn transmit(&mut self, to: &mut impl Write, now: Duration) -> io::Result<()> {
        loop {
            let went = match &mut self.wire {
                Wire::Tls(tls) if tls.wants_write() => tls.write_tls(to),
                Wire::Tls(tls) => {
                    let end = self.out.len().min(self.sent + PIECE);
                    if tls.is_handshaking() {
                        break;
                    }
                    if self.sent == end {
                        match refilled(&mut self.rest)? {
                            Refill::Nothing => break,
                            Refill::Later => return Ok(()),
                            Refill::Piece(piece) => (self.out, self.sent) = (piece, 0),
                        }
                        continue;
                    }
                    self.sent += tls.writer().write(&self.out[self.sent..end])?;
                    continue;
                }
                Wire::Plain if self.sent < self.out.len() => {
                    to.write(&self.out[self.sent..]).inspect(|count| self.sent += count)
                }
                Wire::Plain | Wire::Silent(_) => break,
            };
            match went {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error),
            }
        }
        if self.phase == Phase::Answering && self.answered(now) { self.transmit(to, now) } else { Ok(()) }
    }

    fn part(&mut self, now: Duration) {
        self.enter(Phase::Parting, now, PATIENCE.parting);
        if let Wire::Tls(tls) = &mut self.wire {
            tls.send_close_notify();
        }
    }

    /// After an answer: whether there is something more to send.
    fn answered(&mut self, now: Duration) -> bool {
        (self.out, self.sent) = (Vec::new(), 0);
        self.taken = self.rest.take().and_then(|(stream, _)| stream.into_taken());
        if self.keep == Keep::Close {
            self.part(now);
            return true;
        }
        self.fresh = !self.reader.is_empty();
        if self.fresh {
            self.enter(Phase::Asking, now, PATIENCE.request);
        } else {
            self.enter(Phase::Idle, now, PATIENCE.idle);
        }
        false
    }
}

/// What comes next of an answer that is made while it is sent.
enum Refill {
    /// It is whole.
    Nothing,
    /// There is more, and not yet.
    Later,
    Piece(Vec<u8>),
}

fn refilled(rest: &mut Option<(Stream, u64)>) -> io::Result<Refill> {
    let Some((stream, left)) = rest else { return Ok(Refill::Nothing) };
    if *left == 0 {
        return Ok(Refill::Nothing);
    }
    let most = usize::try_from(*left).unwrap_or(PIECE).min(PIECE);
    let piece = stream.next(most)?;
    *left -= piece.len() as u64;
    Ok(if piece.is_empty() { Refill::Later } else { Refill::Piece(piece) })
}

/// Decrypts what came; whether more can come.
fn decrypt(tls: &mut ServerConnection, mut bytes: &[u8], reader: &mut Reader) -> Result<bool, Broken> {
    let mut open = true;
    while !bytes.is_empty() && open {
        let count = tls.read_tls(&mut bytes).map_err(|_| Broken)?;
        let state = tls.process_new_packets().map_err(|_| Broken)?;
        open = count > 0 && !state.peer_has_closed();
        let mut plain = vec![0; state.plaintext_bytes_to_read()];
        tls.reader().read_exact(&mut plain).map_err(|_| Broken)?;
        reader.push(&plain);
    }
    Ok(open)
}
