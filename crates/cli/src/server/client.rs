//! One server's API.

use std::fs::File;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use steadfast_server::ambient::{Ambient, Machine};
use steadfast_trust::encoding::hex;
use ureq::http::{Response, header};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{Connector as _, TcpConnector};
use ureq::{Agent, Body, RequestBuilder, SendBody};

use super::Connection;
use super::address::address;
use super::pinned::{Fingerprint, PinnedTls};
use super::refusal::{Problem, Refusal};
use crate::failure::Failure;

/// The longest answer in JSON, in bytes.
const LONGEST: u64 = 16 << 20;
/// How long a server may take to keep a large file after it arrived.
const KEPT: Duration = Duration::from_secs(600);
/// How often something is asked for that may not have arrived.
const TRIES: usize = 3;
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
        let agent = certificate_agent(connection.certificate_fingerprint.as_deref())?;
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

    /// What asks this server, without a token.
    pub(super) fn agent(&self) -> Agent {
        self.agent.clone()
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
        let answer = self.authorised(request).call().map_err(|error| self.unreachable(&error))?;
        if is_problem(&answer) { Err(self.problem(answer)) } else { Ok(answer) }
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

    /// Has something done, once: cut off before the answer, it is asked again under the same key.
    pub(super) fn command(&self, path: &str) -> Result<(), Failure> {
        self.once(|key| self.changing(path, key).send_empty()).map(drop)
    }

    /// The same with a body, and an answer in JSON.
    pub(super) fn post(&self, path: &str, body: &Value) -> Result<Value, Failure> {
        let json = "application/json";
        let sent = |key: &str| self.changing(path, key).content_type(json).send(body.to_string());
        self.value(self.once(sent)?)
    }

    /// The same with files. The server may refuse them before they are sent.
    pub(super) fn upload(&self, path: &str, form: &Form) -> Result<Value, Failure> {
        let (kind, body) = form.finished();
        let sent =
            |key: &str| self.changing(path, key).header("expect", "100-continue").content_type(&kind).send(&body);
        self.value(self.once(sent)?)
    }

    /// The same with fields and a file, which is sent as it is read: it may be larger than memory.
    pub(super) fn upload_with(
        &self,
        path: &str,
        fields: &Form,
        (name, called): (&str, &str),
        file: &Path,
    ) -> Result<Value, Failure> {
        let unreadable = |source| Failure::Unreadable { file: file.to_owned(), source };
        File::open(file).map_err(unreadable)?;
        let (kind, before, after) = fields.around(name, called);
        let sent = |key: &str| {
            let whole = Cursor::new(before.clone()).chain(File::open(file)?).chain(Cursor::new(after.clone()));
            let request = self.changing(path, key).header("expect", "100-continue").content_type(&kind);
            request.send(SendBody::from_owned_reader(whole))
        };
        self.value(self.once(sent)?)
    }

    /// Has something done with a body, without an answer.
    pub(super) fn tell(&self, path: &str, body: &Value) -> Result<(), Failure> {
        let sent = |key: &str| self.changing(path, key).content_type("application/json").send(body.to_string());
        self.once(sent).map(drop)
    }

    /// Has something be as the body says, whatever it was.
    pub(super) fn replace(&self, path: &str, body: &Value) -> Result<(), Failure> {
        let url = format!("{}{path}", self.server);
        let put = |key: &str| self.authorised(self.agent.put(&url).header("Idempotency-Key", key));
        self.once(|key| put(key).content_type("application/json").send(body.to_string())).map(drop)
    }

    /// Takes something away.
    pub(super) fn remove(&self, path: &str) -> Result<(), Failure> {
        let url = format!("{}{path}", self.server);
        let delete = |key: &str| self.authorised(self.agent.delete(&url).header("Idempotency-Key", key)).call();
        self.once(delete).map(drop)
    }

    /// The same to what lies below a resource, as long as that is as it is read just before.
    pub(super) fn tell_unchanged(&self, resource: &str, below: &str, body: &Value) -> Result<(), Failure> {
        let read = self.get(resource, &[])?;
        let tag = read.headers().get("etag").cloned().ok_or_else(|| self.foreign("no ETag".to_owned()))?;
        let path = format!("{resource}{below}");
        let sent = |key: &str| {
            let request = self.changing(&path, key).header("if-match", tag.clone());
            request.content_type("application/json").send(body.to_string())
        };
        self.once(sent).map(drop)
    }

    fn changing(&self, path: &str, key: &str) -> RequestBuilder<ureq::typestate::WithBody> {
        self.authorised(self.agent.post(format!("{}{path}", self.server)).header("Idempotency-Key", key))
    }

    fn value(&self, answer: Response<Body>) -> Result<Value, Failure> {
        let text = self.text(answer)?;
        serde_json::from_str(&text).map_err(|error| self.foreign(error.to_string()))
    }

    fn once(&self, ask: impl Fn(&str) -> Result<Response<Body>, ureq::Error>) -> Result<Response<Body>, Failure> {
        let key = hex(&(&Machine as &dyn Ambient).random::<16>());
        let mut tries = 0;
        loop {
            tries += 1;
            match ask(&key) {
                Ok(answer) if is_problem(&answer) => return Err(self.problem(answer)),
                Ok(answer) if answer.status().is_success() => return Ok(answer),
                Ok(answer) => return Err(self.foreign(format!("status {}", answer.status()))),
                Err(_) if tries < TRIES => std::thread::sleep(Duration::from_secs(1)),
                Err(error) => return Err(self.unreachable(&error)),
            }
        }
    }

    /// Sends a file as it is. The answer in JSON.
    pub(super) fn upload_file(&self, path: &str, query: &[(&str, &str)], file: &Path) -> Result<Value, Failure> {
        let unreadable = |source| Failure::Unreadable { file: file.to_owned(), source };
        File::open(file).map_err(unreadable)?;
        // The answer comes after all of the file is on the server's disk.
        let sent = |key: &str| {
            let request = self.handing(path, query, key).config().timeout_recv_response(Some(KEPT)).build();
            request.send(&File::open(file)?)
        };
        self.value(self.once(sent)?)
    }

    /// The same with what is in memory.
    pub(super) fn hand_in(&self, path: &str, query: &[(&str, &str)], content: &[u8]) -> Result<Value, Failure> {
        self.value(self.once(|key| self.handing(path, query, key).send(content))?)
    }

    fn handing(&self, path: &str, query: &[(&str, &str)], key: &str) -> RequestBuilder<ureq::typestate::WithBody> {
        let query = query.iter().filter(|(_, value)| !value.is_empty());
        let request = query.fold(self.changing(path, key), |request, (name, value)| request.query(name, value));
        request.header(header::CONTENT_TYPE, "application/octet-stream")
    }

    fn authorised<B>(&self, request: RequestBuilder<B>) -> RequestBuilder<B> {
        match &self.token {
            Some(token) => request.header(header::AUTHORIZATION, format!("Bearer {token}")),
            None => request,
        }
    }

    /// The body of an answer that is no file.
    pub(super) fn text(&self, mut answer: Response<Body>) -> Result<String, Failure> {
        let read = answer.body_mut().with_config().limit(LONGEST).read_to_string();
        read.map_err(|error| self.unreachable(&error))
    }

    /// Writes the body of an answer into a file that is not there yet.
    pub(super) fn keep(&self, answer: Response<Body>, file: &Path) -> Result<(), Failure> {
        let unwritable = |source| Failure::Unwritable { file: file.to_owned(), source };
        let mut into = File::create_new(file).map_err(unwritable)?;
        let mut body = answer.into_body().into_with_config().limit(LONGEST).reader();
        std::io::copy(&mut body, &mut into).map_err(unwritable)?;
        into.sync_all().map_err(unwritable)
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

/// Fields and files of a form (RFC 7578).
#[derive(Default)]
pub(super) struct Form {
    body: Vec<u8>,
}

impl Form {
    /// What stands between two fields; drawn once, so that no file holds it.
    const BOUNDARY: &str = "steadfast-6f1b0c2e9a7d4835b1e4c7a90d52f3e8";

    /// A field.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.part(&format!("name=\"{name}\""), value.as_bytes());
    }

    /// A file. Its name is for people: what would end the header is left out.
    pub(super) fn file(&mut self, name: &str, called: &str, content: &[u8]) {
        let called: String = called.chars().filter(|letter| !letter.is_control() && *letter != '"').collect();
        self.part(&format!("name=\"{name}\"; filename=\"{called}\""), content);
    }

    fn part(&mut self, disposition: &str, content: &[u8]) {
        let head = format!("--{}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n", Self::BOUNDARY);
        self.body.extend_from_slice(head.as_bytes());
        self.body.extend_from_slice(content);
        self.body.extend_from_slice(b"\r\n");
    }

    /// Its content type, and what stands before and behind the content of one more file.
    fn around(&self, name: &str, called: &str) -> (String, Vec<u8>, Vec<u8>) {
        let mut with = Self { body: self.body.clone() };
        with.file(name, called, b"");
        let (kind, whole) = with.finished();
        let end = format!("\r\n--{}--\r\n", Self::BOUNDARY);
        let (before, after) = whole.split_at(whole.len() - end.len());
        (kind, before.to_vec(), after.to_vec())
    }

    /// Its content type, and the whole of it.
    fn finished(&self) -> (String, Vec<u8>) {
        let end = format!("--{}--\r\n", Self::BOUNDARY);
        (format!("multipart/form-data; boundary={}", Self::BOUNDARY), [&self.body, end.as_bytes()].concat())
    }
}

fn is_problem(answer: &Response<Body>) -> bool {
    answer.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes() == b"application/problem+json")
}

/// What asks a server whose certificate may be known by its fingerprint.
pub(crate) fn certificate_agent(given: Option<&str>) -> Result<Agent, Failure> {
    let stated = || std::env::var("STEADFAST_CERTIFICATE_FINGERPRINT").ok().filter(|text| !text.is_empty());
    let given = given.map(str::to_owned).or_else(stated);
    let pinned = given.map(|text| Fingerprint::read(&text).map_err(Failure::Usage)).transpose()?;
    Ok(agent(pinned))
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
