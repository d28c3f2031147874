//! The TUF repository: what release engineers signed is taken in, snapshot and timestamp are signed here, and everything
//! is there for whoever asks. The server holds no key that signs a release.

mod deltas;
pub(crate) mod door;
mod error;
pub(crate) mod files;
pub(crate) mod online;
pub(crate) mod proof;
pub(crate) mod publish;
pub(crate) mod read;
pub(crate) mod renew;
pub(crate) mod retention;
mod targets;

pub use error::RepositoryError;
