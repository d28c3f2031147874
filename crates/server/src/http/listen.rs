//! Listeners: TLS, limits on slow and many clients, a clean end.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

/// Connections at once on one address; more wait to be accepted.
const CONNECTIONS: usize = 2048;
/// For a TLS handshake, and for the head of a request.
const PATIENCE: Duration = Duration::from_secs(10);
/// For a client to take what it was sent.
const UNREAD: Duration = Duration::from_secs(60);
/// For requests under way when the server ends.
const FAREWELL: Duration = Duration::from_secs(10);

/// An address that is bound, with what it serves.
pub struct Listener {
    /// Where clients connect.
    pub socket: TcpListener,
    /// How connections are secured; plain without it.
    pub tls: Option<TlsAcceptor>,
    /// What answers.
    pub router: Router,
}

impl Listener {
    /// Serves until `end` says so; then lets requests under way finish, for [`FAREWELL`] at most.
    pub async fn serve(self, mut end: watch::Receiver<bool>) {
        let graceful = GracefulShutdown::new();
        let places = Arc::new(Semaphore::new(CONNECTIONS));
        loop {
            let Ok(place) = Arc::clone(&places).acquire_owned().await else { break };
            let accepted = tokio::select! {
                accepted = self.socket.accept() => accepted,
                _ = end.wait_for(|ended| *ended) => break,
            };
            let Some(stream) = usable(accepted).await else { continue };
            let service = self.router.clone();
            let (tls, watcher) = (self.tls.clone(), graceful.watcher());
            tokio::spawn(async move {
                match tls {
                    None => serve(stream, service, watcher).await,
                    Some(tls) => {
                        if let Ok(Ok(stream)) = timeout(PATIENCE, tls.accept(stream)).await {
                            serve(stream, service, watcher).await;
                        }
                    }
                }
                drop(place);
            });
        }
        drop(self.socket);
        if timeout(FAREWELL, graceful.shutdown()).await.is_err() {
            tracing::warn!("some requests were cut off: they took longer than the farewell");
        }
    }
}

/// A failed accept (too many open files, say) is waited out; it must not spin.
async fn usable(accepted: io::Result<(TcpStream, SocketAddr)>) -> Option<TcpStream> {
    match accepted {
        Ok((stream, _)) => {
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "no-delay could not be set");
            }
            // A reader that takes nothing for so long is gone: it must not hold a place.
            let patience = u32::try_from(UNREAD.as_millis()).unwrap_or(u32::MAX);
            if let Err(error) = rustix::net::sockopt::set_tcp_user_timeout(&stream, patience) {
                tracing::debug!(%error, "the patience with slow readers could not be set");
            }
            Some(stream)
        }
        Err(error) => {
            tracing::warn!(%error, "a connection could not be accepted");
            tokio::time::sleep(Duration::from_millis(50)).await;
            None
        }
    }
}

async fn serve(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    router: Router,
    watcher: hyper_util::server::graceful::Watcher,
) {
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_buf_size(64 * 1024);
    let connection = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%error, "a connection ended early");
    }
}
