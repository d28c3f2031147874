//! The network of a unit.

use std::io::Read as _;
use std::time::Duration;

use steadfast_protocol::{CONTENT_TYPE, MOST_BYTES};
use ureq::Agent;

/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// What carries requests to one server.
#[derive(Clone, Debug)]
pub struct Net {
    agent: Agent,
    base: String,
}

/// What came back.
#[derive(Clone, Debug)]
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
        source: std::io::Error,
    },
}

impl Net {
    /// A network to the server at this address, by an agent that takes every status for an answer.
    #[must_use]
    pub fn new(base: &str, agent: Agent) -> Self {
        Self { agent, base: base.trim_end_matches('/').to_owned() }
    }

    /// An agent for addresses that speak plain HTTP, or have a certificate that machines know.
    #[must_use]
    pub fn agent() -> Agent {
        Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE)).build().into()
    }

    /// Sends a request of the protocol.
    ///
    /// # Errors
    /// When no whole answer comes.
    pub fn post(&self, path: &str, body: &[u8]) -> Result<Reply, NetError> {
        let url = format!("{}{path}", self.base);
        let sent = self.agent.post(&url).header("content-type", CONTENT_TYPE).send(body);
        reply(url, sent, MOST_BYTES as u64)
    }

    /// Fetches a file, of which no more than a byte beyond `most` is taken.
    ///
    /// # Errors
    /// When no whole answer comes.
    pub fn get(&self, path: &str, most: u64) -> Result<Reply, NetError> {
        let url = format!("{}{path}", self.base);
        let sent = self.agent.get(&url).call();
        reply(url, sent, most)
    }
}

fn reply(
    url: String,
    sent: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    most: u64,
) -> Result<Reply, NetError> {
    let mut answer = match sent {
        Ok(answer) => answer,
        Err(source) => return Err(NetError::Silent { url, source }),
    };
    let wait = answer.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
    let mut body = Vec::new();
    let read =
        answer.body_mut().with_config().limit(u64::MAX).reader().take(most.saturating_add(1)).read_to_end(&mut body);
    match read {
        Ok(_) => Ok(Reply { status: answer.status().as_u16(), wait, body }),
        Err(source) => Err(NetError::Broken { url, source }),
    }
}
