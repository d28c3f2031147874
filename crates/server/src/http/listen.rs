//! Listeners: TLS, limits on slow and many clients, a clean end.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Extensions;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tower::ServiceExt as _;

use super::attended::Attended;
use super::places::{self, Answer, Place, Places};
use super::plain;
use super::stream::Stream;
use crate::app::App;
use crate::tls::common_name;

/// For a TLS handshake, and for the head of a request.
const PATIENCE: Duration = Duration::from_secs(10);
/// For a client to take what it was sent.
const UNREAD: Duration = Duration::from_secs(60);
/// For requests under way when the server ends.
const FAREWELL: Duration = Duration::from_secs(10);
/// For a connection without a request to end by itself: an answer may still be on its way.
const GIVING_WAY: Duration = Duration::from_secs(1);
/// Bytes of a request's head, and of a connection's buffer.
const HEAD: usize = 32 * 1024;

/// An address that is bound, with what it serves.
pub struct Listener {
    /// Where clients connect.
    pub socket: TcpListener,
    /// How connections are secured; plain without it.
    pub tls: Option<TlsAcceptor>,
    /// What answers.
    pub router: Router,
}

/// From where a connection came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

impl Peer {
    /// Whom what fails is counted against. Behind a proxy everybody comes from there, and nobody is blamed for another.
    pub(crate) fn blamed(app: &App, extensions: &Extensions) -> Option<IpAddr> {
        extensions.get::<Self>().map(|peer| peer.0).filter(|_| !app.config.behind_proxy)
    }
}

/// The name by which a client's certificate calls it, where it showed one and it is of an authority that we know; nothing
/// inside where the certificate has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Certified(pub(crate) Option<Arc<str>>);

impl Certified {
    fn of(stream: &TlsStream<TcpStream>) -> Option<Self> {
        let shown = stream.get_ref().1.peer_certificates()?.first()?;
        Some(Self(common_name(shown).map(Into::into)))
    }
}

/// What answers on one connection.
#[derive(Clone)]
struct Door {
    router: Router,
    peer: Peer,
    certified: Option<Certified>,
}

/// When to end.
type End = watch::Receiver<bool>;

impl Listener {
    /// Serves until `end` says so; then lets requests under way finish, for `FAREWELL` at most.
    pub async fn serve(self, mut end: watch::Receiver<bool>) {
        let places = Places::new(places::most());
        let each = end.clone();
        tokio::select! {
            () = self.take_all(&places, &each) => {}
            () = over(&mut end) => {}
        }
        drop(self.socket);
        if timeout(FAREWELL, places.empty()).await.is_err() {
            tracing::warn!("some requests were cut off: they took longer than the farewell");
        }
    }

    async fn take_all(&self, places: &Arc<Places>, end: &End) {
        loop {
            let Some((stream, peer)) = usable(self.socket.accept().await).await else { continue };
            let Some(place) = places.take().await else { return };
            let door = Door { router: self.router.clone(), peer: Peer(peer.ip()), certified: None };
            tokio::spawn(connected(stream, self.tls.clone(), door, place, end.clone()));
        }
    }
}

/// Waits for the end. Where the sender is gone, everything has ended.
async fn over(end: &mut End) {
    drop(end.wait_for(|ended| *ended).await);
}

/// A failed accept (too many open files, say) is waited out; it must not spin.
async fn usable(accepted: io::Result<(TcpStream, SocketAddr)>) -> Option<(TcpStream, SocketAddr)> {
    match accepted {
        Ok((stream, peer)) => {
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "no-delay could not be set");
            }
            // A reader that takes nothing for so long is gone: it must not hold a place.
            let patience = u32::try_from(UNREAD.as_millis()).unwrap_or(u32::MAX);
            if let Err(error) = rustix::net::sockopt::set_tcp_user_timeout(&stream, patience) {
                tracing::debug!(%error, "the patience with slow readers could not be set");
            }
            Some((stream, peer))
        }
        Err(error) => {
            tracing::warn!(%error, "a connection could not be accepted");
            tokio::time::sleep(Duration::from_millis(50)).await;
            None
        }
    }
}

/// What a connection to an address with TLS turned out to be.
enum Begun {
    Safe(Box<TlsStream<TcpStream>>),
    Plain(TcpStream),
    /// A scanner's noise.
    Neither,
}

async fn begin(stream: TcpStream, tls: TlsAcceptor) -> Begun {
    if plain::is_plain(&stream).await {
        return Begun::Plain(stream);
    }
    tls.accept(stream).await.map_or(Begun::Neither, |stream| Begun::Safe(Box::new(stream)))
}

/// One connection, from its first byte on.
async fn connected(stream: TcpStream, tls: Option<TlsAcceptor>, door: Door, place: Arc<Place>, mut end: End) {
    let Some(tls) = tls else { return serve(stream, door, place, end).await };
    let begun = tokio::select! {
        begun = timeout(PATIENCE, begin(stream, tls)) => begun,
        () = place.dismissed() => return,
        () = over(&mut end) => return,
    };
    match begun {
        Ok(Begun::Safe(stream)) => {
            let certified = Certified::of(&stream);
            serve(*stream, Door { certified, ..door }, place, end).await;
        }
        Ok(Begun::Plain(stream)) => refuse(stream, place).await,
        Ok(Begun::Neither) | Err(_) => {}
    }
}

/// Plain HTTP where TLS is spoken: one answer.
async fn refuse(stream: TcpStream, place: Arc<Place>) {
    let refused = settings().serve_connection(TokioIo::new(Stream::new(stream)), service_fn(plain::answer));
    tokio::select! {
        // Whatever becomes of it, there is nothing to do.
        _ = refused => {}
        () = place.dismissed() => {}
    }
}

fn settings() -> hyper::server::conn::http1::Builder {
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_buf_size(HEAD).half_close(true);
    http
}

async fn serve<S>(stream: S, door: Door, place: Arc<Place>, mut end: End)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let attending = Arc::clone(&place);
    let service = service_fn(move |request| attended(door.clone(), Arc::clone(&attending), request));
    let mut connection = pin!(settings().serve_connection(TokioIo::new(Stream::new(stream)), service));
    let unused = tokio::select! {
        ended = &mut connection => return told(ended),
        () = place.dismissed() => place.is_unused(),
        () = over(&mut end) => place.is_unused(),
    };
    // Nothing was asked yet, and nothing will be.
    if unused {
        return;
    }
    connection.as_mut().graceful_shutdown();
    loop {
        match timeout(GIVING_WAY, &mut connection).await {
            Ok(ended) => return told(ended),
            Err(_) if place.is_served() => {}
            Err(_) => return,
        }
    }
}

fn told(ended: hyper::Result<()>) {
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

/// One request, which the connection's place is told of.
async fn attended(
    door: Door,
    place: Arc<Place>,
    mut request: Request<Incoming>,
) -> Result<Response<Attended<Body, Answer>>, Infallible> {
    let (arrival, answer) = place.asked();
    request.extensions_mut().insert(door.peer);
    if let Some(certified) = door.certified {
        request.extensions_mut().insert(certified);
    }
    let response = door.router.oneshot(request.map(|body| Body::new(Attended::new(body, arrival)))).await?;
    Ok(response.map(|body| Attended::new(body, answer)))
}
