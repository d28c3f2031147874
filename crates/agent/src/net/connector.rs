//! TLS around a connection of `ureq`.

use std::fmt;
use std::io::{Read as _, Write as _};
use std::net::IpAddr;
use std::sync::Arc;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, Error, StreamOwned};
use ureq::http::Uri;
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, Either, LazyBuffers, NextTimeout, Transport, TransportAdapter,
};

/// To whom a connection may be plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    /// To this machine.
    Here,
    /// To a machine of the own network, wherever its name led: for what is encrypted already, and says no password.
    Near,
    /// To nobody.
    Never,
}

impl Plain {
    fn allows(self, details: &ConnectionDetails<'_>) -> bool {
        match self {
            Self::Here => is_here(details.uri),
            Self::Near => details.addrs.iter().all(|address| is_near(address.ip())),
            Self::Never => false,
        }
    }
}

/// Puts TLS around connections to `https` addresses. Plain ones are made to few alone.
#[derive(Debug)]
pub(super) struct Tls {
    pub(super) config: Arc<ClientConfig>,
    pub(super) plain: Plain,
}

impl<In: Transport> Connector<In> for Tls {
    type Out = Either<In, Encrypted>;

    fn connect(&self, details: &ConnectionDetails<'_>, chained: Option<In>) -> Result<Option<Self::Out>, ureq::Error> {
        let Some(transport) = chained else { return Ok(None) };
        if !details.needs_tls() {
            return if self.plain.allows(details) {
                Ok(Some(Either::A(transport)))
            } else {
                Err(ureq::Error::RequireHttpsOnly(details.uri.to_string()))
            };
        }
        let name = ServerName::try_from(host(details.uri).to_owned());
        let name = name.map_err(|_| ureq::Error::BadUri("the host's name cannot be used".to_owned()))?;
        let tls = |error: Error| ureq::Error::Io(std::io::Error::other(error));
        let mut conn = ClientConnection::new(Arc::clone(&self.config), name).map_err(tls)?;
        let boxed: Box<dyn Transport> = Box::new(transport);
        let mut sock = TransportAdapter::new(boxed, Arc::clone(&details.current_time));
        sock.set_timeout(details.timeout);
        conn.complete_io(&mut sock)?;
        let (input, output) = (details.config.input_buffer_size(), details.config.output_buffer_size());
        Ok(Some(Either::B(Encrypted { buffers: LazyBuffers::new(input, output), stream: StreamOwned { conn, sock } })))
    }
}

fn host(uri: &Uri) -> &str {
    uri.host().unwrap_or_default().trim_matches(['[', ']'])
}

fn is_here(uri: &Uri) -> bool {
    host(uri) == "localhost" || host(uri).parse::<IpAddr>().is_ok_and(|ip| ip.to_canonical().is_loopback())
}

/// Whether an address is of no machine outside of the own network (RFC 1918, RFC 3927, RFC 4193, RFC 4291).
fn is_near(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(ip) => ip.is_private() || ip.is_loopback() || ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_unique_local() || ip.is_loopback() || ip.is_unicast_link_local(),
    }
}

/// A connection inside TLS.
pub(super) struct Encrypted {
    buffers: LazyBuffers,
    stream: StreamOwned<ClientConnection, TransportAdapter>,
}

impl fmt::Debug for Encrypted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Encrypted")
    }
}

impl Transport for Encrypted {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        self.stream.get_mut().set_timeout(timeout);
        Ok(self.stream.write_all(&self.buffers.output()[..amount])?)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        self.stream.get_mut().set_timeout(timeout);
        let amount = self.stream.read(self.buffers.input_append_buf())?;
        self.buffers.input_appended(amount);
        Ok(amount > 0)
    }

    fn is_open(&mut self) -> bool {
        self.stream.get_mut().get_mut().is_open()
    }

    fn is_tls(&self) -> bool {
        true
    }
}
