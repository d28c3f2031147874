//! Arguments of `steadfast law`.

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::args::CheckFormat;

/// The act as data.
#[derive(Debug, Subcommand)]
pub(crate) enum Law {
    /// One entry: a requirement (I.1.2.c), a duty (art-13-8), a point of an annex (VII.2.b), a category (III.I.12), an
    /// exclusion or a role; without one, what there is.
    Show(Show),
    /// Catalogues of standards with what of Annex I they speak to; `annex-i` is the act's own.
    Standards(Standards),
    /// Duties of Articles 13, 14, 18 to 24 and 28 to 32, and since when each binds a product.
    Duties(Duties),
    /// Which conformity assessment procedures are open to a product.
    Routes(Routes),
}

/// `law show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Which entry.
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,
    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    pub(crate) format: CheckFormat,
}

/// `law standards`.
#[derive(Debug, Args)]
pub(crate) struct Standards {
    /// Which catalogue; without one, all of them by name.
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = CatalogueFormat::Table)]
    pub(crate) format: CatalogueFormat,
}

/// Forms of a catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CatalogueFormat {
    /// For people.
    Table,
    /// All that is known of it.
    Json,
    /// A catalogue of NIST's OSCAL; needs a name.
    Oscal,
}

/// `law duties`.
#[derive(Debug, Args)]
pub(crate) struct Duties {
    /// The day on which the unit in question was placed on the market.
    #[arg(long, value_name = "DATE")]
    pub(crate) placed: Option<Date>,
    /// Whether the product was substantially modified from 11 December 2027 on.
    #[arg(long, value_enum, value_name = "YES|NO")]
    pub(crate) modified: Option<Answer>,
    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    pub(crate) format: CheckFormat,
}

/// `law routes`.
#[derive(Debug, Args)]
pub(crate) struct Routes {
    /// How the product is classed: default, important-1, important-2, critical; or a category (III.I.12).
    #[arg(long)]
    pub(crate) class: String,
    /// Whether it is free and open-source software whose technical documentation is public when placed.
    #[arg(long, value_enum, value_name = "YES|NO")]
    pub(crate) open_source_public: Option<Answer>,
    /// How far harmonised standards were applied, for the requirements concerned.
    #[arg(long, value_enum, default_value_t = Extent::Unknown)]
    pub(crate) standards: Extent,
    /// How far common specifications were applied.
    #[arg(long, value_enum, default_value_t = Extent::Unknown)]
    pub(crate) specifications: Extent,
    /// How far European certification, at least substantial, covers the requirements.
    #[arg(long, value_enum, default_value_t = Extent::Unknown)]
    pub(crate) certification: Extent,
    /// The day to answer for; today without it.
    #[arg(long, value_name = "DATE")]
    pub(crate) now: Option<Date>,
    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    pub(crate) format: CheckFormat,
}

/// Yes or no; not said is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Answer {
    /// It is so.
    Yes,
    /// It is not.
    No,
}

impl Answer {
    pub(super) fn is_yes(self) -> bool {
        self == Self::Yes
    }
}

/// How far something was applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Extent {
    /// Not said.
    Unknown,
    /// Not at all.
    None,
    /// In part.
    Part,
    /// In full.
    Full,
}
