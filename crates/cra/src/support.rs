//! The support period, Art. 13(8) and (19): its criteria, and what is wrong with one.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Confidence;
use crate::bilingual::Text;
use crate::rule::Rule;

const TABLE: &str = include_str!("../data/support.toml");

/// The least number of months where the product is expected to be in use for as long.
pub const LEAST_MONTHS: u32 = 60;

/// How long.
pub const PERIOD: Rule = Rule {
    code: "support-period",
    source: "Art. 13(8)",
    says: "The support period reflects the time for which the product is expected to be in use; it is at least five years, \
           or that time where it is shorter.",
    reading: "Five years are a floor, not a default: a product that is used for ten years is supported for ten (FAQ 4.5.2). \
              The period runs for each unit from its placing.",
    confidence: Confidence::High,
};

/// The reasons.
pub const REASONS: Rule = Rule {
    code: "support-reasons",
    source: "Art. 13(8), Annex VII point 4",
    says: "What was taken into account for the period stands in the technical documentation.",
    reading: "Each criterion that must be taken into account needs a sentence; one that may, where it moved the decision.",
    confidence: Confidence::Medium,
};

/// What is stated.
pub const STATED: Rule = Rule {
    code: "support-end-stated",
    source: "Art. 13(19)",
    says: "The end of the support period, at least month and year, is stated clearly at the time of purchase.",
    reading: "A day is stated; a month alone counts as its last day.",
    confidence: Confidence::Medium,
};

/// Every rule of this module.
pub const RULES: [&Rule; 3] = [&PERIOD, &REASONS, &STATED];

/// How firmly the act asks to look at a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// It is taken into account.
    Must,
    /// It may be.
    May,
}

/// Something that a period is decided on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Criterion {
    /// A stable name.
    pub id: String,
    /// Where it stands.
    #[serde(rename(deserialize = "ref", serialize = "reference"))]
    pub reference: String,
    /// How firmly.
    pub weight: Weight,
    /// A short name of ours.
    pub title: Text,
}

#[derive(Deserialize)]
struct Table {
    criterion: Vec<Criterion>,
}

static CRITERIA: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(TABLE).expect("the embedded table is well-formed, which a test shows"));

/// Every criterion in the order of the act.
pub fn criteria() -> &'static [Criterion] {
    &CRITERIA.criterion
}

/// The criterion with this id.
pub fn criterion(id: &str) -> Option<&'static Criterion> {
    criteria().iter().find(|one| one.id == id)
}

/// A period as it was decided. `None` is not stated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Period<'a> {
    /// The day on which the unit in question is placed on the market.
    pub from: Option<Date>,
    /// The last day of support.
    pub to: Option<Date>,
    /// For how many months the product is expected to be in use.
    pub expected_months: Option<u32>,
    /// Criteria for which there is a reason in writing, by id.
    pub reasoned: &'a [&'a str],
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case", tag = "code", content = "about")]
pub enum Finding {
    /// The end is not stated.
    EndNotStated,
    /// The day of placing is not known, so that the length is not.
    StartNotStated,
    /// It ends before it begins.
    EndsBeforeItBegins,
    /// It is shorter than five years, and no shorter time in use is stated.
    ShorterThanFiveYears,
    /// It is shorter than the time for which the product is expected to be in use.
    ShorterThanUse,
    /// How long the product is expected to be in use is not stated: whether the period fits is unknown.
    UseNotStated,
    /// No reason for a criterion that must be taken into account.
    NotReasoned(&'static str),
}

impl Finding {
    /// Whether the period cannot stand as it is; the others say what is missing.
    pub const fn is_contradiction(self) -> bool {
        matches!(self, Self::EndsBeforeItBegins | Self::ShorterThanFiveYears | Self::ShorterThanUse)
    }

    /// The rule that it follows from.
    pub const fn rule(self) -> &'static Rule {
        match self {
            Self::EndNotStated => &STATED,
            Self::NotReasoned(_) => &REASONS,
            _ => &PERIOD,
        }
    }
}

/// The earliest last day that Art. 13(8) allows for a unit placed on this day; `None` for the expected time is unknown and
/// counts as five years. The answer is none beyond the calendar's end.
pub fn least_end(from: Date, expected_months: Option<u32>) -> Option<Date> {
    let months = expected_months.unwrap_or(LEAST_MONTHS);
    let span = jiff::Span::new().try_months(i64::from(months)).ok()?;
    from.checked_add(span).ok()
}

/// What is wrong with a period, or missing, in the order of [`Finding`].
pub fn check(period: &Period<'_>) -> Vec<Finding> {
    let mut found = length(period);
    found.extend(period.expected_months.is_none().then_some(Finding::UseNotStated));
    let must = criteria().iter().filter(|one| one.weight == Weight::Must);
    let silent = must.filter(|one| !period.reasoned.contains(&one.id.as_str()));
    found.extend(silent.map(|one| Finding::NotReasoned(&one.id)));
    found
}

fn length(period: &Period<'_>) -> Vec<Finding> {
    match (period.from, period.to) {
        (None, None) => vec![Finding::EndNotStated, Finding::StartNotStated],
        (_, None) => vec![Finding::EndNotStated],
        (None, Some(_)) => vec![Finding::StartNotStated],
        (Some(from), Some(to)) if to < from => vec![Finding::EndsBeforeItBegins],
        (Some(from), Some(to)) => too_short(from, to, period.expected_months).into_iter().collect(),
    }
}

fn too_short(from: Date, to: Date, expected_months: Option<u32>) -> Option<Finding> {
    let ends_before = |months| least_end(from, Some(months)).is_some_and(|least| to < least);
    match expected_months {
        Some(months) if months < LEAST_MONTHS => ends_before(months).then_some(Finding::ShorterThanUse),
        _ if ends_before(LEAST_MONTHS) => Some(Finding::ShorterThanFiveYears),
        Some(months) => ends_before(months).then_some(Finding::ShorterThanUse),
        None => None,
    }
}
