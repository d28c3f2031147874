//! Arguments of the commands on a product file.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use steadfast_product::Phase;

use crate::args::CheckFormat;

/// `product init`.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder that gets `steadfast.toml`.
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,
    /// Answers from a file, TOML or JSON, by the names of the questions; `-` is standard input. Nothing is asked then.
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,
    /// A bill of materials of the product: its components are entered, to be looked into one by one.
    #[arg(long, value_name = "BOM")]
    pub(crate) from_sbom: Option<PathBuf>,
    /// What `steadfast scan --format json` said of it: known vulnerabilities come first among the gaps.
    #[arg(long, value_name = "FILE")]
    pub(crate) scan: Option<PathBuf>,
    /// What a unit said when it looked at itself, as JSON: an answer of `GET /units/{id}/self-test`, or its event. What failed there
    /// comes first among the gaps.
    #[arg(long, value_name = "FILE")]
    pub(crate) self_test: Option<PathBuf>,
    /// List the questions with their names, help and choices, and write nothing.
    #[arg(long)]
    pub(crate) questions: bool,
}

/// `product check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The product file, or the folder that holds `steadfast.toml`; `-` is standard input.
    #[arg(value_name = "DIR|FILE", default_value = ".")]
    pub(crate) path: PathBuf,
    /// Ask for what can be known by the end of this phase of Art. 13(2).
    #[arg(long, value_enum, default_value_t = Until::Delivery)]
    pub(crate) phase: Until,
    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    pub(crate) format: CheckFormat,
}

/// `product compare`.
#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// The product file of the release before, or its folder.
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The product file of the release after, or its folder.
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// The bill of materials of the release before.
    #[arg(long, value_name = "BOM", requires = "new_bom")]
    pub(crate) old_bom: Option<PathBuf>,
    /// The bill of materials of the release after.
    #[arg(long, value_name = "BOM", requires = "old_bom")]
    pub(crate) new_bom: Option<PathBuf>,
    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    pub(crate) format: CheckFormat,
}

/// A phase of Art. 13(2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Until {
    /// Before there is code.
    #[value(alias = "planning")]
    Concept,
    /// How it is to be made.
    Design,
    /// It is made.
    Development,
    /// Units are made.
    Production,
    /// The first unit is placed on the market.
    Delivery,
    /// It is looked after.
    Maintenance,
}

impl Until {
    pub(super) const fn phase(self) -> Phase {
        match self {
            Self::Concept => Phase::Planning,
            Self::Design => Phase::Design,
            Self::Development => Phase::Development,
            Self::Production => Phase::Production,
            Self::Delivery => Phase::Delivery,
            Self::Maintenance => Phase::Maintenance,
        }
    }
}
