//! A browser with its cookies, or a program with its token, at the API.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;
use ureq::Agent;
use ureq::http::{HeaderMap, Request, Response};

/// Somebody at the door.
#[derive(Clone)]
pub(crate) struct Client {
    agent: Agent,
    base: String,
    cookies: BTreeMap<String, String>,
}

/// What was answered.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The same, if it has this status.
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }
}

/// No answer, or not a whole one.
pub(crate) type Outcome = Result<Answer, ureq::Error>;

impl Client {
    pub(crate) fn at(base: &str) -> Self {
        let config = Agent::config_builder().http_status_as_error(false).max_redirects(0);
        let config = config.timeout_global(Some(Duration::from_secs(40))).proxy(None);
        Self { agent: config.build().into(), base: base.to_owned(), cookies: BTreeMap::new() }
    }

    /// The same browser at another server.
    pub(crate) fn moved(&self, base: &str) -> Self {
        Self { cookies: self.cookies.clone(), ..Self::at(base) }
    }

    pub(crate) fn get(&self, path: &str) -> Outcome {
        self.answered(self.agent.run(self.request("GET", path).body(()).expect("a request")))
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Outcome {
        self.post_once(path, None, body)
    }

    /// With a key that makes repeating it harmless.
    pub(crate) fn post_once(&self, path: &str, key: Option<&str>, body: &Value) -> Outcome {
        let request = self.request("POST", path).header("content-type", "application/json");
        let request = key.into_iter().fold(request, |request, key| request.header("idempotency-key", key));
        self.answered(self.agent.run(request.body(body.to_string()).expect("a request")))
    }

    /// Posts a file, with a key that makes repeating it harmless.
    pub(crate) fn post_file(&self, path: &str, key: &str, content: &[u8]) -> Outcome {
        let request = self.request("POST", path).header("idempotency-key", key);
        self.answered(self.agent.run(request.body(content).expect("a request")))
    }

    /// Posts, and keeps the cookies of the answer.
    pub(crate) fn enter(&mut self, path: &str, body: &Value) -> Outcome {
        let answer = self.post(path, body)?;
        for cookie in answer.headers.get_all("set-cookie") {
            self.keep(cookie.to_str().expect("ASCII"));
        }
        Ok(answer)
    }

    /// Forgets who is signed in, but not that this browser signed in before.
    pub(crate) fn close_session(&mut self) {
        self.cookies.remove("steadfast");
    }

    fn keep(&mut self, cookie: &str) {
        let (name, rest) = cookie.split_once('=').expect("a cookie");
        self.cookies.insert(name.to_owned(), rest.split(';').next().expect("a value").to_owned());
    }

    fn request(&self, method: &str, path: &str) -> ureq::http::request::Builder {
        let request = Request::builder().method(method).uri(format!("{}{path}", self.base));
        request.header("cookie", self.cookie())
    }

    /// What this browser sends as `Cookie`.
    pub(crate) fn cookie(&self) -> String {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        cookies.join("; ")
    }

    fn answered(&self, got: Result<Response<ureq::Body>, ureq::Error>) -> Outcome {
        let (head, mut body) = got?.into_parts();
        let body = body.with_config().limit(64 << 20).read_to_vec()?;
        Ok(Answer { status: head.status.as_u16(), headers: head.headers, body })
    }
}
