//! Duties of Articles 13, 14, 18 to 24 and 28 to 32, and since when each binds a product.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Confidence;
use crate::applies::{
    ACT_FROM, Circumstances, FROM_SEPTEMBER_2026, OLDER_PRODUCTS, OLDER_PRODUCTS_OTHERWISE, Operator, REPORTING_FROM,
    STEWARDS, Verdict, applies,
};
use crate::bilingual::Text;
use crate::rule::Rule;

const TABLE: &str = include_str!("../data/duties.toml");

/// Whom a duty binds. Whoever counts as manufacturer (Art. 21 and 22) is one here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// Art. 3(13).
    Manufacturer,
    /// Art. 3(15).
    AuthorisedRepresentative,
    /// Art. 3(16).
    Importer,
    /// Art. 3(17).
    Distributor,
    /// An open-source software steward, Art. 3(14).
    Steward,
}

impl Who {
    /// Its key.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Manufacturer => "manufacturer",
            Self::AuthorisedRepresentative => "authorised-representative",
            Self::Importer => "importer",
            Self::Distributor => "distributor",
            Self::Steward => "steward",
        }
    }
}

/// What the time of a duty hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tied {
    /// Work before placing.
    Development,
    /// The day on which a unit is placed on the market.
    Placing,
    /// It goes on through the support period.
    SupportPeriod,
    /// Ten years after placing or issue; the duty says what may prolong them.
    TenYears,
    /// Something happens.
    Event,
}

impl Tied {
    /// Its key.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Development => "development",
            Self::Placing => "placing",
            Self::SupportPeriod => "support-period",
            Self::TenYears => "ten-years",
            Self::Event => "event",
        }
    }
}

/// One duty.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Duty {
    /// `art-<article>-<paragraph>[-<point>]`, never reused.
    pub id: String,
    /// Article and point.
    #[serde(rename(deserialize = "ref", serialize = "reference"))]
    pub reference: String,
    /// Whom it binds.
    pub who: Vec<Who>,
    /// A short name of ours.
    pub title: Text,
    /// What it asks, in our words.
    pub asks: Text,
    /// What its time hangs on.
    pub tied: Vec<Tied>,
    /// Entries of Annex I that it relates to.
    pub requirements: Vec<String>,
    /// How we read it where it leaves something open; empty where it leaves nothing.
    #[serde(default)]
    pub reading: String,
    /// How sure we are of what it asks and of our reading.
    pub confidence: Confidence,
}

impl Duty {
    /// Whether it is one of Article 14, which applies earlier and to older products too.
    pub fn is_reporting(&self) -> bool {
        self.id.starts_with("art-14-")
    }

    /// The first day on which it applies to anybody (Art. 71(2)).
    pub fn applies_from(&self) -> Date {
        if self.is_reporting() { REPORTING_FROM } else { ACT_FROM }
    }

    fn binds_stewards_alone(&self) -> bool {
        self.who == [Who::Steward]
    }
}

/// Since when a duty binds a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case", tag = "state", content = "day")]
pub enum Since {
    /// Since, or from, this day.
    Day(Date),
    /// Since its substantial modification, the day of which is not known here; at the earliest this day.
    Modification(Date),
    /// It does not bind it.
    Never,
    /// What is known does not decide it.
    Unknown,
}

#[derive(Deserialize)]
struct Table {
    #[serde(deserialize_with = "crate::day::date")]
    checked_on: Date,
    duty: Vec<Duty>,
}

static DUTIES: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(TABLE).expect("the embedded table is well-formed, which a test shows"));

/// The day on which the table was compared with its sources.
pub fn checked_on() -> Date {
    DUTIES.checked_on
}

/// Every duty in the order of the articles.
pub fn duties() -> &'static [Duty] {
    &DUTIES.duty
}

/// The duty with this id (`art-13-8`).
pub fn duty(id: &str) -> Option<&'static Duty> {
    duties().iter().find(|one| one.id == id)
}

/// Since when a duty binds a unit that was placed on the market on this day. `modified`: whether the product was
/// substantially modified from 11 December 2027 on. `None` is unknown.
///
/// Units of one type are placed on different days; what holds for an older one does not hold for a newer one.
pub fn since(duty: &Duty, placed: Option<Date>, modified: Option<bool>) -> Since {
    let from = duty.applies_from();
    if duty.binds_stewards_alone() {
        return Since::Day(from);
    }
    if duty.is_reporting() {
        return Since::Day(placed.map_or(from, |placed| placed.max(from)));
    }
    let Some(day) = placed else { return Since::Unknown };
    match applies(&circumstances(placed, modified)).rest_of_act {
        Verdict::Yes if day >= ACT_FROM => Since::Day(day.max(from)),
        Verdict::Yes | Verdict::AsFarAs => Since::Modification(from),
        Verdict::No => Since::Never,
        Verdict::Unknown => Since::Unknown,
    }
}

const fn circumstances(placed: Option<Date>, modified: Option<bool>) -> Circumstances {
    Circumstances { operator: Operator::Manufacturer(None), aware: None, placed, modified, support_ended: None }
}

/// The rules by which [`since`] decides for this duty.
pub fn because(duty: &Duty) -> Vec<&'static Rule> {
    match duty {
        one if one.is_reporting() => vec![&FROM_SEPTEMBER_2026, &OLDER_PRODUCTS],
        one if one.binds_stewards_alone() => vec![&STEWARDS],
        _ => vec![&FROM_SEPTEMBER_2026, &OLDER_PRODUCTS_OTHERWISE],
    }
}
