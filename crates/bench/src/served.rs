//! Routers behind the server's own listener, on real sockets of the loopback address; and clients on a thread apart.

use std::net::SocketAddr;
use std::thread;

use axum::Router;
use steadfast_server::http::listen::Listener;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

use crate::Failure;

/// Something that is served until this goes.
pub(crate) struct Served {
    pub(crate) address: SocketAddr,
    _end: watch::Sender<bool>,
}

/// Serves a router.
pub(crate) fn serve(runtime: &Runtime, router: Router) -> Result<Served, Failure> {
    secured(runtime, router, None)
}

/// Serves a router, by TLS where there is what that needs.
pub(crate) fn secured(runtime: &Runtime, router: Router, tls: Option<TlsAcceptor>) -> Result<Served, Failure> {
    let socket = runtime.block_on(TcpListener::bind(("127.0.0.1", 0)))?;
    let (address, (ending, end)) = (socket.local_addr()?, watch::channel(false));
    runtime.spawn(Listener { socket, tls, router }.serve(end));
    Ok(Served { address, _end: ending })
}

/// Runs clients on a thread of their own, so that what they take can be told from what the server takes.
pub(crate) fn apart<T: Send>(work: impl AsyncFnOnce() -> Result<T, Failure> + Send) -> Result<T, Failure> {
    thread::scope(|scope| {
        let clients = scope.spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            tokio::task::LocalSet::new().block_on(&runtime, work())
        });
        clients.join().map_err(|_| "a client panicked")?
    })
}
