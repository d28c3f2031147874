//! Fetching: one file from one address, whole or as far as it came, and never more than it may be.

pub(super) mod csaf;
mod partial;

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use axum::http::{HeaderMap, StatusCode, header};
use sha2::{Digest as _, Sha256};
use steadfast_formats::ReadError;
use ureq::unversioned::transport::DefaultConnector;

use crate::outward::{Leave, Outward, Shut, Way};
use crate::webhooks::post::{AGENT, Guard, tls};
use crate::webhooks::reach::Reach;
use partial::Partial;

/// For one file, from the name's address to its end.
const PATIENCE: Duration = Duration::from_secs(1800);
/// For one document of many.
const PATIENCE_WITH_DOCUMENTS: Duration = Duration::from_secs(120);
/// For an answer to begin.
const BEGIN: Duration = Duration::from_secs(120);
/// Redirects that are followed: an address of a large export leads elsewhere, as a rule.
const REDIRECTS: u32 = 5;
/// Bytes of a piece.
const PIECE: usize = 64 << 10;

/// Why a fetch failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum FetchError {
    /// No answer came, or it broke off.
    #[error("{0}")]
    Network(String),
    /// The answer was no.
    #[error("the server answered {0}")]
    Refused(StatusCode),
    /// The answer broke off.
    #[error("the answer broke off after {got} of {whole} bytes; the next attempt goes on from there")]
    BrokeOff { got: u64, whole: u64 },
    /// More came than may be.
    #[error("the answer is larger than {0} bytes, the most that is taken")]
    TooLarge(u64),
    /// The disk.
    #[error("what came cannot be kept: {0}")]
    Disk(#[from] std::io::Error),
    /// What came is not what was expected.
    #[error("{0}")]
    Content(String),
    /// The server ends.
    #[error("it was stopped")]
    Stopped,
    /// Nobody is to be asked.
    #[error(transparent)]
    Shut(#[from] Shut),
}

impl From<ureq::Error> for FetchError {
    fn from(error: ureq::Error) -> Self {
        match error {
            ureq::Error::Timeout(_) => Self::Network("no answer in time".to_owned()),
            error => Self::Network(error.to_string()),
        }
    }
}

impl From<ReadError> for FetchError {
    fn from(error: ReadError) -> Self {
        Self::Content(error.to_string())
    }
}

/// How far a fetch is, and whether it is to go on.
#[derive(Debug, Default)]
pub(super) struct Meter {
    /// Bytes, or documents.
    pub(super) got: AtomicU64,
    /// Of how many, where that is known.
    pub(super) whole: AtomicU64,
    /// Whether it is to stop.
    pub(super) stop: AtomicBool,
    /// Whether it had its turn: what can wait for the next one is to wait, so that others have theirs.
    pub(super) turn_over: AtomicBool,
}

/// What is known of a file from before.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub(super) etag: Option<String>,
    pub(super) modified: Option<String>,
}

/// What came.
#[derive(Debug)]
pub(super) enum Came {
    /// Nothing changed.
    Same(Known),
    /// A file: it lies where the partial one was.
    File { known: Known, digest: [u8; 32], bytes: u64 },
}

/// Fetches; blocks while it does.
#[derive(Clone, Debug)]
pub(super) struct Fetcher {
    agent: ureq::Agent,
    outward: Outward,
    largest: u64,
}

