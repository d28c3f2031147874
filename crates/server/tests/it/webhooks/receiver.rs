//! A receiver of webhooks: a real server on the loopback address that answers as it is told and keeps what it got.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// One request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Got {
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// How one request is answered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) header: Option<(&'static str, String)>,
    pub(crate) after: Duration,
}

impl Reply {
    pub(crate) fn status(status: u16) -> Self {
        Self { status, ..Self::default() }
    }
}

#[derive(Debug, Default)]
struct Kept {
    got: Vec<Got>,
    replies: VecDeque<Reply>,
}

/// A receiver; without replies of its own it answers 204.
#[derive(Debug)]
pub(crate) struct Receiver {
    port: u16,
    kept: Arc<Mutex<Kept>>,
}

impl Receiver {
    pub(crate) async fn start() -> Self {
        let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = socket.local_addr().expect("an address").port();
        let kept = Arc::new(Mutex::new(Kept::default()));
        let router = Router::new().fallback(take).with_state(Arc::clone(&kept));
        tokio::spawn(async move { axum::serve(socket, router).await });
        Self { port, kept }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Answers the next requests so, one after the other.
    pub(crate) fn replies(&self, replies: impl IntoIterator<Item = Reply>) {
        self.kept.lock().expect("kept").replies.extend(replies);
    }

    /// Everything that came since the last look.
    pub(crate) fn take(&self) -> Vec<Got> {
        std::mem::take(&mut self.kept.lock().expect("kept").got)
    }

    /// Waits for a request.
    pub(crate) async fn next(&self) -> Got {
        for _ in 0..2000 {
            if let Some(got) = self.take().pop() {
                return got;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("nothing came");
    }
}

async fn take(State(kept): State<Arc<Mutex<Kept>>>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let got = Got { path: uri.path().to_owned(), headers, body: body.to_vec() };
    let reply = {
        let mut kept = kept.lock().expect("kept");
        kept.got.push(got);
        kept.replies.pop_front().unwrap_or(Reply::status(204))
    };
    tokio::time::sleep(reply.after).await;
    let status = StatusCode::from_u16(reply.status).expect("a status");
    match reply.header {
        Some((name, value)) => (status, [(name, value)], "so it is").into_response(),
        None if status == StatusCode::NO_CONTENT => status.into_response(),
        None => (status, "so it is").into_response(),
    }
}

impl Got {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap_or_else(|| panic!("no {name}")).to_str().expect("ASCII")
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    /// Whether one of the signatures is by this secret, by the text of the Standard Webhooks specification.
    pub(crate) fn is_signed_by(&self, secret: &str) -> bool {
        let key = STANDARD.decode(secret.strip_prefix("whsec_").expect("a secret")).expect("base64");
        let signed = [self.header("webhook-id"), ".", self.header("webhook-timestamp"), "."].concat();
        let signed = [signed.as_bytes(), &self.body].concat();
        let wanted = format!("v1,{}", STANDARD.encode(hmac(&key, &signed)));
        self.header("webhook-signature").split(' ').any(|signature| signature == wanted)
    }
}

/// HMAC-SHA256 from its definition (RFC 2104), for a key shorter than a block.
fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let pad = |with: u8| -> Vec<u8> { (0..64).map(|at| key.get(at).unwrap_or(&0) ^ with).collect() };
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize().into()
}
