//! One attempt: a request that goes only where it may, follows nobody, and ends in time.

use std::io::Read as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{Uri, header};
use ureq::config::Config;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

use super::event::MEDIA_TYPE;
use super::reach::Reach;
use crate::outward::{Leave, Shut};

/// For one attempt in all, from the name's address to the answer's end.
const PATIENCE: Duration = Duration::from_secs(15);
/// Bytes of an answer that are read.
const MOST: u64 = 1024;
/// Characters of an answer that are kept.
const KEPT: usize = 300;
/// The longest wait that a receiver may ask for.
const LONGEST_WAIT: Duration = Duration::from_secs(3600);

/// What is sent.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    pub(crate) url: String,
    pub(crate) id: String,
    pub(crate) seconds: i64,
    pub(crate) signatures: String,
    pub(crate) body: String,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// The status, where there was an answer.
    pub(crate) status: Option<u16>,
    /// The answer's begin, or why there was none.
    pub(crate) text: String,
    /// For how long the receiver wants peace.
    pub(crate) wait: Option<Duration>,
}

impl Answer {
    /// Whether the receiver took it.
    pub(crate) fn is_well(&self) -> bool {
        self.status.is_some_and(|status| (200..300).contains(&status))
    }

    /// What stands for an answer where nothing leaves the house.
    pub(crate) fn shut() -> Self {
        Self { status: Some(204), text: Shut.to_string(), wait: None }
    }

    fn none(reason: impl Into<String>) -> Self {
        Self { status: None, text: reason.into(), wait: None }
    }
}

/// Sends letters; blocks while it does.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    agent: ureq::Agent,
}

impl Post {
    pub(crate) fn new(reach: Reach) -> Self {
        Self { agent: ureq::Agent::with_parts(settings(), DefaultConnector::default(), Guard::new(reach)) }
    }

    /// One attempt.
    pub(crate) fn send(&self, _: &Leave, letter: &Letter) -> Answer {
        let request = self
            .agent
            .post(&letter.url)
            .header(header::CONTENT_TYPE, MEDIA_TYPE)
            .header("webhook-id", &letter.id)
            .header("webhook-timestamp", letter.seconds.to_string())
            .header("webhook-signature", &letter.signatures);
        answer(request.send(letter.body.as_bytes()))
    }

    /// One call that says nothing but that it is made: by POST with an empty body, or by GET.
    pub(crate) fn call(&self, _: &Leave, url: &str, by_post: bool) -> Answer {
        answer(if by_post { self.agent.post(url).send_empty() } else { self.agent.get(url).call() })
    }
}

fn settings() -> Config {
    Config::builder()
        .http_status_as_error(false)
        // A redirect is an answer that is not well.
        .max_redirects(0)
        .max_redirects_will_error(false)
        // A proxy would connect to addresses that nobody here has looked at.
        .proxy(None)
        .timeout_global(Some(PATIENCE))
        .max_response_header_size(16 * 1024)
        .max_idle_connections(64)
        .max_idle_connections_per_host(1)
        .user_agent(AGENT)
        .tls_config(tls())
        .build()
}

/// What this server calls itself when it asks others.
pub(crate) const AGENT: &str = concat!("Steadfast/", env!("CARGO_PKG_VERSION"));

/// How it knows others.
pub(crate) fn tls() -> TlsConfig {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    TlsConfig::builder().root_certs(RootCerts::WebPki).unversioned_rustls_crypto_provider(provider).build()
}

fn answer(sent: Result<axum::http::Response<ureq::Body>, ureq::Error>) -> Answer {
    match sent {
        Ok(response) => read(response),
        Err(ureq::Error::Timeout(_)) => Answer::none("no answer in time"),
        Err(error) => Answer::none(cleaned(&error.to_string())),
    }
}

fn read(mut response: axum::http::Response<ureq::Body>) -> Answer {
    let wait = response.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
    let status = response.status().as_u16();
    let mut bytes = Vec::new();
    // The status counts; an answer that breaks off or comes too slowly is shown as far as it came.
    drop(response.body_mut().as_reader().take(MOST).read_to_end(&mut bytes));
    let wait = wait.map(|seconds| Duration::from_secs(seconds).min(LONGEST_WAIT));
    Answer { status: Some(status), text: cleaned(&String::from_utf8_lossy(&bytes)), wait }
}

/// On one line, without control characters, and short.
fn cleaned(text: &str) -> String {
    let words: Vec<&str> = text.split(|letter: char| letter.is_whitespace() || letter.is_control()).collect();
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").chars().take(KEPT).collect()
}

/// Gives the connection only addresses that it may go to.
#[derive(Debug)]
pub(crate) struct Guard {
    reach: Reach,
}

impl Guard {
    /// As far as `reach` goes.
    pub(crate) fn new(reach: Reach) -> Self {
        Self { reach }
    }
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        let mut admitted = self.empty();
        for address in found.iter().filter(|address: &&SocketAddr| self.reach.admits(uri, address.ip())) {
            admitted.push(*address);
        }
        if admitted.is_empty() {
            let reason = "the address leads to this machine or into a network of one's own, and is not allowed";
            return Err(std::io::Error::new(std::io::ErrorKind::PermissionDenied, reason).into());
        }
        Ok(admitted)
    }
}
