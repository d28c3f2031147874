//! `If-Match`: a change on top of the version that its maker read (RFC 9110, section 13.1.1).

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};

use super::problem::Problem;

/// The ETag that a request names in `If-Match`.
#[derive(Clone, Debug)]
pub(crate) struct IfMatch(Option<HeaderValue>);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.headers.get(header::IF_MATCH).cloned()))
    }
}

impl IfMatch {
    /// The version in it.
    ///
    /// # Errors
    /// When there is none, or it is no ETag that this server gave.
    pub(crate) fn version(&self) -> Result<i64, Problem> {
        let value = self.0.as_ref().ok_or_else(|| Problem::unconditional("send the ETag that you read as If-Match"))?;
        let text = value.to_str().unwrap_or_default().trim().trim_matches('"');
        let version = text.split('.').next().and_then(|version| version.parse().ok());
        version.ok_or_else(|| Problem::changed("If-Match is no ETag of this resource; read it again"))
    }
}

/// The ETag of a version. Where the answer is read by GET, a digest of the whole answer comes behind a dot.
pub(crate) fn tag(version: i64) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}
