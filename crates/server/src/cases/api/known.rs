//! What the API shows of what is known of a case.

use std::collections::BTreeMap;

use serde::Serialize;
use steadfast_monitor::detect::Reason;
use steadfast_store::{CaseRelease, Coverage, HitRelease, Time};
use utoipa::ToSchema;

use super::shape::TEXTS;
use crate::cases::known::{InMarket, Known, KnownAlert, KnownFlaw};
use crate::cases::words::declared_words;
use crate::monitoring::sight::Sight;
use crate::monitoring::words::against_words;

/// What is known now.
#[derive(Serialize, ToSchema)]
pub(super) struct KnownShown {
    /// How many units the alerts are about, each once.
    units: i64,
    /// How many of them in which Member State; `-` where nobody has said.
    markets: BTreeMap<String, i64>,
    /// What they run.
    releases: Vec<RanShown>,
    alerts: Vec<CaseAlertShown>,
    /// What these releases are declared to do.
    declared: Vec<DeclaredShown>,
    /// Units of the product by whether their events are seen.
    coverage: Option<CoverageShown>,
    /// What the flaw means to the fleet; nothing where no source names it.
    flaw: Option<CaseFlawShown>,
}

fn by_market(markets: Vec<InMarket>) -> BTreeMap<String, i64> {
    markets.into_iter().collect()
}

impl KnownShown {
    pub(super) fn of(known: Known, sight: Sight) -> Self {
        let declared = |(release, said): (String, Option<_>)| DeclaredShown {
            release,
            endpoints: said.as_ref().map(declared_words),
        };
        Self {
            units: known.units(),
            markets: by_market(known.markets),
            releases: known.releases.into_iter().map(RanShown::from).collect(),
            alerts: known.alerts.iter().map(|alert| CaseAlertShown::of(alert, sight)).collect(),
            declared: known.declared.into_iter().map(declared).collect(),
            coverage: known.coverage.map(CoverageShown::from),
            flaw: known.flaw.map(CaseFlawShown::from),
        }
    }
}

/// A release that units run.
#[derive(Serialize, ToSchema)]
struct RanShown {
    /// `rel_…`; nothing where the catalogue does not know the version.
    release: Option<String>,
    part: String,
    version: String,
    /// How many of them; nothing where they were not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    units: Option<i64>,
}

impl From<CaseRelease> for RanShown {
    fn from(one: CaseRelease) -> Self {
        let release = one.release.map(|release| release.to_string());
        Self { release, part: one.part_name, version: one.label, units: Some(one.units) }
    }
}

/// An alert of a case.
#[derive(Serialize, ToSchema)]
struct CaseAlertShown {
    /// `alt_…`.
    id: String,
    /// Its signal's number.
    signal: i64,
    /// What it says; nothing: it is gone, since owners erased what their devices told.
    says: Option<String>,
    /// What its units have in common.
    cause: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    first_seen: Option<Time>,
    #[schema(value_type = Option<String>, format = DateTime)]
    last_seen: Option<Time>,
    /// The most surprising ones, each cause once.
    reasons: Vec<CaseReasonShown>,
}

impl CaseAlertShown {
    fn of(known: &KnownAlert, sight: Sight) -> Self {
        let named = known.named.as_ref();
        Self {
            id: known.id.to_string(),
            signal: known.signal,
            says: named.map(|named| sight.sentence(TEXTS, named)),
            cause: named.map(|named| sight.about(TEXTS, named.cause.as_ref())),
            first_seen: named.map(|named| named.alert.opened),
            last_seen: named.map(|named| named.alert.latest),
            reasons: known.reasons.iter().map(|reason| CaseReasonShown::of(reason, sight)).collect(),
        }
    }
}

/// Why: what was expected, what was seen, compared with whom.
#[derive(Serialize, ToSchema)]
struct CaseReasonShown {
    detector: Option<&'static str>,
    cause: String,
    expected: String,
    seen: String,
    compared_with: String,
}

impl CaseReasonShown {
    fn of(reason: &Reason, sight: Sight) -> Self {
        Self {
            detector: reason.detector.map(|detector| detector.code()),
            cause: sight.cause(TEXTS, reason.cause.as_ref()),
            expected: sight.figure(TEXTS, reason.expected.as_ref()),
            seen: sight.figure(TEXTS, reason.seen.as_ref()),
            compared_with: against_words(TEXTS, reason.against.as_ref()),
        }
    }
}

/// What a release is declared to do.
#[derive(Serialize, ToSchema)]
struct DeclaredShown {
    /// Part and version.
    release: String,
    /// Nothing: nobody declared anything.
    endpoints: Option<Vec<String>>,
}

/// Units by whether their events are seen.
#[derive(Serialize, ToSchema)]
struct CoverageShown {
    /// Their owners share events, and they were heard of lately.
    shares: i64,
    /// Their owners share events, and they are silent.
    silent: i64,
    /// Their owners do not share events.
    off: i64,
    /// Nobody can tell.
    unknown: i64,
}

impl From<Coverage> for CoverageShown {
    fn from(coverage: Coverage) -> Self {
        let Coverage { shares, silent, off, unknown } = coverage;
        Self { shares, silent, off, unknown }
    }
}

/// What a flaw means to the fleet.
#[derive(Serialize, ToSchema)]
struct CaseFlawShown {
    /// The flaw's number.
    number: i64,
    affected: i64,
    fixed: i64,
    other: i64,
    unknown: i64,
    total: i64,
    /// Affected units that were heard of lately, by Member State.
    markets: BTreeMap<String, i64>,
    releases: Vec<RanShown>,
}

impl From<KnownFlaw> for CaseFlawShown {
    fn from(flaw: KnownFlaw) -> Self {
        let ran = |one: HitRelease| RanShown {
            release: Some(one.release.to_string()),
            part: one.part_name,
            version: one.label,
            units: None,
        };
        Self {
            number: flaw.number,
            affected: flaw.counts.affected,
            fixed: flaw.counts.fixed,
            other: flaw.counts.other,
            unknown: flaw.counts.unknown,
            total: flaw.counts.total,
            markets: by_market(flaw.markets),
            releases: flaw.releases.into_iter().map(ran).collect(),
        }
    }
}
