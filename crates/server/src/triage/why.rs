//! Why a flaw stands where it does in the queue: the parts of its rank, what weighs most first.

use steadfast_store::QueueRow;

use super::read::{risk_word, severity_word};

/// One reason.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// Somebody says that it is exploited.
    Exploited(String),
    /// Nobody can tell whether anything that waits is affected.
    OnlyUnknown,
    /// The probability of exploitation within 30 days, from a hundredth on.
    Epss(f64),
    /// The CVSS base score in tenths.
    Score(i64),
    /// The severity in a word, where there is no score.
    Severity(&'static str),
    /// Nobody rated it: it counts as medium.
    Unrated,
    /// The gravest risk of a product with it, where it is more than medium.
    Risk(&'static str),
    /// Units behind what waits, and releases of which nobody said how many.
    Units(i64, i64),
    /// Nobody said how many units there are.
    UnitsUnknown,
}

/// The reasons for a row's place.
#[must_use]
pub fn why(row: &QueueRow) -> Vec<Why> {
    let mut reasons = Vec::new();
    reasons.extend(row.exploited.clone().map(Why::Exploited));
    reasons.extend((!row.affected && row.waits > 0).then_some(Why::OnlyUnknown));
    reasons.extend(row.epss.filter(|epss| *epss >= 0.01).map(Why::Epss));
    reasons.push(match (row.cvss, row.severity) {
        (Some(tenths), _) => Why::Score(tenths),
        (None, 5) => Why::Unrated,
        (None, severity) => Why::Severity(severity_word(severity)),
    });
    reasons.extend((row.risk > 2).then(|| Why::Risk(risk_word(row.risk))));
    reasons
        .extend((row.waits > 0).then(|| row.units.map_or(Why::UnitsUnknown, |units| Why::Units(units, row.unstated))));
    reasons
}

impl Why {
    /// Its code, for the API.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Exploited(_) => "exploited",
            Self::OnlyUnknown => "only-unknown",
            Self::Epss(_) => "epss",
            Self::Score(_) => "cvss",
            Self::Severity(_) => "severity",
            Self::Unrated => "unrated",
            Self::Risk(_) => "product-risk",
            Self::Units(..) => "units",
            Self::UnitsUnknown => "units-unknown",
        }
    }
}