impl Fetcher {
    /// Goes only where it may.
    pub(crate) fn new(reach: Reach, outward: Outward) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(REDIRECTS)
            .max_redirects_will_error(true)
            .proxy(None)
            .timeout_global(Some(PATIENCE))
            .timeout_recv_response(Some(BEGIN))
            .max_response_header_size(32 * 1024)
            .user_agent(AGENT)
            .tls_config(tls())
            .build();
        let agent = ureq::Agent::with_parts(config, DefaultConnector::default(), Guard::new(reach));
        Self { agent, outward, largest: super::hand_in::LARGEST }
    }

    /// What asks others, for who has leave to.
    fn agent(&self, _: &Leave) -> &ureq::Agent {
        &self.agent
    }

    /// Fetches a file to `path`, where it was not fetched before as it is now. What an earlier attempt left there is gone
    /// on with, if it is still a part of what is there.
    pub(super) fn file(&self, url: &str, known: &Known, path: &Path, meter: &Meter) -> Result<Came, FetchError> {
        let left = Partial::left(path, url);
        let mut request =
            self.agent(&self.outward.leave(Way::Feed)?).get(url).header(header::ACCEPT_ENCODING, "identity");
        match &left {
            Some(left) => {
                request = request.header(header::RANGE, format!("bytes={}-", left.length));
                request = request.header(header::IF_RANGE, &left.validator);
            }
            None => {
                request = conditional(request, known);
            }
        }
        let mut response = request.call()?;
        let (status, headers) = (response.status(), response.headers().clone());
        let now = validators(&headers);
        let kept = left.as_ref().map_or(0, |left| left.length);
        match status {
            StatusCode::NOT_MODIFIED => return Ok(Came::Same(merged(now, known))),
            StatusCode::RANGE_NOT_SATISFIABLE if left.is_some() => {
                // All of it had come, or it is another file by now.
                let whole =
                    headers.get(header::CONTENT_RANGE).and_then(|value| value.to_str().ok()?.strip_prefix("bytes */"));
                if whole.and_then(|text| text.parse().ok()) == Some(kept) {
                    return whole_file(path, now);
                }
                partial::forget(path);
                return self.file(url, known, path, meter);
            }
            StatusCode::OK => Partial::begin(path, url, &now)?,
            StatusCode::PARTIAL_CONTENT if left.is_some() && starts_at(&headers) == Some(kept) => {}
            status if status.is_success() => {
                return Err(FetchError::Network(format!("the server answered {status} to a plain request")));
            }
            status => return Err(FetchError::Refused(status)),
        }
        let begin = if status == StatusCode::OK { 0 } else { kept };
        let whole = length(&headers).map(|length| begin.saturating_add(length));
        if whole.is_some_and(|whole| whole > self.largest) {
            partial::forget(path);
            return Err(FetchError::TooLarge(self.largest));
        }
        meter.whole.store(whole.unwrap_or(0), Ordering::Relaxed);
        let mut body = response.body_mut().with_config().limit(u64::MAX).reader();
        let got = self.pour(&mut body, path, begin, meter).map_err(|error| explain(error, whole))?;
        match whole {
            Some(whole) if got < whole => Err(FetchError::BrokeOff { got, whole }),
            _ => whole_file(path, now),
        }
    }

    fn pour(
        &self,
        body: &mut impl std::io::Read,
        path: &Path,
        begin: u64,
        meter: &Meter,
    ) -> Result<u64, (u64, FetchError)> {
        let mut got = begin;
        let mut file = File::options().append(true).open(path).map_err(|error| (got, error.into()))?;
        let mut piece = vec![0; PIECE];
        loop {
            let read = body.read(&mut piece).map_err(|error| (got, FetchError::Network(error.to_string())))?;
            if read == 0 {
                return file.sync_all().map(|()| got).map_err(|error| (got, error.into()));
            }
            got += read as u64;
            if got > self.largest {
                partial::forget(path);
                return Err((got, FetchError::TooLarge(self.largest)));
            }
            file.write_all(&piece[..read]).map_err(|error| (got, error.into()))?;
            meter.got.store(got, Ordering::Relaxed);
            if meter.stop.load(Ordering::Relaxed) {
                return Err((got, FetchError::Stopped));
            }
        }
    }

    /// A small document in memory.
    fn document(&self, url: &str, largest: u64, patience: Duration) -> Result<Vec<u8>, FetchError> {
        let leave = self.outward.leave(Way::Feed)?;
        let request = self.agent(&leave).get(url).header(header::ACCEPT_ENCODING, "identity");
        let mut response = request.config().timeout_global(Some(patience)).build().call()?;
        if response.status() != StatusCode::OK {
            return Err(FetchError::Refused(response.status()));
        }
        let mut bytes = Vec::new();
        let reader = response.body_mut().with_config().limit(u64::MAX).reader();
        let read = reader.take(largest + 1).read_to_end(&mut bytes);
        read.map_err(|error| FetchError::Network(error.to_string()))?;
        if bytes.len() as u64 > largest { Err(FetchError::TooLarge(largest)) } else { Ok(bytes) }
    }
}

type Plain = ureq::RequestBuilder<ureq::typestate::WithoutBody>;

fn conditional(mut request: Plain, known: &Known) -> Plain {
    if let Some(etag) = &known.etag {
        request = request.header(header::IF_NONE_MATCH, etag);
    }
    if let Some(modified) = &known.modified {
        request = request.header(header::IF_MODIFIED_SINCE, modified);
    }
    request
}

fn validators(headers: &HeaderMap) -> Known {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    Known { etag: text(header::ETAG), modified: text(header::LAST_MODIFIED) }
}

fn merged(now: Known, before: &Known) -> Known {
    Known { etag: now.etag.or(before.etag.clone()), modified: now.modified.or(before.modified.clone()) }
}

fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok())
}

/// Where a part begins: `bytes 100-199/200`.
fn starts_at(headers: &HeaderMap) -> Option<u64> {
    let text = headers.get(header::CONTENT_RANGE)?.to_str().ok()?;
    text.strip_prefix("bytes ")?.split('-').next()?.parse().ok()
}

fn explain((got, error): (u64, FetchError), whole: Option<u64>) -> FetchError {
    match (error, whole) {
        (FetchError::Network(_), Some(whole)) if got < whole => FetchError::BrokeOff { got, whole },
        (error, _) => error,
    }
}

fn whole_file(path: &Path, known: Known) -> Result<Came, FetchError> {
    let mut file = File::open(path)?;
    let (mut digest, mut piece, mut bytes) = (Sha256::new(), vec![0; PIECE], 0);
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            return Ok(Came::File { known, digest: digest.finalize().into(), bytes });
        }
        digest.update(&piece[..read]);
        bytes += read as u64;
    }
}

/// A fetch that is stopped when this is dropped.
pub(super) struct Hold(pub(super) Arc<Meter>);

impl Drop for Hold {
    fn drop(&mut self) {
        self.0.stop.store(true, Ordering::Relaxed);
    }
}

pub(super) use partial::forget;
