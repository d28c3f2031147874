//! `root`: who may sign what, decided offline, in a folder that people pass around.

mod change;
mod fetch;
mod folder;
mod show;
mod sign;
mod state;

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::Timestamp;
use steadfast_trust::tuf::{DraftError, Malformed, TOP, is_name};

use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::keys::Passphrase;
use crate::server::{Connection, OnlineKey, Publish, online_key, publish};
pub(crate) use change::after;
pub(crate) use fetch::same;
pub(crate) use folder::{Folder, malformed};
pub(crate) use sign::{sign_drafts, words_of};
pub(crate) use state::{Line, lines};

/// The keys that everything else hangs on. All of it works without a network.
#[derive(Debug, Subcommand)]
pub(crate) enum Ceremony {
    /// Begin a repository: 1.root.json and 1.targets.json, for people to sign.
    Init(Box<Init>),
    /// Change who signs what, or how long the root counts: the next root, for the old and the new keys to sign.
    Rotate(Box<Rotate>),
    /// Hand the releases of one product line to keys of its own, or take them back: the next targets, to be signed.
    Line(Box<LineArgs>),
    /// Sign what waits for one's signature.
    Sign(Sign),
    /// Ask the server for the public half of its own key, which signs snapshot and timestamp. The token needs
    /// `repository.read`.
    OnlineKey(OnlineKey),
    /// Bring what others published into the folder. It is believed as any client believes it, from the folder's root on.
    Fetch(Fetch),
    /// Send everything that is signed to the server. The token needs `repository.change`, `release.publish` and
    /// `repository.read`.
    Publish(Publish),
    /// Show what lies in the folder, who signed and who must: 0 everything is signed, 1 something waits.
    Show(Show),
}

/// The folder of metadata.
#[derive(Debug, Clone, Args)]
pub(crate) struct Where {
    /// The folder of the repository's metadata.
    #[arg(long, value_name = "DIR", default_value = "repository")]
    pub(crate) dir: PathBuf,
}

/// `root init`.
#[derive(Debug, Args)]
pub(crate) struct Init {
    #[command(flatten)]
    place: Where,
    /// The public half of a key that signs roots; may be given several times.
    #[arg(long, value_name = "FILE.pub", required = true)]
    root_key: Vec<PathBuf>,
    /// How many of them must sign [default: more than half].
    #[arg(long, value_name = "N")]
    root_threshold: Option<usize>,
    /// The public half of a key that says which product lines there are.
    #[arg(long, value_name = "FILE.pub", required = true)]
    targets_key: Vec<PathBuf>,
    /// How many of them must sign [default: more than half].
    #[arg(long, value_name = "N")]
    targets_threshold: Option<usize>,
    /// The public half of the server's key: `steadfast root online-key` asks for it.
    #[arg(long, value_name = "FILE.pub")]
    online_key: PathBuf,
    /// For how many days the root counts.
    #[arg(long, value_name = "DAYS", default_value_t = 730, value_parser = clap::value_parser!(u16).range(1..=3650))]
    root_days: u16,
    /// For how many days the metadata of targets counts.
    #[arg(long, value_name = "DAYS", default_value_t = 365, value_parser = clap::value_parser!(u16).range(1..=3650))]
    targets_days: u16,
}

/// `root rotate`. What is not named stays; dates are renewed.
#[derive(Debug, Args)]
pub(crate) struct Rotate {
    #[command(flatten)]
    place: Where,
    /// A key that signs roots from now on.
    #[arg(long, value_name = "FILE.pub")]
    add_root_key: Vec<PathBuf>,
    /// A key that no longer does: lost, or stolen. Its file, or its fingerprint.
    #[arg(long, value_name = "FILE.pub|FINGERPRINT")]
    remove_root_key: Vec<String>,
    /// How many of them must sign.
    #[arg(long, value_name = "N")]
    root_threshold: Option<usize>,
    /// A key that says from now on which product lines there are.
    #[arg(long, value_name = "FILE.pub")]
    add_targets_key: Vec<PathBuf>,
    /// A key that no longer does.
    #[arg(long, value_name = "FILE.pub|FINGERPRINT")]
    remove_targets_key: Vec<String>,
    /// How many of them must sign.
    #[arg(long, value_name = "N")]
    targets_threshold: Option<usize>,
    /// Renew the date of targets as well; that happens anyway where others sign them.
    #[arg(long)]
    renew_targets: bool,
    /// The server's new key.
    #[arg(long, value_name = "FILE.pub")]
    online_key: Option<PathBuf>,
    /// For how many days the new root counts.
    #[arg(long, value_name = "DAYS", default_value_t = 730, value_parser = clap::value_parser!(u16).range(1..=3650))]
    root_days: u16,
    /// For how many days metadata of targets that is renewed counts.
    #[arg(long, value_name = "DAYS", default_value_t = 365, value_parser = clap::value_parser!(u16).range(1..=3650))]
    targets_days: u16,
}

