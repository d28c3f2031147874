//! What `unit` is asked.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;

use super::{Connection, Listing, decisions, lists, units};
use crate::args::{CheckFormat, time};
use crate::failure::{Exit, Failure};

/// Units on a server: devices and installations in the field.
#[derive(Debug, Subcommand)]
pub(crate) enum Unit {
    /// List units. The token needs `unit.read`.
    List(UnitList),
    /// Show one unit with what it runs. The token needs `unit.read`.
    Show(UnitShow),
    /// Hand in a factory list and wait until it was worked off: 0 every line was taken, 1 some were not, 2 none of it could
    /// be. The token needs `unit.enrol`, `unit.read` and `catalogue.read`.
    Import(UnitImport),
    /// Enter one unit. The token needs `unit.enrol` and `catalogue.read`.
    Add(Box<UnitAdd>),
    /// Make a code by which a unit enrols, once; it is shown this once. The token needs `unit.enrol` and `unit.read`.
    Code(UnitCode),
    /// Make the token of a unit for the hawkBit door; it is shown this once. The token needs `unit.enrol` and `unit.read`.
    Token(UnitToken),
    /// Keep what a unit's owner told you: on one update, or once for all. The token needs `unit.decide` and `unit.read`.
    Decide(Box<UnitDecide>),
    /// Take a unit out of use for good. The token needs `unit.decommission` and `unit.read`.
    Decommission(UnitDecommission),
    /// How many units a flaw hits, and the serial numbers of those affected: 0 none is, 1 some are, 3 nobody can tell of any.
    /// The token needs `unit.read`.
    Affected(UnitAffected),
}

/// `unit list`.
#[derive(Debug, Args)]
pub(crate) struct UnitList {
    #[command(flatten)]
    pub(crate) listing: Listing,
    /// Of this product: its name or id.
    #[arg(long, value_name = "NAME|ID")]
    pub(crate) product: Option<String>,
    /// That run this release, rel_…; or unknown: with a version that the catalogue does not know.
    #[arg(long, value_name = "ID|unknown")]
    pub(crate) release: Option<String>,
    /// In this Member State, such as DE; - for those of which nobody has said.
    #[arg(long, value_name = "STATE", allow_hyphen_values = true)]
    pub(crate) market: Option<String>,
    /// expected, active or decommissioned.
    #[arg(long, value_name = "WORD")]
    pub(crate) state: Option<String>,
    /// yes: not heard of for too long; no: heard of lately.
    #[arg(long, value_name = "yes|no")]
    pub(crate) silent: Option<String>,
    /// What the serial number begins with.
    #[arg(long, value_name = "TEXT")]
    pub(crate) serial: Option<String>,
}

/// Which unit.
#[derive(Debug, Args)]
pub(crate) struct Which {
    /// The unit: unt_…, or its serial number.
    #[arg(value_name = "ID|SERIAL")]
    pub(crate) unit: String,
    /// Its product, where several have a unit of this serial number: the id.
    #[arg(long, value_name = "ID")]
    pub(crate) product: Option<String>,
    #[command(flatten)]
    pub(crate) connection: Connection,
}

/// `unit show`.
#[derive(Debug, Args)]
pub(crate) struct UnitShow {
    #[command(flatten)]
    pub(crate) which: Which,
    /// How to write the answer; JSON is what the API answered.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    pub(crate) format: CheckFormat,
}

/// `unit import`.
#[derive(Debug, Args)]
pub(crate) struct UnitImport {
    /// The list: CSV whose first row names the columns, serial and as many as there are of key, hardware, market, contact,
    /// version or version:PART, token and owner-code.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The product of its units: the name or id.
    #[arg(long, value_name = "NAME|ID")]
    pub(crate) product: String,
    /// Do not wait until it was worked off.
    #[arg(long)]
    pub(crate) no_wait: bool,
    #[command(flatten)]
    pub(crate) connection: Connection,
    /// How to write the answer; JSON is what the API answered.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    pub(crate) format: CheckFormat,
}

