//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use steadfast_trust::key::{Fingerprint, FingerprintError};

use crate::backup::{Backup, MigrateStore, Restore};
use crate::ceremony::Ceremony;
use crate::demo::Demo;
use crate::demo::core_function::CoreFunction;
use crate::keys::Key;
use crate::law::Law;
use crate::probe::Probe;
use crate::provision::Provision;
use crate::serve::Serve;
use crate::server::{
    Advisory, Alert, Case, Connection, Declare, Dossier, Drill, Duty, HandOver, Job, Product, Recall, Record, Release,
    Report, Rollout, ServerCommand, Support, Token, Unit, Vex,
};
use crate::simulate::Simulate;
use crate::tuf::Tuf;
use crate::user::User;

/// Carries a connected product through its life under the EU Cyber Resilience Act.
#[derive(Debug, Parser)]
#[command(name = "steadfast", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Exit codes: 0 yes, 1 no, 2 bad input, 3 cannot be decided, 4 failed.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// See it work: a sample maker with four products and half a year of history, in a browser on this machine.
    ///
    /// Nothing in it is real, its clock can be moved, and Ctrl-C removes its data. --terminal shows a release check only.
    Demo(Demo),
    /// Advisory feeds.
    #[command(subcommand)]
    Feed(Feed),
    /// List the known vulnerabilities in bills of materials. Exits 0 whatever it finds.
    Scan(Ask),
    /// Decide whether a release may ship: 0 no blocking known vulnerability, 1 blocked, 3 cannot be decided.
    Gate(Ask),
    /// Bills of materials.
    #[command(subcommand)]
    Sbom(Sbom),
    /// The act as data: requirements, duties, routes, standards; our reading and how sure we are, apart from the text.
    #[command(subcommand)]
    Law(Law),
    /// Check offline that a record, a checkpoint or a whole ledger is as it was recorded.
    ///
    /// Exits 0 unaltered and of the key that was named, 1 altered, 2 unreadable, 3 unaltered but the issuer was not
    /// checked.
    Verify(Verify),
    /// Run the manufacturer's server. SIGTERM or Ctrl-C ends it; nothing acknowledged is ever lost.
    Serve(Box<Serve>),
    /// The product file, here; and products on a server, by its API with the token in STEADFAST_TOKEN.
    #[command(subcommand)]
    Product(Product),
    /// Releases on a server, by its API with the token in STEADFAST_TOKEN.
    #[command(subcommand)]
    Release(Release),
    /// Units in the field on a server, by its API with the token in STEADFAST_TOKEN.
    #[command(subcommand)]
    Unit(Unit),
    /// Rollouts on a server, by its API with the token in STEADFAST_TOKEN: how a signed release reaches devices.
    #[command(subcommand)]
    Rollout(Box<Rollout>),
    /// A running server, by its API.
    #[command(subcommand)]
    Server(ServerCommand),
    /// Records of a server's ledger, by its API with the token in STEADFAST_TOKEN.
    #[command(subcommand)]
    Record(Box<Record>),
    /// Alerts of a server, by its API with the token in STEADFAST_TOKEN: what monitoring concludes from shared events.
    #[command(subcommand)]
    Alert(Box<Alert>),
    /// Cases of a server, by its API with the token in STEADFAST_TOKEN: vulnerabilities and incidents that are being handled.
    #[command(subcommand)]
    Case(Box<Case>),
    /// Withdrawals and recalls of a server, by its API with the token in STEADFAST_TOKEN.
    #[command(subcommand)]
    Recall(Box<Recall>),
    /// How long devices are supported, what stays until when, how devices ended, by a server's API with the token in
    /// STEADFAST_TOKEN.
    #[command(subcommand)]
    Support(Box<Support>),
    /// What a successor gets when a manufacturer ends, by a server's API with the token in STEADFAST_TOKEN.
    #[command(subcommand)]
    HandOver(Box<HandOver>),
    /// What the facts at a server say of a product, and the dossier that shows it, by its API with the token in
    /// STEADFAST_TOKEN.
    #[command(subcommand)]
    Dossier(Box<Dossier>),
    /// Declarations of conformity at a server, by its API with the token in STEADFAST_TOKEN: prepared here, signed by another
    /// person on the server's pages.
    #[command(subcommand)]
    Declare(Box<Declare>),
    /// Drills at a server: scenarios that are played on a copy of everything, by its API with the token in STEADFAST_TOKEN.
    #[command(subcommand)]
    Drill(Box<Drill>),
    /// Who is on duty at a server, and what rings, by its API with the token in STEADFAST_TOKEN.
    #[command(subcommand)]
    Duty(Box<Duty>),
    /// Reports of finders: read, acknowledged, answered, made cases.
    #[command(subcommand)]
    Report(Box<Report>),
    /// Advisories of a server's manufacturer, by its API with the token in STEADFAST_TOKEN: CSAF documents for the world.
    #[command(subcommand)]
    Advisory(Box<Advisory>),
    /// Jobs of a server, by its API with the token in STEADFAST_TOKEN.
    #[command(subcommand)]
    Job(Box<Job>),
    /// VEX documents of a server: what suppliers state goes in, what was decided goes out.
    #[command(subcommand)]
    Vex(Box<Vex>),
    /// API tokens, by the API. Making and ending one takes a person who is signed in: do it on the server's page.
    #[command(subcommand)]
    Token(Token),
    /// Keys that sign releases, and say who may.
    #[command(subcommand)]
    Key(Key),
    /// Who may sign what: the root of a repository of updates, in a folder, without a network.
    #[command(subcommand)]
    Root(Ceremony),
    /// What the demo's real gateway is for.
    #[command(hide = true)]
    CoreFunction(CoreFunction),
    /// Production: units come to be at the line, offline, each with a key and a code of its own.
    #[command(subcommand)]
    Provision(Box<Provision>),
    /// A client of a TUF repository: this server's, or any other.
    ///
    /// Exits 0 where everything is there and believed, 1 where not, 2 for bad arguments.
    Tuf(Box<Tuf>),
    /// Ask a device from outside what its maker should know: ports, default passwords, lock-out, TLS, set-up.
    ///
    /// Only a device that you own or may test, and say so with --mine. Exits 0 where everything passed or does not apply, 1
    /// where something failed, 3 where something could not be looked at, 4 where nobody answered.
    Probe(Box<Probe>),
    /// Switch simulated units on: they enrol, check in and install over the real protocol, and believe nothing but signed
    /// metadata. For trying a server out; real units are not needed. With --device: a device for `probe`.
    Simulate(Box<Simulate>),
    /// Accounts. Inviting and changing people takes a person who is signed in: do it on the server's page.
    #[command(subcommand)]
    User(User),
    /// Take a consistent picture of a server's data, while it runs. It is read again after it was written.
    Backup(Box<Backup>),
    /// Restore a backup into an empty data directory or database: all of it or nothing.
    Restore(Box<Restore>),
    /// Move a server's data from SQLite to PostgreSQL, or back. The server must be stopped.
    MigrateStore(Box<MigrateStore>),
}