/// `root line`.
#[derive(Debug, Args)]
pub(crate) struct LineArgs {
    #[command(flatten)]
    place: Where,
    /// The product line: small letters, digits and dashes. Its targets lie below NAME/.
    #[arg(value_name = "NAME", value_parser = name)]
    name: String,
    /// The public half of a key that signs its releases; may be given several times. They replace those there were.
    #[arg(long, value_name = "FILE.pub", required_unless_present = "remove")]
    key: Vec<PathBuf>,
    /// How many of them must sign [default: 1].
    #[arg(long, value_name = "N", default_value_t = 1)]
    threshold: usize,
    /// Nobody signs it any more: its releases are no longer offered.
    #[arg(long, conflicts_with = "key")]
    remove: bool,
    /// For how many days the metadata counts.
    #[arg(long, value_name = "DAYS", default_value_t = 365, value_parser = clap::value_parser!(u16).range(1..=3650))]
    days: u16,
}

/// `root sign`.
#[derive(Debug, Args)]
pub(crate) struct Sign {
    #[command(flatten)]
    place: Where,
    /// The key to sign with; may be given several times.
    #[arg(long, value_name = "FILE", required = true)]
    key: Vec<PathBuf>,
    #[command(flatten)]
    passphrase: Passphrase,
}

/// `root fetch`.
#[derive(Debug, Args)]
pub(crate) struct Fetch {
    #[command(flatten)]
    place: Where,
    #[command(flatten)]
    connection: Connection,
}

/// `root show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    #[command(flatten)]
    place: Where,
    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    format: CheckFormat,
}

/// Why a ceremony stops.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CeremonyFailure {
    /// A file that is no metadata.
    #[error("{file}: {source}", file = .file.display())]
    Malformed {
        /// Which.
        file: PathBuf,
        /// Why.
        source: Malformed,
    },
    /// Something must be there first.
    #[error("{folder}: there is no metadata of {role}; `steadfast root init` begins a repository, `root line` a line", folder = .folder.display())]
    Missing {
        /// Where.
        folder: PathBuf,
        /// Of which role.
        role: String,
    },
    /// The server has another file under the same name.
    #[error("{file}: the server published another one under this name; move yours away, `steadfast root fetch`, then make it again", file = .0.display())]
    Another(PathBuf),
    /// A file would be overwritten.
    #[error("{file}: is there already; nothing was changed", file = .0.display())]
    There(PathBuf),
    /// The version before waits for signatures.
    #[error("{file}: waits for signatures; have it signed with `steadfast root sign`, or remove it, and try again", file = .0.display())]
    Unsigned(PathBuf),
    /// More keys must sign than there are.
    #[error("{role}: {threshold} of {keys} keys cannot sign")]
    Threshold {
        /// Which role.
        role: String,
        /// How many must.
        threshold: usize,
        /// How many there are.
        keys: usize,
    },
    /// A key is named that does not sign the role.
    #[error("{key}: signs no {role}; `steadfast root show` lists who does")]
    NoSigner {
        /// The key as it was named.
        key: String,
        /// Of which role.
        role: String,
    },
    /// Nothing waits for this key.
    #[error("{file}: nothing waits for a signature of this key; `steadfast root show` lists who signs what", file = .0.display())]
    NothingToSign(PathBuf),
    /// The key does not sign.
    #[error("{file}: {source}", file = .file.display())]
    Signing {
        /// What was to be signed.
        file: PathBuf,
        /// Why.
        source: DraftError,
    },
    /// A date too far away.
    #[error("that many days from now there is no date")]
    Date,
}

impl From<CeremonyFailure> for Failure {
    fn from(failure: CeremonyFailure) -> Self {
        Self::Ceremony(Box::new(failure))
    }
}

pub(crate) fn run(command: &Ceremony, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Ceremony::Init(args) => change::init(args, clock, out),
        Ceremony::Rotate(args) => change::rotate(args, clock, out),
        Ceremony::Line(args) => change::line(args, clock, out),
        Ceremony::Sign(args) => sign::run(args, out),
        Ceremony::OnlineKey(args) => online_key(args, out),
        Ceremony::Fetch(args) => fetch::run(args, clock, out),
        Ceremony::Publish(args) => publish(args, false, out),
        Ceremony::Show(args) => show::run(args, clock, out),
    }
}

/// A key that nothing waits for.
pub(crate) fn nothing_to_sign(file: &std::path::Path) -> Failure {
    CeremonyFailure::NothingToSign(file.to_owned()).into()
}

/// A name of a product line.
fn name(text: &str) -> Result<String, String> {
    let own = is_name(text) && !TOP.contains(&text);
    own.then(|| text.to_owned()).ok_or_else(|| "expected small letters, digits and dashes".to_owned())
}
