//! Where blobs lie.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// A directory, or a bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlobPlace {
    /// A directory of this machine.
    Directory(PathBuf),
    /// A bucket of an S3-compatible object store.
    Bucket(BucketPlace),
}

/// A bucket's address. It holds no secret, so that it can be shown; credentials come from the environment
/// (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`) unless they are given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BucketPlace {
    pub(super) bucket: String,
    pub(super) prefix: String,
    pub(super) endpoint: Option<String>,
    pub(super) region: Option<String>,
    pub(super) credentials: Option<Credentials>,
}

/// A key of an object store.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// Its public half.
    pub access_key: String,
    /// Its secret half.
    pub secret_key: String,
}

impl fmt::Debug for Credentials {
    /// Without the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("access_key", &self.access_key).finish_non_exhaustive()
    }
}

impl BucketPlace {
    /// The same bucket, opened with this key instead of the environment's.
    #[must_use]
    pub fn with_credentials(self, credentials: Credentials) -> Self {
        Self { credentials: Some(credentials), ..self }
    }
}

/// Why an address is not one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BlobPlaceError {
    /// Neither a path nor `s3://…`.
    #[error("blobs lie in a directory, or at s3://BUCKET/PREFIX?endpoint=URL&region=NAME; \"{0}://\" is neither")]
    Scheme(String),
    /// `s3://` without a bucket.
    #[error("the address names no bucket; say s3://BUCKET")]
    NoBucket,
    /// A parameter that is not known.
    #[error("the address has a parameter \"{0}\"; known are endpoint and region")]
    Parameter(String),
}

impl FromStr for BlobPlace {
    type Err = BlobPlaceError;

    fn from_str(text: &str) -> Result<Self, BlobPlaceError> {
        match text.split_once("://") {
            Some(("s3", rest)) => bucket(rest).map(Self::Bucket),
            Some((scheme, _)) => Err(BlobPlaceError::Scheme(scheme.to_owned())),
            None => Ok(Self::Directory(text.into())),
        }
    }
}

fn bucket(text: &str) -> Result<BucketPlace, BlobPlaceError> {
    let (place, query) = text.split_once('?').unwrap_or((text, ""));
    let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
    if bucket.is_empty() {
        return Err(BlobPlaceError::NoBucket);
    }
    let prefix = prefix.trim_matches('/').to_owned();
    let mut found = BucketPlace { bucket: bucket.to_owned(), prefix, ..BucketPlace::default() };
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=').unwrap_or((pair, "")) {
            ("endpoint", value) => found.endpoint = Some(value.to_owned()),
            ("region", value) => found.region = Some(value.to_owned()),
            (other, _) => return Err(BlobPlaceError::Parameter(other.to_owned())),
        }
    }
    Ok(found)
}

impl fmt::Display for BlobPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Directory(path) => path.display().fmt(f),
            Self::Bucket(place) => {
                write!(f, "s3://{}/{}", place.bucket, place.prefix)?;
                place.endpoint.as_ref().map_or(Ok(()), |endpoint| write!(f, " at {endpoint}"))
            }
        }
    }
}