/// Feeds.
#[derive(Debug, Subcommand)]
pub(crate) enum Feed {
    /// Import advisories into the index that `scan` and `gate` read.
    ///
    /// A zip or folder is a whole export and answers for what it covers; it replaces the last import of the same
    /// export. A single record only adds to what is known. Without PATH, the default sources are downloaded. With a server
    /// named, by --server or STEADFAST_SERVER, it takes the files; --index FILE means the local file all the same.
    Import(Import),
    /// Show what is loaded: sources, what they cover, and how old they are.
    List(List),
}

/// `feed import`.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Folders, zips or files with OSV, KEV, EPSS, EUVD, CSAF or CVE records, or addresses (https://…) of them.
    #[arg(value_name = "PATH|URL")]
    pub(crate) paths: Vec<String>,
    /// The local index to write.
    #[arg(long, value_name = "FILE", conflicts_with = "server")]
    pub(crate) index: Option<PathBuf>,
    /// When these files were fetched, in your own knowledge; else the newest record tells how old a feed is.
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) fetched: Option<Timestamp>,
    /// Begin anew instead of adding to what the index holds; on a server: take an export although it shrank.
    #[arg(long)]
    pub(crate) anew: bool,
    /// Hand the files in at a running server instead. The token needs `feed.import`.
    #[command(flatten)]
    pub(crate) connection: Connection,
    /// The default sources, in place of the built-in list.
    #[arg(long, value_name = "FILE", conflicts_with = "server")]
    pub(crate) sources: Option<PathBuf>,
    /// Count from this time instead of the clock.
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) now: Option<Timestamp>,
}

