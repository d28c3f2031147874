//! Requests to one server.

use std::io::{self, Read as _, Write};
use std::time::Duration;

use steadfast_protocol::CONTENT_TYPE;
use ureq::Agent;
use ureq::unversioned::transport::{Connector as _, TcpConnector};

use super::connector::{Plain, Tls};
use super::resolver::{ResolveError, Resolver};
use crate::tls::{Trust, TrustError, asking};

/// The most bytes of an answer of the protocol.
pub const MOST_ANSWER: u64 = steadfast_protocol::MOST_BYTES as u64;

/// How long one request may take, its answer included.
const PATIENCE: Duration = Duration::from_secs(60);

/// Bytes of a buffer of a connection.
pub(super) const BUFFER: usize = 16 * 1024;

/// What carries requests to one server. Redirects are not followed, proxies not asked, and no more is taken than was asked
/// for.
#[derive(Clone, Debug)]
pub struct Net {
    agent: Agent,
    base: String,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// Seconds that the server asks to wait, where it does.
    pub wait: Option<u64>,
    /// The body.
    pub body: Vec<u8>,
}

/// Why nothing came back.
#[derive(Debug, thiserror::Error)]
pub enum NetError {
    /// The server has no address that could be found.
    #[error("{url}: {source}")]
    Nowhere {
        /// What was asked.
        url: String,
        /// Why.
        #[source]
        source: ureq::Error,
    },
    /// Whoever answers is not the server that is trusted, or speaks TLS in another way.
    #[error("{url}: not the server that is trusted: {source}")]
    Stranger {
        /// What was asked.
        url: String,
        /// Why.
        #[source]
        source: ureq::Error,
    },
    /// The server did not answer.
    #[error("{url}: no answer: {source}")]
    Silent {
        /// What was asked.
        url: String,
        /// Why.
        #[source]
        source: ureq::Error,
    },
    /// The answer broke off.
    #[error("{url}: the answer broke off: {source}")]
    Broken {
        /// What was asked.
        url: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The answer has more bytes than were asked for.
    #[error("{url}: the answer is too long")]
    Endless {
        /// What was asked.
        url: String,
    },
    /// What came cannot be kept.
    #[error("{url}: the answer cannot be kept: {source}")]
    Kept {
        /// What was asked.
        url: String,
        /// Why.
        #[source]
        source: io::Error,
    },
}

impl Net {
    /// A network to the server at this address (`https://…`; `http://` to this machine alone), if it is the trusted one.
    ///
    /// # Errors
    /// When nobody can be trusted in this way.
    pub fn new(base: &str, trust: &Trust, resolver: Resolver) -> Result<Self, TrustError> {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .user_agent(concat!("steadfast-agent/", env!("CARGO_PKG_VERSION")))
            .input_buffer_size(BUFFER)
            .output_buffer_size(BUFFER)
            .max_idle_connections(1)
            .timeout_global(Some(PATIENCE))
            .build();
        let connector = ().chain(TcpConnector::default()).chain(Tls { config: asking(trust)?, plain: Plain::Here });
        let agent = Agent::with_parts(config, connector, resolver);
        Ok(Self { agent, base: base.trim_end_matches('/').to_owned() })
    }

    /// Sends a request of the protocol. Its answer has at most [`MOST_ANSWER`] bytes.
    ///
    /// # Errors
    /// When no whole answer comes.
    pub fn post(&self, path: &str, body: &[u8]) -> Result<Reply, NetError> {
        let url = format!("{}{path}", self.base);
        let sent = self.agent.post(&url).header("content-type", CONTENT_TYPE).send(body);
        reply(&url, sent, MOST_ANSWER)
    }

    /// Fetches a file of at most so many bytes into memory.
    ///
    /// # Errors
    /// When no whole answer comes, or a longer one.
    pub fn get(&self, path: &str, most: u64) -> Result<Reply, NetError> {
        let url = format!("{}{path}", self.base);
        let sent = self.agent.get(&url).call();
        reply(&url, sent, most)
    }

    /// Fetches a file of at most so many bytes from this byte on, piece by piece, within so much time. The body of the reply
    /// is empty; what comes goes to `to`, but only where the status is 200 (the whole file, whatever was asked) or 206 (from
    /// that byte on): `to` is made when the status is known.
    ///
    /// # Errors
    /// When no whole answer comes, a longer one, or `to` takes no more. What it took until then is right, and can be gone on
    /// from.
    pub fn download<W: Write>(
        &self,
        path: &str,
        from: u64,
        most: u64,
        patience: Duration,
        to: impl FnOnce(u16) -> W,
    ) -> Result<Reply, NetError> {
        let url = format!("{}{path}", self.base);
        let request = self.agent.get(&url).config().timeout_global(Some(patience)).build();
        let request = if from > 0 { request.header("range", format!("bytes={from}-")) } else { request };
        let mut answer = request.call().map_err(|source| failed(&url, source))?;
        let told = told(&answer);
        if matches!(told.status, 200 | 206) {
            let mut body = limited(&mut answer, most);
            copy(&url, &mut body, &mut to(told.status), most)?;
        }
        Ok(told)
    }
}

pub(super) type Answer = ureq::http::Response<ureq::Body>;

fn told(answer: &Answer) -> Reply {
    let wait = answer.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
    Reply { status: answer.status().as_u16(), wait, body: Vec::new() }
}

/// The body, and no more than a byte beyond `most` of it.
pub(super) fn limited(answer: &mut Answer, most: u64) -> impl io::Read {
    answer.body_mut().with_config().limit(u64::MAX).reader().take(most.saturating_add(1))
}

fn reply(url: &str, sent: Result<Answer, ureq::Error>, most: u64) -> Result<Reply, NetError> {
    let mut answer = sent.map_err(|source| failed(url, source))?;
    let mut told = told(&answer);
    copy(url, &mut limited(&mut answer, most), &mut told.body, most)?;
    Ok(told)
}

pub(super) fn copy(
    url: &str,
    body: &mut impl io::Read,
    to: &mut (impl Write + ?Sized),
    most: u64,
) -> Result<(), NetError> {
    let url = || url.to_owned();
    let mut buffer = vec![0; BUFFER];
    let mut left = most;
    loop {
        let count = body.read(&mut buffer).map_err(|source| NetError::Broken { url: url(), source })?;
        if count == 0 {
            return Ok(());
        }
        left = left.checked_sub(count as u64).ok_or_else(|| NetError::Endless { url: url() })?;
        to.write_all(&buffer[..count]).map_err(|source| NetError::Kept { url: url(), source })?;
    }
}

pub(super) fn failed(url: &str, source: ureq::Error) -> NetError {
    let url = url.to_owned();
    let inner = match &source {
        ureq::Error::Io(error) => error.get_ref(),
        _ => None,
    };
    match inner {
        Some(inner) if inner.is::<ResolveError>() => NetError::Nowhere { url, source },
        Some(inner) if inner.is::<rustls::Error>() => NetError::Stranger { url, source },
        _ => NetError::Silent { url, source },
    }
}
