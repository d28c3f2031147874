//! The repository at the manufacturer's server, as updates ask for it.

use std::io::{self, Write};
use std::time::Duration;

use steadfast_device::update::{Sink, Source};

use super::{Net, NetError};

/// How long one download may take. What came until then is not asked for again.
const PATIENCE: Duration = Duration::from_secs(6 * 3600);

/// The repository at a server.
#[derive(Debug)]
pub struct Repository<'a>(pub &'a Net);

/// Why it does not answer.
#[derive(Debug, thiserror::Error)]
pub enum Away {
    /// The network.
    #[error(transparent)]
    Net(#[from] NetError),
    /// The server answers something else.
    #[error("{0}: status {1}")]
    Status(String, u16),
}

impl Source for Repository<'_> {
    type Error = Away;

    fn metadata(&mut self, file: &str, most: u64) -> Result<Option<Vec<u8>>, Away> {
        let path = format!("/tuf/metadata/{file}");
        let reply = self.0.get(&path, most)?;
        match reply.status {
            200 => Ok(Some(reply.body)),
            404 => Ok(None),
            status => Err(Away::Status(path, status)),
        }
    }

    fn target(&mut self, address: &str, from: u64, most: u64, to: &mut dyn Sink) -> Result<(), Away> {
        let path = format!("/tuf/targets/{address}");
        let reply =
            self.0.download(&path, from, most, PATIENCE, |status| Pour { to, anew: status == 200 && from > 0 })?;
        if matches!(reply.status, 200 | 206) { Ok(()) } else { Err(Away::Status(path, reply.status)) }
    }
}

/// What arrives goes on where it broke off, or takes the place of it.
struct Pour<'a> {
    to: &'a mut dyn Sink,
    anew: bool,
}

impl Write for Pour<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if std::mem::take(&mut self.anew) {
            self.to.anew()?;
        }
        self.to.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
