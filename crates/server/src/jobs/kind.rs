//! The kinds of work there are, with when each is done and how much patience it deserves.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use super::patience::Patience;
use super::work::{Work, WorkError};
use super::{blob_sweep, house_cleaning, overdue};
use crate::cases::proposing;
use crate::conformity::measure;
use crate::drills;
use crate::exposure::matching;
use crate::feeds::{fetching, importing};
use crate::fleet::{list, sightings, silence};
use crate::ledger::check;
use crate::monitoring::{retention, watch};
use crate::recalls::telling;
use crate::ringing;
use crate::rollout::repository::{proof, renew};
use crate::rollout::{statements, waves};

/// One row of the table.
#[derive(Clone, Copy, Debug)]
struct Row {
    name: &'static str,
    every: Option<Duration>,
    patience: Patience,
}

const MINUTE: Duration = Duration::from_secs(60);
const FIVE_MINUTES: Duration = Duration::from_secs(300);
const TEN_MINUTES: Duration = Duration::from_secs(600);
const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(86_400);

/// Makes the enum, the list of all its values and the table from one page.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $name:literal every $every:expr, at_most $longest:expr, tries $tries:literal;)*) => {
        /// Something that the server does by itself.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind { $($(#[$doc])* $kind,)* }

        const TABLE: &[Row] = &[$(Row {
            name: $name, every: $every, patience: Patience { longest: $longest, tries: $tries },
        },)*];

        impl Kind {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];
            /// Their names, in the same order.
            pub const NAMES: &'static [&'static str] = &[$($name,)*];
        }
    };
}

kinds! {
    /// Forgets what is over: sessions, links, sign-ins, kept answers, old deliveries, done jobs.
    HouseCleaning   "house-cleaning"    every Some(DAY),            at_most HOUR,           tries 5;
    /// Removes blobs that nothing names.
    BlobSweep       "blob-sweep"        every Some(DAY),            at_most HOUR,           tries 5;
    /// Records that nobody looked in time at what one person did alone.
    Overdue         "overdue-approvals" every Some(FIVE_MINUTES),   at_most FIVE_MINUTES,   tries 8;
    /// Proves the newest checkpoint and a sample of records once more.
    LedgerCheck     "ledger-check"      every Some(HOUR),           at_most TEN_MINUTES,    tries 3;
    /// Fetches advisories from where they come, each source when it is due.
    FeedFetch       "feed-fetch"        every Some(MINUTE),         at_most HOUR,           tries 8;
    /// Takes files of advisories that were handed in.
    FeedImport      "feed-import"       every Some(MINUTE),         at_most HOUR,           tries 8;
    /// Has releases and advisories meet: brings exposures and verdicts up to date.
    Matching        "matching"          every Some(MINUTE),         at_most HOUR,           tries 8;
    /// Signs snapshot and timestamp of the repository anew before they end.
    Renewal         "metadata-renewal"  every Some(TEN_MINUTES),    at_most TEN_MINUTES,    tries 8;
    /// Reads every file that was promised to units, and proves that it is what it was.
    ArtifactProof   "artifact-proof"    every Some(HOUR),           at_most DAY,            tries 5;
    /// Judges the waves of rollouts, and opens the next ones.
    Waves           "rollout-waves"     every Some(MINUTE),         at_most TEN_MINUTES,    tries 8;
    /// Tells the ledger what units signed.
    Statements      "unit-statements"   every Some(MINUTE),         at_most TEN_MINUTES,    tries 8;
    /// Works off factory lists of units that were handed in.
    UnitImport      "unit-import"       every Some(MINUTE),         at_most HOUR,           tries 8;
    /// Brings to units when they were last heard of.
    Sightings       "unit-sightings"    every Some(MINUTE),         at_most HOUR,           tries 8;
    /// Says which units were not heard of for too long.
    FleetSilence    "fleet-silence"     every Some(TEN_MINUTES),    at_most HOUR,           tries 3;
    /// Looks once at every event that units sent, and raises alerts.
    EventWatch      "event-watch"       every Some(MINUTE),         at_most HOUR,           tries 8;
    /// Erases events that units sent after their time.
    EventRetention  "event-retention"   every Some(DAY),            at_most HOUR,           tries 5;
    /// Rings people on duty for clocks that run, until somebody answers.
    Ringing         "ringing"           every Some(MINUTE),         at_most FIVE_MINUTES,   tries 8;
    /// Looks which open cases can close, and keeps what their units run.
    Closing         "case-closing"      every Some(FIVE_MINUTES),   at_most HOUR,           tries 3;
    /// Tells importers and dealers of the units of recalls that went to them.
    Recalls         "recall-telling"    every Some(MINUTE),         at_most HOUR,           tries 8;
    /// Tells owners that the support of their device ends.
    SupportEnds     "support-ends"      every Some(HOUR),           at_most HOUR,           tries 5;
    /// Holds the drills that were asked for.
    Drill           "drill"             every Some(MINUTE),         at_most HOUR,           tries 3;
    /// Carries records into the register's index, and counts once a day what products show.
    Register        "conformity-register" every Some(MINUTE),       at_most HOUR,           tries 8;
    /// Tells a watcher outside that the server is there.
    Heartbeat       "heartbeat"         every Some(MINUTE),         at_most FIVE_MINUTES,   tries 3;
}

/// A text that names no kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no kind of job that this version of the program knows")]
pub struct UnknownKind(pub String);

impl Kind {
    fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// Its name, in kebab-case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.row().name
    }

    /// How long between the end of one run and the next; nothing for what is done when it is asked for.
    #[must_use]
    pub fn every(self) -> Option<Duration> {
        self.row().every
    }

    /// How long an attempt may take, and how many there are.
    #[must_use]
    pub fn patience(self) -> Patience {
        self.row().patience
    }

    /// Does it.
    pub(super) async fn run(self, work: Work) -> Result<(), WorkError> {
        match self {
            Self::HouseCleaning => house_cleaning::run(&work).await,
            Self::BlobSweep => blob_sweep::run(&work).await,
            Self::Overdue => overdue::run(&work).await,
            Self::LedgerCheck => check::run(&work).await,
            Self::FeedFetch => fetching::run(&work).await,
            Self::FeedImport => importing::run(&work).await,
            Self::Matching => matching::run(&work).await,
            Self::Renewal => renew::run(&work).await,
            Self::ArtifactProof => proof::run(&work).await,
            Self::Waves => waves::run(&work).await,
            Self::Statements => statements::run(&work).await,
            Self::UnitImport => list::work::run(&work).await,
            Self::Sightings => sightings::run(&work).await,
            Self::FleetSilence => silence::run(&work).await,
            Self::EventWatch => watch::run(&work).await,
            Self::EventRetention => retention::run(&work).await,
            Self::Ringing => ringing::work::run(&work).await,
            Self::Closing => proposing::run(&work).await,
            Self::Recalls => telling::run(&work).await,
            Self::SupportEnds => crate::lifecycle::telling::run(&work).await,
            Self::Drill => drills::job::run(&work).await,
            Self::Register => measure::run(&work).await,
            Self::Heartbeat => ringing::heartbeat::run(&work).await,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        let found = Self::ALL.iter().copied().find(|kind| kind.as_str() == text);
        found.ok_or_else(|| UnknownKind(text.to_owned()))
    }
}
