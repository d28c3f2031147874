//! The dated duties of Articles 13 to 32 as entries of the register, and since when each binds this product.
//!
//! What a duty asks and when it begins to apply stands in `cra::duties`; here it meets the days on which units of one
//! release were placed on the market, and the roles that the house has.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use steadfast_cra::duties::{self, Duty, Since, Who, since};

use crate::judge::{Entry, Verdict};

/// On which days units of a release were placed on the market. Nothing in it: none was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Placed {
    /// The first day; nothing where none was placed, or it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Date>,
    /// The last day; nothing while units are placed, or where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Date>,
    /// Whether units are still placed.
    #[serde(default)]
    pub on_sale: bool,
}

impl Placed {
    const fn is_nothing(&self) -> bool {
        self.first.is_none() && self.last.is_none() && !self.on_sale
    }

    /// Whether units were placed from a day on, or are going to be. Who is off sale without a last day does not tell.
    fn reaches(&self, day: Date) -> Option<bool> {
        if self.on_sale { Some(true) } else { self.last.map(|last| last >= day) }
    }
}

/// What the duties of a product hang on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct OnMarket {
    /// When units of the release were placed on the market.
    #[serde(default)]
    pub placed: Placed,
    /// Whether the product was substantially modified from 11 December 2027 on; nothing: nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<bool>,
    /// What the house is for this product. Empty: nobody said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Who>,
}

/// Whether and since when a duty binds the house for a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Binds {
    /// Since, or from, this day.
    Since {
        /// The day.
        day: Date,
    },
    /// For units that are placed from this day on.
    Units {
        /// The day.
        from: Date,
        /// For units that were placed before.
        older: Older,
    },
    /// Since its substantial modification.
    Modification {
        /// The day of it is not known here; at the earliest it was this one.
        earliest: Date,
    },
    /// Not: it is an older product (Art. 69(2)).
    Never,
    /// Others alone.
    Others {
        /// Whom.
        who: Vec<Who>,
    },
    /// From placing on: nothing was placed yet.
    Placing {
        /// At the earliest.
        earliest: Date,
    },
    /// What is known does not decide it.
    Unknown,
}

/// Whether a duty binds units that were placed before it applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Older {
    /// It does not.
    Never,
    /// Since the substantial modification of the product.
    Modification,
    /// What is known does not decide it.
    Unknown,
}

impl Binds {
    /// Whether there is nothing for this house to do for this product.
    pub const fn is_nothing_to_do(&self) -> bool {
        matches!(self, Self::Never | Self::Others { .. })
    }

    /// Its word.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Since { .. } => "since",
            Self::Units { .. } => "units",
            Self::Modification { .. } => "modification",
            Self::Never => "never",
            Self::Others { .. } => "others",
            Self::Placing { .. } => "placing",
            Self::Unknown => "unknown",
        }
    }
}

/// A duty with its verdict, and whether it binds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyEntry {
    /// The verdict. What the house or the product is not bound by does not apply, whatever evidence says.
    #[serde(flatten)]
    pub entry: Entry,
    /// Since when it binds.
    pub binds: Binds,
    /// Where that stands: articles of the act.
    pub because: Vec<String>,
}

/// Every duty that the register speaks of, in the order of the articles.
pub fn duty_ids() -> impl Iterator<Item = &'static str> {
    duties::duties().iter().map(|duty| duty.id.as_str())
}

/// Whether and since when a duty binds the house for a release.
pub fn binds(duty: &Duty, on: &OnMarket) -> Binds {
    if on.roles.is_empty() {
        return Binds::Unknown;
    }
    if !duty.who.iter().any(|who| on.roles.contains(who)) {
        return Binds::Others { who: duty.who.clone() };
    }
    if duty.is_reporting() || duty.who == [Who::Steward] { at_once(duty, on) } else { by_placing(duty, on) }
}

/// What older products are bound by too: reporting, and the duties of stewards.
fn at_once(duty: &Duty, on: &OnMarket) -> Binds {
    if on.placed.is_nothing() && duty.is_reporting() {
        return Binds::Placing { earliest: duty.applies_from() };
    }
    plain(since(duty, on.placed.first, on.modified))
}

/// What binds each unit by the day on which it was placed.
fn by_placing(duty: &Duty, on: &OnMarket) -> Binds {
    let (placed, from) = (&on.placed, duty.applies_from());
    if placed.is_nothing() {
        return Binds::Placing { earliest: from };
    }
    if placed.first.is_some_and(|first| first >= from) {
        return plain(since(duty, placed.first, on.modified));
    }
    let before = since(duty, placed.first.or(placed.last.filter(|last| *last < from)), on.modified);
    match placed.reaches(from) {
        Some(true) => Binds::Units { from, older: older(before) },
        Some(false) => plain(before),
        None if matches!(before, Since::Modification(_)) => plain(before),
        None => Binds::Unknown,
    }
}

fn plain(since: Since) -> Binds {
    match since {
        Since::Day(day) => Binds::Since { day },
        Since::Modification(earliest) => Binds::Modification { earliest },
        Since::Never => Binds::Never,
        Since::Unknown => Binds::Unknown,
    }
}

fn older(since: Since) -> Older {
    match since {
        Since::Never => Older::Never,
        Since::Modification(_) | Since::Day(_) => Older::Modification,
        Since::Unknown => Older::Unknown,
    }
}

/// The entry of a duty: what binds nobody here does not apply, and no row is needed for that.
pub(crate) fn entry(duty: &Duty, judged: Entry, on: &OnMarket) -> DutyEntry {
    let binds = binds(duty, on);
    let because = match &binds {
        Binds::Others { .. } => vec![duty.reference.clone()],
        _ => duties::because(duty).into_iter().map(|rule| rule.source.to_owned()).collect(),
    };
    let entry = if binds.is_nothing_to_do() { spared(judged) } else { judged };
    DutyEntry { entry, binds, because }
}

/// The evidence stays to be seen.
fn spared(entry: Entry) -> Entry {
    Entry { verdict: Verdict::NotApplicable, since: None, oldest: None, until: None, ..entry }
}