/// `unit add`.
#[derive(Debug, Args)]
pub(crate) struct UnitAdd {
    /// Its serial number.
    #[arg(value_name = "SERIAL")]
    pub(crate) serial: String,
    /// Its product: the name or id.
    #[arg(long, value_name = "NAME|ID")]
    pub(crate) product: String,
    /// The fingerprint of its Ed25519 identity key.
    #[arg(long, value_name = "SHA-256")]
    pub(crate) key: Option<String>,
    /// The hardware revision.
    #[arg(long, value_name = "TEXT")]
    pub(crate) hardware: Option<String>,
    /// The Member State where it was made available, such as DE.
    #[arg(long, value_name = "STATE")]
    pub(crate) market: Option<String>,
    /// Where its owner can be reached.
    #[arg(long, value_name = "TEXT")]
    pub(crate) contact: Option<String>,
    /// What it runs: a version, or PART=VERSION where the product has several parts that units run.
    #[arg(long = "runs", value_name = "[PART=]VERSION")]
    pub(crate) runs: Vec<String>,
    #[command(flatten)]
    pub(crate) connection: Connection,
}

/// `unit code`.
#[derive(Debug, Args)]
pub(crate) struct UnitCode {
    #[command(flatten)]
    pub(crate) which: Which,
    /// How many days it opens, 1 to 366.
    #[arg(long, value_name = "N", default_value_t = 30)]
    pub(crate) days: u16,
}

/// `unit token`.
#[derive(Debug, Args)]
pub(crate) struct UnitToken {
    #[command(flatten)]
    pub(crate) which: Which,
}

/// `unit decide`.
#[derive(Debug, Args)]
pub(crate) struct UnitDecide {
    #[command(flatten)]
    pub(crate) which: Which,
    /// What the owner decided on one update.
    #[arg(value_enum, value_name = "DECISION", requires = "release", required_unless_present_any = ["automatic", "features"])]
    pub(crate) decision: Option<OwnersWord>,
    /// The update's release: rel_…
    #[arg(long, value_name = "ID", requires = "decision")]
    pub(crate) release: Option<String>,
    /// Of what is put off: until when, a day or a time.
    #[arg(long, value_name = "TIME", value_parser = time, required_if_eq("decision", "postpone"))]
    pub(crate) until: Option<Timestamp>,
    /// Once for all: whether security updates install by themselves. Without --features, these stay as they are; the token
    /// needs `rollout.read` then.
    #[arg(long, value_enum, value_name = "on|off", conflicts_with = "decision")]
    pub(crate) automatic: Option<Switch>,
    /// Once for all: whether feature updates do.
    #[arg(long, value_enum, value_name = "on|off", conflicts_with = "decision")]
    pub(crate) features: Option<Switch>,
}

/// What an owner decides on an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OwnersWord {
    /// Not before a time.
    Postpone,
    /// Not this one: nothing overrides that.
    Refuse,
    /// This one, now, also where nothing installs by itself.
    Agree,
}

/// On or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Switch {
    /// On.
    On,
    /// Off: nothing overrides that.
    Off,
}

/// `unit decommission`.
#[derive(Debug, Args)]
pub(crate) struct UnitDecommission {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Why; it stands in the record.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
}

/// `unit affected`.
#[derive(Debug, Args)]
pub(crate) struct UnitAffected {
    /// The flaw: a name such as CVE-2026-1234, or its number.
    #[arg(value_name = "FLAW")]
    pub(crate) flaw: String,
    #[command(flatten)]
    pub(crate) listing: Listing,
}

pub(crate) fn unit(command: Unit, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Unit::List(list) => units::list(&list, out),
        Unit::Show(show) => units::show(&show, out),
        Unit::Import(import) => lists::import(&import, out),
        Unit::Add(add) => units::add(&add, out),
        Unit::Code(code) => units::code(&code, out),
        Unit::Token(token) => units::token(&token, out),
        Unit::Decide(decide) => decisions::decide(&decide, out),
        Unit::Decommission(decommission) => units::decommission(&decommission, out),
        Unit::Affected(affected) => units::affected(&affected, out),
    }
}
