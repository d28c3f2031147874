//! Sockets of the device: a thread for each port, and one for each connection.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use rustix::net::{AddressFamily, SocketFlags, SocketType, bind, getsockname, socket_with};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::house::House;

/// How long a connection may say nothing.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is done with a connection.
pub(super) type Work = Box<dyn Fn(&House, TcpStream, IpAddr) -> io::Result<()> + Send + Sync>;

/// Ports that are free, in their order: a device has its doors in the same order each time.
pub(super) fn ports<const MANY: usize>(listen: IpAddr) -> io::Result<[TcpListener; MANY]> {
    let mut ports = Vec::new();
    for _ in 0..MANY {
        let bound = TcpListener::bind((listen, 0))?;
        ports.push((bound.local_addr()?.port(), bound));
    }
    ports.sort_by_key(|(port, _)| *port);
    let ports: Vec<TcpListener> = ports.into_iter().map(|(_, bound)| bound).collect();
    ports.try_into().map_err(|_| io::ErrorKind::Other.into())
}

/// A port that is listened to.
#[derive(Debug)]
pub(super) struct Listener {
    address: SocketAddr,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Listener {
    pub(super) fn start(listener: TcpListener, house: Arc<House>, work: Work) -> io::Result<Self> {
        let (address, stop) = (listener.local_addr()?, Arc::new(AtomicBool::new(false)));
        let stopped = Arc::clone(&stop);
        let thread = std::thread::spawn(move || serve(&listener, &stopped, &house, &Arc::new(work)));
        Ok(Self { address, stop, thread: Some(thread) })
    }

    pub(super) fn port(&self) -> u16 {
        self.address.port()
    }
}

fn serve(listener: &TcpListener, stop: &AtomicBool, house: &Arc<House>, work: &Arc<Work>) {
    while let Ok((stream, peer)) = listener.accept() {
        if stop.load(Ordering::Acquire) {
            return;
        }
        let (house, work) = (Arc::clone(house), Arc::clone(work));
        std::thread::spawn(move || {
            let timed = stream
                .set_nodelay(true)
                .and(stream.set_read_timeout(Some(PATIENCE)))
                .and(stream.set_write_timeout(Some(PATIENCE)));
            // Whoever goes away in the middle is gone.
            drop(timed.and_then(|()| work(&house, stream, peer.ip())));
        });
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        let mut to = self.address;
        if to.ip().is_unspecified() {
            to.set_ip(Ipv4Addr::LOCALHOST.into());
        }
        drop(TcpStream::connect(to));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// A port that nobody listens to, and that nobody else gets.
#[derive(Debug)]
pub(super) struct Reserved {
    port: u16,
    _socket: OwnedFd,
}

impl Reserved {
    pub(super) fn new(listen: IpAddr) -> io::Result<Self> {
        let family = if listen.is_ipv4() { AddressFamily::INET } else { AddressFamily::INET6 };
        let socket = socket_with(family, SocketType::STREAM, SocketFlags::CLOEXEC, None)?;
        bind(&socket, &SocketAddr::new(listen, 0))?;
        let bound = SocketAddr::try_from(getsockname(&socket)?)?;
        Ok(Self { port: bound.port(), _socket: socket })
    }

    pub(super) const fn port(&self) -> u16 {
        self.port
    }
}

/// TLS with a certificate that the device made for itself.
pub(super) struct Tls(Arc<ServerConfig>);

impl Tls {
    pub(super) fn new(listen: IpAddr) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let made = rcgen::generate_simple_self_signed(vec!["gateway.example".to_owned(), listen.to_string()])?;
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der())?;
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        let config = builder.with_no_client_auth().with_single_cert(vec![made.cert.der().clone()], key)?;
        Ok(Self(Arc::new(config)))
    }

    /// Shakes hands, and hands the connection on.
    pub(super) fn wrap(&self, stream: TcpStream) -> io::Result<StreamOwned<ServerConnection, TcpStream>> {
        let connection = ServerConnection::new(Arc::clone(&self.0)).map_err(io::Error::other)?;
        let mut stream = StreamOwned::new(connection, stream);
        while stream.conn.is_handshaking() {
            stream.conn.complete_io(&mut stream.sock)?;
        }
        Ok(stream)
    }
}

/// Ends TLS as it should be ended.
pub(super) fn end(stream: &mut StreamOwned<ServerConnection, TcpStream>) -> io::Result<()> {
    stream.conn.send_close_notify();
    stream.flush()
}

/// Both ways at once.
pub(super) trait Stream: Read + Write {}

impl<S: Read + Write> Stream for S {}
