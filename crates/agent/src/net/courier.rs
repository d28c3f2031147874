//! What the owner sends to a place of their own: long bodies to whichever server they named, piece by piece.

use std::io::{Read, Write};
use std::time::Duration;

use ureq::http::{HeaderName, HeaderValue, Method, Request, Uri};
use ureq::unversioned::transport::{Connector as _, TcpConnector};
use ureq::{Agent, AsSendBody, SendBody};

use super::client::{BUFFER, NetError, copy, failed, limited};
use super::connector::{Plain, Tls};
use super::resolver::Resolver;
use crate::tls::{Trust, TrustError, asking};

/// How long a whole request may take: a day, for what is large and goes through a thin line.
const PATIENCE: Duration = Duration::from_secs(24 * 3600);

/// How long nothing may move on the way there.
const STILL: Duration = Duration::from_secs(60);

/// How long the other side may be silent: it thinks about what it got, and some write it down once more.
const THINKS: Duration = Duration::from_secs(15 * 60);

/// How long it is waited whether a long body is wanted at all.
const WANTED: Duration = Duration::from_secs(2);

/// Carries requests to servers of the owner's. Redirects are not followed, proxies not asked.
#[derive(Clone, Debug)]
pub struct Courier(Agent);

/// A request.
#[derive(Clone, Debug)]
pub struct Parcel {
    request: Request<()>,
    url: String,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Receipted {
    /// The status.
    pub status: u16,
    /// The mark of what was taken (`etag`), where the server named one.
    pub mark: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Courier {
    /// To whoever is trusted so. Plain HTTP is spoken to machines of the own network alone, and only where `plain` says so.
    ///
    /// # Errors
    /// When nobody can be trusted in this way.
    pub fn new(trust: &Trust, plain: Plain, resolver: Resolver) -> Result<Self, TrustError> {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .proxy(None)
            .user_agent(concat!("steadfast-agent/", env!("CARGO_PKG_VERSION")))
            .input_buffer_size(BUFFER)
            .output_buffer_size(BUFFER)
            .max_idle_connections(1)
            .timeout_global(Some(PATIENCE))
            .timeout_connect(Some(STILL))
            .timeout_await_100(Some(WANTED))
            .timeout_per_read(Some(THINKS))
            .timeout_per_write(Some(STILL))
            .build();
        let connector = ().chain(TcpConnector::default()).chain(Tls { config: asking(trust)?, plain });
        Ok(Self(Agent::with_parts(config, connector, resolver)))
    }

    /// Sends so many bytes of a body and takes an answer of at most `most` bytes.
    ///
    /// # Errors
    /// When no whole answer comes.
    pub fn send(&self, parcel: &Parcel, body: &mut dyn Read, bytes: u64, most: u64) -> Result<Receipted, NetError> {
        let with = parcel.clone().with("content-length", &bytes.to_string());
        self.run(&with, SendBody::from_reader(body), most)
    }

    /// Asks without a body.
    ///
    /// # Errors
    /// When no whole answer comes.
    pub fn ask(&self, parcel: &Parcel, most: u64) -> Result<Receipted, NetError> {
        self.run(parcel, ().as_body(), most)
    }

    /// Pours the body of an answer somewhere, where its status is 200; else nothing of it.
    ///
    /// # Errors
    /// When no whole answer comes, a longer one, or `to` takes no more.
    pub fn pour(&self, parcel: &Parcel, most: u64, to: &mut dyn Write) -> Result<u16, NetError> {
        let mut answer = self.0.run(parcel.request.clone()).map_err(|source| failed(&parcel.url, source))?;
        let status = answer.status().as_u16();
        if status == 200 {
            copy(&parcel.url, &mut limited(&mut answer, most), to, most)?;
        }
        Ok(status)
    }

    /// Ends what is under way, in whatever thread.
    pub fn stop(&self) {
        self.0.clone().shutdown();
    }

    fn run(&self, parcel: &Parcel, body: SendBody<'_>, most: u64) -> Result<Receipted, NetError> {
        let request = parcel.request.clone().map(|()| body);
        let mut answer = self.0.run(request).map_err(|source| failed(&parcel.url, source))?;
        let mark = answer.headers().get("etag").and_then(|mark| mark.to_str().ok()).unwrap_or_default().to_owned();
        let (status, mut body) = (answer.status().as_u16(), Vec::new());
        copy(&parcel.url, &mut limited(&mut answer, most), &mut body, most)?;
        Ok(Receipted { status, mark, body })
    }
}

impl Parcel {
    /// A request to an address; nothing where it is none.
    #[must_use]
    pub fn to(method: &str, url: &str) -> Option<Self> {
        let mut request = Request::new(());
        *request.method_mut() = Method::from_bytes(method.as_bytes()).ok()?;
        *request.uri_mut() = url.parse::<Uri>().ok()?;
        Some(Self { request, url: url.to_owned() })
    }

    /// With one more header. A value that no header can have is left away.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.request.headers_mut().insert(HeaderName::from_static(name), value);
        }
        self
    }
}
