//! Why a unit's request is not taken.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use steadfast_protocol::{CONTENT_TYPE, EnvelopeError, MessageError, PackedError, Refusal, encode};
use steadfast_store::StoreError;

use crate::http::problem::Problem;
use crate::ledger::LedgerError;
use crate::rollout::RolloutError;
use crate::rollout::admission::Crowded;

/// Why a unit's request is not taken. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub(super) enum DeviceError {
    /// It cannot be read.
    #[error("the request cannot be read: {0}")]
    Malformed(#[from] MessageError),
    /// More than one request may carry.
    #[error("more {0} than one request may carry")]
    Beyond(&'static str),
    /// Events that are no batch.
    #[error("the batch of events is not taken: {0}")]
    Batch(&'static str),
    /// Events that cannot be unpacked.
    #[error("the batch of events is not taken: {0}")]
    Packed(#[from] PackedError),
    /// The owner did not switch on that events are recorded and sent, as far as the unit said.
    #[error("as the unit said last, its owner does not share events; check in with the switches, then send")]
    SharingOff,
    /// It is not believed.
    #[error("the request is not believed: {0}")]
    Envelope(#[from] EnvelopeError),
    /// Nobody knows the unit, or its key, or it is out of use.
    #[error("no unit in use is known by this key; enrol first, with a code or after the factory's list came in")]
    Unknown,
    /// Neither the key nor the code opens anything.
    #[error("this unit is on no list with this key, and the code does not fit it, was used, or is over")]
    Code,
    /// The unit has another key.
    #[error("this unit has another key; staff give it the new one, with a reason")]
    OtherKey,
    /// The key is another unit's.
    #[error("another unit has this key; no two units share one")]
    KeyTaken,
    /// A counter that does not rise.
    #[error(
        "the counter is not above {0}, which was the last one; a copy of the unit, or an old state of it, may be at work"
    )]
    Counter(i64),
    /// Too many failed from there, or it asks too often.
    #[error("too many requests; wait {0} seconds")]
    Throttled(u64),
    /// Too many units are heard at once.
    #[error(transparent)]
    Crowded(#[from] Crowded),
    /// Something of a rollout.
    #[error(transparent)]
    Rollout(#[from] RolloutError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl DeviceError {
    const fn code(&self) -> (StatusCode, &'static str) {
        match self {
            Self::Malformed(_) | Self::Beyond(_) | Self::Batch(_) | Self::Packed(_) => {
                (StatusCode::BAD_REQUEST, "malformed")
            }
            Self::Envelope(EnvelopeError::Payload(_)) => (StatusCode::BAD_REQUEST, "malformed"),
            Self::SharingOff => (StatusCode::FORBIDDEN, "sharing-off"),
            Self::Envelope(_) => (StatusCode::UNAUTHORIZED, "not-believed"),
            Self::Unknown => (StatusCode::UNAUTHORIZED, "unknown-unit"),
            Self::Code => (StatusCode::UNAUTHORIZED, "code"),
            Self::OtherKey => (StatusCode::CONFLICT, "other-key"),
            Self::KeyTaken => (StatusCode::CONFLICT, "key-taken"),
            Self::Counter(_) => (StatusCode::CONFLICT, "counter"),
            Self::Throttled(_) => (StatusCode::TOO_MANY_REQUESTS, "throttled"),
            Self::Crowded(_) => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
            Self::Rollout(_) | Self::Store(_) | Self::Ledger(_) => (StatusCode::INTERNAL_SERVER_ERROR, "failed"),
        }
    }

    fn counter(&self) -> Option<u64> {
        match self {
            Self::Counter(last) => u64::try_from(*last).ok(),
            _ => None,
        }
    }

    /// The seconds after which to ask again, where that is what it takes.
    const fn wait(&self) -> Option<u64> {
        match self {
            Self::Throttled(seconds) => Some(*seconds),
            Self::Crowded(_) => Some(Crowded::WAIT),
            _ => None,
        }
    }

    /// Whether somebody may be guessing.
    pub(super) const fn is_a_guess(&self) -> bool {
        matches!(self, Self::Envelope(_) | Self::Unknown | Self::Code)
    }
}

impl IntoResponse for DeviceError {
    fn into_response(self) -> Response {
        let (status, reason) = self.code();
        match self {
            Self::Rollout(error) => Problem::from(error).into_response(),
            Self::Store(error) => Problem::from(error).into_response(),
            Self::Ledger(error) => {
                tracing::error!(%error, "the ledger cannot be read");
                Problem::defect("the ledger cannot be read").into_response()
            }
            refused => refused.refusal(status, reason),
        }
    }
}

impl DeviceError {
    fn refusal(self, status: StatusCode, reason: &str) -> Response {
        let wait = self.wait();
        let refusal = Refusal { reason: reason.to_owned(), words: self.to_string(), counter: self.counter() };
        let mut response = (status, [(header::CONTENT_TYPE, CONTENT_TYPE)], encode(&refusal)).into_response();
        if let Some(seconds) = wait {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