/// `feed list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// The index to read.
    #[arg(long, value_name = "FILE", conflicts_with = "server")]
    pub(crate) index: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) connection: Connection,
}

/// What `scan` and `gate` are asked.
#[derive(Debug, Args, Clone)]
pub(crate) struct Ask {
    /// Bills of materials: CycloneDX, SPDX, Cargo.lock; `-` is standard input.
    #[arg(value_name = "BOM", required = true)]
    pub(crate) boms: Vec<PathBuf>,
    /// Advisories to use instead of the index: a folder, zip, JSON or index.
    #[arg(long, value_name = "PATH")]
    pub(crate) advisories: Vec<PathBuf>,
    /// The index that `feed import` wrote.
    #[arg(long, value_name = "FILE", conflicts_with = "advisories")]
    pub(crate) index: Option<PathBuf>,
    /// Known exploited vulnerabilities, in place of those in the index.
    #[arg(long, value_name = "FILE")]
    pub(crate) kev: Option<PathBuf>,
    /// Exploit prediction scores, in place of those in the index.
    #[arg(long, value_name = "FILE")]
    pub(crate) epss: Option<PathBuf>,
    /// VEX statements to apply: OpenVEX, CycloneDX or CSAF.
    #[arg(long, value_name = "FILE")]
    pub(crate) vex: Vec<PathBuf>,
    /// The product file with the policy in `[gate]`; else `steadfast.toml` here, else a careful default.
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
    /// Source or object files that were built into the Linux kernel, or into NAME: they may only lower a finding.
    #[arg(long, value_name = "[NAME=]FILE")]
    pub(crate) compiled_in: Vec<String>,
    /// Count ages from this time instead of the clock, to rebuild an earlier answer.
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) now: Option<Timestamp>,
    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// List every finding and every component that could not be checked.
    #[arg(long)]
    pub(crate) all: bool,
}

/// Forms of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Table,
    /// Documented and stable.
    Json,
    /// SARIF 2.1.0, for code hosts.
    Sarif,
    /// OpenVEX.
    Openvex,
    /// CycloneDX VEX.
    Cyclonedx,
}

/// Bills of materials.
#[derive(Debug, Subcommand)]
pub(crate) enum Sbom {
    /// Check a bill against BSI TR-03183-2 and the minimum of the act: what is missing, per component.
    Check(Check),
}

/// `sbom check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The bill; `-` is standard input.
    #[arg(value_name = "BOM")]
    pub(crate) bom: PathBuf,
    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    pub(crate) format: CheckFormat,
}

/// Forms of a check's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people.
    Table,
    /// Documented and stable.
    Json,
}

/// `verify`.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// A dossier, a bundle or an export of a ledger, a unit's log, or a receipt of a unit's; `-` is standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// A second dossier, to compare with: whether the ledgers of both can be one and the same.
    #[arg(value_name = "OTHER-DOSSIER")]
    pub(crate) other: Option<PathBuf>,
    /// The fingerprint of the issuer's key, known from elsewhere: a label, a contract, the issuer's own pages.
    #[arg(long, value_name = "FINGERPRINT", value_parser = fingerprint)]
    pub(crate) key: Option<Fingerprint>,
    /// The fingerprint of a key that is known to be revoked: a dossier of that key is not believed. May be given repeatedly.
    #[arg(long, value_name = "FINGERPRINT", value_parser = fingerprint)]
    pub(crate) revoked: Vec<Fingerprint>,
    /// The day for which a dossier's evidence is looked at; today where it is not given.
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) now: Option<Timestamp>,
    /// A checkpoint kept from another day, or a bundle with one: the ledger must have grown from it.
    #[arg(long, value_name = "OLDER-CHECKPOINT")]
    pub(crate) against: Option<PathBuf>,
    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    pub(crate) format: CheckFormat,
}

/// A fingerprint, in groups or not.
fn fingerprint(text: &str) -> Result<Fingerprint, String> {
    text.parse().map_err(|error: FingerprintError| error.to_string())
}

/// A moment (`2026-11-20T12:00:00Z`), or a day (`2026-11-20`, its beginning in UTC).
pub(crate) fn time(text: &str) -> Result<Timestamp, String> {
    let moment = text.parse::<Timestamp>();
    let day = || format!("{text}T00:00:00Z").parse::<Timestamp>();
    moment.or_else(|_| day()).map_err(|_| "expected a time such as 2026-11-20T12:00:00Z or a day".to_owned())
}
