//! `release sign`, `release bundle`: what a release consists of, under the key of its product line, and an image in a file
//! of its own. Both work without a network.

mod bundle;
mod delta;
mod described;
mod policy;
mod sign;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use steadfast_trust::tuf::{BundleError, CustomError, UpdateKind};

use crate::ceremony::Where;
use crate::failure::{Exit, Failure};
use crate::keys::Passphrase;
use crate::server::Connection;
pub(crate) use bundle::{BundleShow, ReleaseBundle, run as bundle, show as bundle_show};
pub(crate) use policy::{PolicyFailure, PolicyShow, ReleasePolicy, run as policy, show as policy_show};
pub(crate) use sign::run as sign;

/// `release sign`.
#[derive(Debug, Args)]
pub(crate) struct ReleaseSign {
    /// The release's files; each becomes a target LINE/SEQUENCE/NAME.
    #[arg(value_name = "FILE", required_unless_present = "withdraw")]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) place: Where,
    /// The product line.
    #[arg(long, value_name = "NAME")]
    pub(super) line: String,
    /// The key to sign with; may be given several times.
    #[arg(long, value_name = "FILE", required = true)]
    pub(super) key: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) passphrase: Passphrase,
    /// The release on the server: rel_…. Product, part, version and sequence are asked for there, unless they are given.
    #[arg(long, value_name = "ID", required_unless_present = "withdraw")]
    pub(super) release: Option<String>,
    #[command(flatten)]
    pub(super) connection: Connection,
    /// The product: prd_….
    #[arg(long, value_name = "ID", requires_all = ["part", "release_version", "sequence"])]
    pub(super) product: Option<String>,
    /// The part: prt_….
    #[arg(long, value_name = "ID")]
    pub(super) part: Option<String>,
    /// The version, as people write it.
    #[arg(long = "version", value_name = "VERSION")]
    pub(super) release_version: Option<String>,
    /// Its place in the order.
    #[arg(long, value_name = "N")]
    pub(super) sequence: Option<u64>,
    /// What it is for. Security updates come apart from others where that is feasible (Annex I, Part II, point (2)).
    #[arg(long, value_enum, required_unless_present = "withdraw")]
    pub(super) kind: Option<Kind>,
    /// Of a combined update: why it could not come apart.
    #[arg(long, value_name = "TEXT", required_if_eq("kind", "combined"))]
    pub(super) reason: Option<String>,
    /// The least sequence that a unit must run to take it.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) least: u64,
    /// A hardware revision that it is for; without any, for all.
    #[arg(long, value_name = "REVISION")]
    pub(super) hardware: Vec<String>,
    /// The channel.
    #[arg(long, value_name = "NAME", default_value = "stable")]
    pub(super) channel: String,
    /// What it mends or brings, in plain words, for the owners of devices.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(super) notes: String,
    /// A vulnerability that it mends, such as CVE-2026-1234.
    #[arg(long, value_name = "ID")]
    pub(super) fixes: Vec<String>,
    /// The product file, such as steadfast.toml: what it declares of the network is signed along.
    #[arg(long, value_name = "FILE")]
    pub(super) product_file: Option<PathBuf>,
    /// From how many of the latest images of the same name deltas are made, where their bytes lie in the folder; 0 for none.
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(0..=20))]
    pub(super) delta_from: u8,
    /// Take a target out again, with its deltas: it is no longer offered. Undoing a release takes one with a higher sequence.
    #[arg(long, value_name = "PATH")]
    pub(super) withdraw: Vec<String>,
    /// For how many days the line's metadata counts.
    #[arg(long, value_name = "DAYS", default_value_t = 365, value_parser = clap::value_parser!(u16).range(1..=3650))]
    pub(super) days: u16,
}

/// What an update is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// It mends vulnerabilities, and brings nothing else.
    Security,
    /// It brings something else.
    Feature,
    /// Both; --reason says why.
    Combined,
}

impl From<Kind> for UpdateKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Security => Self::Security,
            Kind::Feature => Self::Feature,
            Kind::Combined => Self::Combined,
        }
    }
}

/// Why a release is not signed, or a bundle not made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReleaseFailure {
    /// What is said of it makes no sense.
    #[error(transparent)]
    Custom(#[from] CustomError),
    /// A file's name does not serve as the name of a target.
    #[error("{file}: its name cannot be that of a target", file = .0.display())]
    Name(PathBuf),
    /// A target that is there already.
    #[error("{0}: is there already, with another content or other words; a target never changes")]
    There(String),
    /// A copy that is not what was signed.
    #[error("{file}: is no longer the file that was signed; put it back and try again", file = .0.display())]
    Altered(PathBuf),
    /// A target that is not there.
    #[error("{0}: there is no such target in this line")]
    Absent(String),
    /// It would go back.
    #[error(
        "sequence {sequence} does not come after {newest}, which this line holds for the same part: sign a higher one"
    )]
    Order {
        /// The one that was asked for.
        sequence: u64,
        /// The highest there is.
        newest: u64,
    },
    /// A delta, where the image as a whole must be.
    #[error("{0}: is a delta; a bundle holds an image as a whole")]
    Delta(String),
    /// Metadata that is over.
    #[error("{file}: counted until {at}; renew it before a bundle is made from it", file = .file.display())]
    Over {
        /// Where it lies.
        file: PathBuf,
        /// Until when it counted.
        at: Timestamp,
    },
    /// Others signed for longer.
    #[error("{file}: was signed to count until {until}, longer than {valid} days; say --valid if you sign for that too, or remove it", file = .file.display())]
    Longer {
        /// Where it lies.
        file: PathBuf,
        /// Until when it counts.
        until: Timestamp,
        /// For how many days one wants to sign.
        valid: u16,
    },
    /// Another image than the one that was signed.
    #[error("{file}: is not the image that was signed: {source}", file = .file.display())]
    Image {
        /// Which file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file that is no bundle, or cannot become one.
    #[error("{file}: {source}", file = .file.display())]
    Bundle {
        /// Which file.
        file: PathBuf,
        /// Why.
        source: BundleError,
    },
    /// A bundle that no unit with this root takes.
    #[error("{file}: not believed: {source}", file = .file.display())]
    Unbelieved {
        /// Which file.
        file: PathBuf,
        /// Why.
        source: BundleError,
    },
}

impl ReleaseFailure {
    /// The exit code: a bundle that is not believed is an answer.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Unbelieved { source: BundleError::Read(_), .. } => Exit::BadInput,
            Self::Unbelieved { .. } => Exit::No,
            _ => Exit::BadInput,
        }
    }
}

impl From<ReleaseFailure> for Failure {
    fn from(failure: ReleaseFailure) -> Self {
        Self::Release(Box::new(failure))
    }
}
