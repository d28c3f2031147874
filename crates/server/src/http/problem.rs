//! Problems by RFC 9457: what the API answers when it does not do what was asked.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use steadfast_store::{StoreError, Violation};
use utoipa::ToSchema;

/// A problem. `type` is a code in kebab-case that never changes its meaning.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// The code.
    #[serde(rename = "type")]
    pub code: &'static str,
    /// What happened, in a few words.
    pub title: &'static str,
    /// The status, once more.
    pub status: u16,
    /// What happened here and what to do.
    pub detail: String,
    /// Why, more closely than the type says, where there are several reasons: a code in kebab-case that never changes
    /// its meaning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    /// What is wrong with which field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// Seconds after which the same request may succeed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The field, as in the request.
    pub field: String,
    /// A code in kebab-case.
    pub code: &'static str,
    /// What to do.
    pub detail: String,
}

macro_rules! problems {
    ($(#[doc = $doc:literal] $name:ident = $status:ident, $code:literal, $title:literal;)+) => {
        impl Problem {
            $(#[doc = $doc]
            #[must_use]
            pub fn $name(detail: impl Into<String>) -> Self {
                Self::of(StatusCode::$status, $code, $title, detail.into())
            })+
        }
        /// Every code with its status and what it means, for the documentation and the test that none is used twice.
        pub const CODES: &[(&str, StatusCode, &str)] = &[$(($code, StatusCode::$status, $doc.trim_ascii())),+];
    };
}

problems! {
    /// The body or a parameter cannot be read.
    malformed = BAD_REQUEST, "malformed", "The request cannot be read";
    /// A field has a value that is not allowed.
    invalid = UNPROCESSABLE_ENTITY, "invalid", "A value is not allowed";
    /// A plain request where TLS is spoken.
    tls_needed = BAD_REQUEST, "tls-needed", "This address speaks TLS";
    /// Nobody signed in, or the token is not valid.
    not_signed_in = UNAUTHORIZED, "not-signed-in", "Sign in first";
    /// The person or token may not do this.
    forbidden = FORBIDDEN, "forbidden", "This is not allowed for you";
    /// It needs a second factor that was shown a short while ago.
    stale_sign_in = FORBIDDEN, "stale-sign-in", "Confirm that it is you";
    /// It needs a second person.
    second_person = FORBIDDEN, "second-person", "This needs a second person";
    /// A request from another site.
    cross_site = FORBIDDEN, "cross-site", "The request came from another site";
    /// There is no such thing.
    not_found = NOT_FOUND, "not-found", "There is no such thing";
    /// The path does not know this method.
    method = METHOD_NOT_ALLOWED, "method-not-allowed", "The path does not know this method";
    /// It contradicts what is there.
    conflict = CONFLICT, "conflict", "It contradicts what is there";
    /// The key was used for another request.
    key_reused = CONFLICT, "idempotency-key-reused", "The idempotency key was used for another request";
    /// Somebody changed it since it was read.
    changed = PRECONDITION_FAILED, "changed-meanwhile", "Somebody changed it meanwhile";
    /// A change must say on top of what it is made.
    unconditional = PRECONDITION_REQUIRED, "precondition-required", "Say which version you change";
    /// The link was used, or is too old.
    gone = GONE, "link-gone", "The link is no longer valid";
    /// It is over: nothing more is taken about it.
    over = GONE, "over", "It is over";
    /// The body is larger than allowed.
    too_large = PAYLOAD_TOO_LARGE, "too-large", "The request is too large";
    /// The body is not of a type that is read here.
    media_type = UNSUPPORTED_MEDIA_TYPE, "media-type", "The content type is not read here";
    /// The body did not arrive in time.
    timeout = REQUEST_TIMEOUT, "too-slow", "The request took too long";
    /// Too many attempts.
    throttled = TOO_MANY_REQUESTS, "throttled", "Too many attempts";
    /// A defect of this server; the log has it under the request's id.
    defect = INTERNAL_SERVER_ERROR, "defect", "Something went wrong here";
    /// The database cannot be reached or is too busy.
    unavailable = SERVICE_UNAVAILABLE, "unavailable", "The server cannot do this now";
    /// The disk is full.
    full = INSUFFICIENT_STORAGE, "storage-full", "The server's disk is full";
}

impl Problem {
    fn of(status: StatusCode, code: &'static str, title: &'static str, detail: String) -> Self {
        Self { code, title, status: status.as_u16(), detail, reason: None, errors: Vec::new(), retry_after: None }
    }

    /// The same, with the reason as a code.
    #[must_use]
    pub fn because(mut self, reason: &'static str) -> Self {
        self.reason = Some(reason);
        self
    }

    /// The same, with what is wrong with which field.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<FieldProblem>) -> Self {
        self.errors = errors;
        self
    }

    /// The same, with the seconds to wait.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, wait) = (self.status(), self.retry_after);
        let mut response = (status, Json(&self)).into_response();
        response.extensions_mut().insert(self);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = wait {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl From<StoreError> for Problem {
    /// What the database said goes to the log, never to the caller.
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::Violated { kind: Violation::Unique, .. } => Self::conflict("it is there already"),
            StoreError::Violated { .. } => Self::conflict("it refers to something that is not there"),
            StoreError::Full(_) => {
                log(&error);
                Self::full("nothing was changed; make room on the server's disk, then try again")
            }
            StoreError::Unavailable(_) | StoreError::Busy | StoreError::Closed => {
                log(&error);
                Self::unavailable("nothing was changed; the database does not answer, try again shortly").retry_after(2)
            }
            StoreError::Uncertain(_) => {
                log(&error);
                let detail = "the database went away while it was written; repeat with the same Idempotency-Key";
                Self::unavailable(detail).retry_after(2)
            }
            _ => {
                log(&error);
                Self::defect("nothing was changed; the server's log has the cause under this request's id")
            }
        }
    }
}

/// With every cause, in one line.
fn log(error: &StoreError) {
    let mut causes = String::new();
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        causes.push_str(": ");
        causes.push_str(&next.to_string());
        cause = next.source();
    }
    tracing::error!(error = %error, causes = %causes, "a transaction failed");
}
