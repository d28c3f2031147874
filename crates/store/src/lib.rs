//! The one store: SQLite in a data directory, or PostgreSQL. The only place that names SQL.
//!
//! A transaction is a synchronous closure that runs on a thread which owns its connection. Closures are `Fn`: on
//! PostgreSQL they may run more than once, so they take ids and times as arguments and have no effect outside the
//! transaction. What a closure returns is delivered after its commit is durable.
//!
//! Each noun has one file with its statements, made by the macro `statements!`, and its methods on [`Tx`].

mod advisory;
mod approval;
mod assessment;
mod backup;
mod blobs;
mod cases;
mod catalogue;
mod component;
mod delivery;
mod engine;
mod error;
mod exposure;
mod feed;
mod fleet;
mod glance;
mod id;
mod idempotency;
mod invitation;
mod job;
mod lease;
mod ledger;
mod location;
mod message;
mod migrate;
mod monitoring;
mod naming;
mod news;
mod own_flaw;
mod passkey;
mod person;
mod receiver;
mod record;
mod repository;
mod rollout;
mod roster;
mod secret;
mod session;
mod setting;
mod sql;
mod throttle;
mod time;
mod token;
mod triage;
mod tx;
mod value;
mod verdict;
mod vex_import;
mod webhook;

pub use advisory::{Advisory, AdvisoryRevision};
pub use approval::{Approval, ApprovalState};
pub use assessment::{Assessment, AssessmentFilter, Reach, VexStatus};
pub use backup::{
    BackupError, Manifest, ManifestLedger, Place, RestoredFrom, Target, UNFINISHED_RESTORE, back_up, migrate_store,
    read_manifest, restore,
};
pub use blobs::{
    BlobError, BlobHash, BlobHashError, BlobPlace, BlobPlaceError, Blobs, BucketPlace, Credentials, Entry, Put,
    Reading, Swept,
};
pub use cases::entry::CaseEntry;
pub use cases::file::{Case, CaseFilter, CasePlace};
pub use cases::person::CasePerson;
pub use cases::signal::CaseSignal;
pub use cases::task::CaseTask;
pub use cases::unit::CaseRelease;
pub use cases::{CaseAssessment, CaseKind, CaseRole, CaseState, EntryKind, SignalKind};
pub use catalogue::NamePage;
pub use catalogue::contents::{ExposureCounts, ExposureFilter, HeldComponent, ReleaseExposure};
pub use catalogue::manufacturer::Manufacturer;
pub use catalogue::part::Part;
pub use catalogue::product::Product;
pub use catalogue::release::Release;
pub use catalogue::standing::{StoppedRelease, VerdictTurn};
pub use catalogue::state::{PartKind, ReleaseState};
pub use component::{Holding, KeptComponent, NewComponent};
pub use delivery::{Attempt, Delivery, DeliveryFilter, DeliveryState, NewDelivery};
pub use engine::{Engine, Pending, Store};
pub use error::{EngineError, StoreError, Violation};
pub use exposure::{ExposureDay, FlawFacts, FoundExposure, NewFinding};
pub use feed::{Advisories, Feed, FeedImport, FeedState, Held as HeldFeed, ImportState, Taken as TakenFeed};
pub use fleet::affected::{Answer, HitRelease, ProductHit, UnitFlaw};
pub use fleet::batch::{EventBatch, HeldClass};
pub use fleet::counts::{ReleaseShare, UnitTally};
pub use fleet::end::{ErasedTally, TestTally};
pub use fleet::fresh_code::FreshCode;
pub use fleet::history::UnitEvent;
pub use fleet::import::{LineCounts, LineFault, UnitImport, UnitImportState};
pub use fleet::list::{NEVER_TESTED, NO_MARKET, Running, UnitFilter, UnitPage};
pub use fleet::log::{LogHead, UnitLog, UnitSwitches};
pub use fleet::quiet::SILENT_AFTER;
pub use fleet::runs::UnitRuns;
pub use fleet::secret::UnitSecret;
pub use fleet::sighting::Sighting;
pub use fleet::unit::{NewUnit, Unit};
pub use fleet::{CodeBy, EndedBy, ErasedFor, RunSource, SecretKind, TestVerdict, UnitState};
pub use glance::{OpenNow, SoldNow};
pub use id::{Id, IdError, Kind, kinds};
pub use idempotency::Remembered;
pub use invitation::Invitation;
pub use job::{Claim, Held, Job, JobFilter, JobState, NewJob};
pub use lease::Lease;
pub use ledger::{Head, Leaf, NewRecord, RecordRow};
pub use location::{Location, LocationError};
pub use message::{Message, MessageAttempt, NewMessage};
pub use migrate::schema_version;
pub use monitoring::alert::{Alert, AlertFilter, AnsweredShare, NewAlert, ScoredShare};
pub use monitoring::alert_unit::AlertUnit;
pub use monitoring::cohort::KeptCohort;
pub use monitoring::count::KeptClass;
pub use monitoring::coverage::{Coverage, ProductCoverage};
pub use monitoring::news::{AlertNews, AlertReceiver, Stage};
pub use monitoring::retention::ExpiredBatch;
pub use monitoring::waiting::{HowItCame, SentToday};
pub use monitoring::watch::UnitWatch;
pub use monitoring::{AlertAnswer, SHARDS, shard_of};
pub use news::News;
pub use own_flaw::{OwnFlaw, OwnSource};
pub use passkey::Passkey;
pub use person::{NewPerson, Person};
pub use receiver::{Carrier, Receiver, ReceiverState, Way};
pub use record::RecordFilter;
pub use repository::{Artifact, ArtifactFile, DeltaOf, FilesStanding, Metadata};
pub use rollout::action::RolloutAction;
pub use rollout::consent::{UnitConsent, UnitWish};
pub use rollout::plan::{Rollout, RolloutFilter};
pub use rollout::reach::DecidedCount;
pub use rollout::statement::UnitStatement;
pub use rollout::wave::{OpenedWave, ReachedUnits};
pub use rollout::{ActionState, RolloutState, WishKind, WishSource};
pub use roster::{Listed, Roster, RosterKey, RosterPage};
pub use session::{Session, SignIn};
pub use sql::{Sql, every_statement};
pub use throttle::Throttle;
pub use time::Time;
pub use token::{Token, TokenFilter, TokenPlace};
pub use triage::places::{PlaceFilter, PlaceKey, PlaceRow};
pub use triage::rank::{Merit, rank};
pub use triage::sample;
pub use triage::settle::{Known, Open, SETTLED_AT_ONCE, Stand, fixed_in};
pub use triage::{FlawRow, QueueFilter, QueuePlace, QueueRow, Tally};
pub use tx::Tx;
pub use value::{Column, Row, Value, storable};
pub use verdict::{Checked, Decided, KeptVerdict, OwnExposure, Unmet};
pub use vex_import::{StandingExposure, VexImport};
pub use webhook::{Webhook, WebhookState};
