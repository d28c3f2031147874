//! One server's API.

use std::time::Duration;

use serde_json::Value;
use ureq::http::{Response, header};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{Connector as _, TcpConnector};
use ureq::{Agent, Body};

use super::Connection;
use super::address::address;
use super::pinned::{Fingerprint, PinnedTls};
use super::refusal::{Problem, Refusal};
use crate::failure::Failure;

/// The longest answer in JSON, in bytes.
const LONGEST: u64 = 16 << 20;
const AGENT: &str = concat!("steadfast/", env!("CARGO_PKG_VERSION"));

/// A server, and who asks it.
pub(super) struct Client {
    agent: Agent,
    /// Its address.
    pub(super) server: String,
    token: Option<String>,
}

impl Client {
    /// A client whose token is used where there is one.
    pub(super) fn open(connection: &Connection) -> Result<Self, Failure> {
        let server = address(connection.server.as_deref())?;
        let token = std::env::var("STEADFAST_TOKEN").ok().map(|text| text.trim().to_owned());
        let agent = agent(fingerprint(connection)?);
        Ok(Self { agent, server, token: token.filter(|text| !text.is_empty()) })
    }

    /// A client with a token.
    pub(super) fn signed_in(connection: &Connection) -> Result<Self, Failure> {
        let client = Self::open(connection)?;
        if client.token.is_some() {
            return Ok(client);
        }
        let server = &client.server;
        Err(Failure::Usage(format!("STEADFAST_TOKEN is not set: make a token at {server}/tokens/new, and set it")))
    }

    pub(super) fn has_token(&self) -> bool {
        self.token.is_some()
    }

    /// An answer that is none of a problem, whatever its status is otherwise.
    pub(super) fn ask(&self, path: &str, query: &[(&str, &str)]) -> Result<Response<Body>, Failure> {
        let mut request = self.agent.get(format!("{}{path}", self.server));
        for (name, value) in query.iter().filter(|(_, value)| !value.is_empty()) {
            request = request.query(name, value);
        }
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let answer = request.call().map_err(|error| self.unreachable(&error))?;
        let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind == "application/problem+json" { Err(self.problem(answer)) } else { Ok(answer) }
    }

    /// An answer whose status is 200.
    pub(super) fn get(&self, path: &str, query: &[(&str, &str)]) -> Result<Response<Body>, Failure> {
        let answer = self.ask(path, query)?;
        let status = answer.status();
        if status == 200 { Ok(answer) } else { Err(self.foreign(format!("status {status}"))) }
    }

    /// An answer in JSON.
    pub(super) fn json(&self, path: &str, query: &[(&str, &str)]) -> Result<Value, Failure> {
        let text = self.text(self.get(path, query)?)?;
        serde_json::from_str(&text).map_err(|error| self.foreign(error.to_string()))
    }

    /// The body of an answer that is no file.
    pub(super) fn text(&self, mut answer: Response<Body>) -> Result<String, Failure> {
        let read = answer.body_mut().with_config().limit(LONGEST).read_to_string();
        read.map_err(|error| self.unreachable(&error))
    }

    fn problem(&self, answer: Response<Body>) -> Failure {
        let status = answer.status().as_u16();
        let problem = self.text(answer).map(|text| serde_json::from_str::<Problem>(&text).unwrap_or_default());
        match problem {
            Ok(problem) => Failure::Refused(Box::new(Refusal::problem(&self.server, Problem { status, ..problem }))),
            Err(failure) => failure,
        }
    }

    fn foreign(&self, reason: String) -> Failure {
        Failure::Refused(Box::new(Refusal::Foreign { server: self.server.clone(), reason }))
    }

    fn unreachable(&self, error: &ureq::Error) -> Failure {
        Failure::Refused(Box::new(Refusal::unreachable(&self.server, error)))
    }

    /// An answer that broke off.
    pub(super) fn broken_off(&self, error: &std::io::Error) -> Failure {
        let reason = format!("the answer broke off: {error}");
        Failure::Refused(Box::new(Refusal::Unreachable { server: self.server.clone(), reason }))
    }
}

fn fingerprint(connection: &Connection) -> Result<Option<Fingerprint>, Failure> {
    let stated = || std::env::var("STEADFAST_CERTIFICATE_FINGERPRINT").ok().filter(|text| !text.is_empty());
    let given = connection.certificate_fingerprint.clone().or_else(stated);
    given.map(|text| Fingerprint::read(&text).map_err(Failure::Usage)).transpose()
}

/// Redirects are not followed: a token is for one server.
fn agent(pinned: Option<Fingerprint>) -> Agent {
    let config = Agent::config_builder()
        .user_agent(AGENT)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_connect(Some(Duration::from_secs(15)))
        .timeout_recv_response(Some(Duration::from_secs(60)))
        .proxy(None);
    match pinned {
        None => config.build().into(),
        Some(pinned) => {
            let connector = TcpConnector::default().chain(PinnedTls::new(pinned));
            Agent::with_parts(config.build(), connector, DefaultResolver::default())
        }
    }
}
