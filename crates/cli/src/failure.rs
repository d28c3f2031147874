//! How a command ends: its exit codes, and errors that name file, place, reason and what to do.

use std::path::{Path, PathBuf};

use steadfast_formats::ReadError;
use steadfast_matching::compiled_in::CompiledInError;
use steadfast_matching::index::IndexError;
use steadfast_probe::{ProbeError, TargetError};
use steadfast_server::config::ConfigError;
use steadfast_server::data_directory::DirectoryError;
use steadfast_server::demo::DemoError;
use steadfast_server::serve::ServeError;
use steadfast_store::BackupError;

use crate::ceremony::CeremonyFailure;
use crate::keys::KeyFailure;
use crate::provision::ProvisionFailure;
use crate::release::{PolicyFailure, ReleaseFailure};
use crate::server::Refusal;
use crate::tuf::UpdateFailure;

/// Exit codes, the same for every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Yes.
    Yes = 0,
    /// No.
    No = 1,
    /// Bad input.
    BadInput = 2,
    /// Cannot be decided.
    Undecided = 3,
    /// Failed.
    Failed = 4,
}

/// Why a command gave up.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A file that cannot be opened or read.
    #[error("{file}: cannot be read: {source}", file = .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// The system's word.
        source: std::io::Error,
    },
    /// A file whose content cannot be used.
    #[error("{file}: {source}")]
    Content {
        /// The file, and the archive member where there is one.
        file: String,
        /// Why.
        source: Box<ReadError>,
    },
    /// A file that is larger than any of its kind may be.
    #[error("{file}: {size} bytes are more than the limit of {limit}", file = .file.display())]
    TooLarge {
        /// The file.
        file: PathBuf,
        /// Its size in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// Not an index that can be used.
    #[error("{file}: {source}", file = .file.display())]
    Index {
        /// The file.
        file: PathBuf,
        /// Why.
        source: IndexError,
    },
    /// A policy that cannot be used.
    #[error("{file}: {reason}", file = .file.display())]
    Policy {
        /// The file.
        file: PathBuf,
        /// Why, with line and column.
        reason: String,
    },
    /// A "compiled in?" list that cannot be used.
    #[error("{file}: {source}", file = .file.display())]
    CompiledIn {
        /// The file.
        file: PathBuf,
        /// Why.
        source: CompiledInError,
    },
    /// A bundle or export that cannot be used.
    #[error("{file}: {source}", file = .file.display())]
    Bundle {
        /// The file.
        file: PathBuf,
        /// Where, and why.
        source: Box<steadfast_verify::Fault>,
    },
    /// A dossier that cannot be used.
    #[error("{file}: {source}", file = .file.display())]
    Dossier {
        /// The file.
        file: PathBuf,
        /// Where, and why.
        source: Box<steadfast_verify::dossier::DossierFault>,
    },
    /// A path that holds nothing of what was asked for.
    #[error("{path}: {reason}")]
    Nothing {
        /// The path.
        path: String,
        /// What is missing, and what to do.
        reason: String,
    },
    /// Options that do not go together.
    #[error("{0}")]
    Usage(String),
    /// A file that cannot be written.
    #[error("{file}: cannot be written: {source}", file = .file.display())]
    Unwritable {
        /// The file.
        file: PathBuf,
        /// The system's word.
        source: std::io::Error,
    },
    /// Standard output cannot be written.
    #[error("standard output cannot be written: {0}")]
    Output(#[source] std::io::Error),
    /// Settings of the server that cannot be used.
    #[error("{0}")]
    Settings(#[source] Box<ConfigError>),
    /// The demo cannot be shown.
    #[error("{0}")]
    Demo(#[source] Box<DemoError>),
    /// The server does not start.
    #[error("{0}")]
    Server(#[source] Box<ServeError>),
    /// A data directory that another process holds, or that cannot be used.
    #[error("{0}")]
    Directory(#[source] Box<DirectoryError>),
    /// A backup or a restore that did not happen.
    #[error("{0}")]
    Backup(#[source] Box<BackupError>),
    /// A running server that did not do what it was asked.
    #[error("{0}")]
    Refused(#[source] Box<Refusal>),
    /// A key that cannot be made or used.
    #[error(transparent)]
    Key(#[from] Box<KeyFailure>),
    /// Metadata in a folder that cannot be made, signed or used.
    #[error(transparent)]
    Ceremony(#[from] Box<CeremonyFailure>),
    /// A release that is not signed.
    #[error(transparent)]
    Release(#[from] Box<ReleaseFailure>),
    /// A policy that is none, or is not believed.
    #[error(transparent)]
    UnitPolicy(#[from] Box<PolicyFailure>),
    /// A TUF repository that is not believed, or cannot be asked.
    #[error(transparent)]
    Update(#[from] Box<UpdateFailure>),
    /// A unit that did not come to be.
    #[error(transparent)]
    Provision(#[from] Box<ProvisionFailure>),
    /// An address that is none of one device, or cannot be found.
    #[error(transparent)]
    Target(Box<TargetError>),
    /// A probe that could not be made.
    #[error(transparent)]
    Probe(Box<ProbeError>),
    /// A simulated device that cannot listen.
    #[error("no device can be simulated at {address}: {source}")]
    Device {
        /// Where it was to listen.
        address: std::net::IpAddr,
        /// The system's word.
        source: std::io::Error,
    },
    /// A download that failed.
    #[error("{url}: cannot be fetched: {reason}")]
    Fetch {
        /// The address.
        url: String,
        /// Why.
        reason: String,
    },
}

impl Failure {
    pub(crate) fn backup(error: BackupError) -> Self {
        Self::Backup(Box::new(error))
    }

    pub(crate) fn directory(error: DirectoryError) -> Self {
        Self::Directory(Box::new(error))
    }

    /// A TOML file that cannot be used, in one line, with the line it speaks of.
    pub(crate) fn toml(file: &Path, text: &str, error: &toml::de::Error) -> Self {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map(|before| before.matches('\n').count() + 1);
        let line = line.map(|line| format!("line {line}: ")).unwrap_or_default();
        let reason = format!("{line}{}", error.message().lines().collect::<Vec<_>>().join("; "));
        Self::Policy { file: file.to_owned(), reason }
    }

    /// Whoever reads the output has seen enough (`… | head`); nothing needs to be said.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(source) if source.kind() == std::io::ErrorKind::BrokenPipe)
    }

    /// The exit code that tells a script what kind of failure it was.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Backup(error) if error.is_bad_input() => Exit::BadInput,
            Self::Refused(refusal) => refusal.exit(),
            Self::Provision(failure) => failure.exit(),
            Self::Target(error) => crate::probe::exit(error),
            Self::Release(failure) => failure.exit(),
            Self::UnitPolicy(failure) => failure.exit(),
            Self::Update(_) => Exit::No,
            Self::Unwritable { .. } | Self::Output(_) | Self::Fetch { .. } => Exit::Failed,
            Self::Demo(error) if error.is_bad_input() => Exit::BadInput,
            Self::Probe(_) | Self::Device { .. } => Exit::Failed,
            Self::Server(_) | Self::Demo(_) | Self::Directory(_) | Self::Backup(_) => Exit::Failed,
            _ => Exit::BadInput,
        }
    }
}
