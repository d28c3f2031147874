//! `release policy`, `release policy-show`: what units are to obey for a while, under the keys of their product's line.
//! Both work without a network.

mod make;
mod show;

use std::path::PathBuf;

use clap::Args;
use steadfast_protocol::PolicyError;
use steadfast_trust::key::SigningError;

use crate::args::CheckFormat;
use crate::ceremony::Where;
use crate::failure::{Exit, Failure};
use crate::keys::Passphrase;
pub(crate) use make::run;
pub(crate) use show::run as show;

/// `release policy`.
#[derive(Debug, Args)]
pub(crate) struct ReleasePolicy {
    /// The file to write. With --sign it is there already, and gets one's signature beside those it has.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    place: Where,
    /// The product line.
    #[arg(long, value_name = "NAME")]
    line: String,
    /// A key of the line; may be given several times.
    #[arg(long, value_name = "FILE", required = true)]
    key: Vec<PathBuf>,
    #[command(flatten)]
    passphrase: Passphrase,
    /// Sign what others made.
    #[arg(long, conflicts_with_all = ["product", "reason", "pause", "tries", "wait", "lift"])]
    sign: bool,
    /// The product: prd_….
    #[arg(long, value_name = "ID", required_unless_present = "sign")]
    product: Option<String>,
    /// Why, in plain words, for owners.
    #[arg(long, value_name = "TEXT", required_unless_present = "sign")]
    reason: Option<String>,
    /// The same in German.
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason_de: String,
    /// A function that rests meanwhile, by the name that the product's factory settings declare; may be given several times.
    #[arg(long, value_name = "NAME")]
    pause: Vec<String>,
    /// Tries that strangers have before the first wait.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=5))]
    tries: Option<u8>,
    /// Seconds of the first wait, which doubles from there.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..=3600))]
    wait: Option<u32>,
    /// Ask for nothing: it lifts what was before.
    #[arg(long, conflicts_with_all = ["pause", "tries", "wait"])]
    lift: bool,
    /// For how many days it counts; then it ends by itself [default: 7, and 30 for one that lifts: it must not end before what it
    /// lifts].
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=30))]
    days: Option<u16>,
    /// Its place in the order; units take none that is lower than one before [default: the seconds since 1970].
    #[arg(long, value_name = "N")]
    sequence: Option<u64>,
}

/// `release policy-show`.
#[derive(Debug, Args)]
pub(crate) struct PolicyShow {
    /// The policy.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    place: Where,
    /// The product line.
    #[arg(long, value_name = "NAME")]
    line: String,
    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    format: CheckFormat,
}

/// Why there is no policy.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PolicyFailure {
    /// Nothing is asked for.
    #[error("it asks for nothing: say --pause, --tries or --wait, or --lift for one that lifts what was before")]
    Nothing,
    /// A key does not sign.
    #[error(transparent)]
    Signing(#[from] SigningError),
    /// It says what none may say.
    #[error("{file}: {source}", file = .file.display())]
    Refused {
        /// Which file.
        file: PathBuf,
        /// Why.
        source: PolicyError,
    },
}

impl PolicyFailure {
    /// The exit code: a policy that is not believed, or not any more, is an answer.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Refused { source: PolicyError::Distrust(_) | PolicyError::Over, .. } => Exit::No,
            _ => Exit::BadInput,
        }
    }
}

impl From<PolicyFailure> for Failure {
    fn from(failure: PolicyFailure) -> Self {
        Self::UnitPolicy(Box::new(failure))
    }
}
