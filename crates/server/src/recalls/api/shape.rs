//! What the API shows of recalls.

use serde::Serialize;
use steadfast_store::{Partner, Recall, RecallPlace, RecallUnit, RecalledRelease, Time, ToldPartner, UnitStanding};
use utoipa::ToSchema;

use crate::recalls::read::Whole;

/// A recall in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct RecallSummary {
    /// `rcl_…`.
    id: String,
    number: i64,
    /// `withdraw`: not sold any more; `recall`: taken back as well.
    kind: &'static str,
    /// `prd_…`; it may not be there any more.
    product: String,
    product_name: String,
    /// `cas_…`.
    case: Option<String>,
    reason: String,
    /// `draft`, `decided` or `ended`.
    state: &'static str,
    #[schema(value_type = String, format = DateTime)]
    made: Time,
    #[schema(value_type = Option<String>, format = DateTime)]
    decided: Option<Time>,
    #[schema(value_type = Option<String>, format = DateTime)]
    ended: Option<Time>,
}

impl From<Recall> for RecallSummary {
    fn from(one: Recall) -> Self {
        Self {
            id: one.id.to_string(),
            number: one.number,
            kind: one.kind.as_str(),
            product: one.product.to_string(),
            product_name: one.product_name,
            case: one.case.map(|case| case.to_string()),
            reason: one.reason,
            state: one.state.as_str(),
            made: one.made,
            decided: one.decided,
            ended: one.ended,
        }
    }
}

/// A recall with what became of its devices.
#[derive(Serialize, ToSchema)]
pub(super) struct RecallShown {
    #[serde(flatten)]
    recall: RecallSummary,
    releases: Vec<RecalledShown>,
    /// Nothing before it is decided.
    units: Option<StandingShown>,
    /// By Member State, importer and dealer.
    places: Vec<PlaceShown>,
    /// Who has units of it, and who was told.
    partners: Vec<ToldShown>,
}

impl From<Whole> for RecallShown {
    fn from(whole: Whole) -> Self {
        Self {
            recall: whole.recall.into(),
            releases: whole.releases.into_iter().map(RecalledShown::from).collect(),
            units: whole.units.map(StandingShown::from),
            places: whole.places.into_iter().map(PlaceShown::from).collect(),
            partners: whole.partners.into_iter().map(ToldShown::from).collect(),
        }
    }
}

/// A release that is withdrawn.
#[derive(Serialize, ToSchema)]
struct RecalledShown {
    /// `rel_…`.
    release: String,
    part: String,
    version: String,
    state: &'static str,
}

impl From<RecalledRelease> for RecalledShown {
    fn from(one: RecalledRelease) -> Self {
        let RecalledRelease { release, label, part_name, state, .. } = one;
        Self { release: release.to_string(), part: part_name, version: label, state: state.as_str() }
    }
}

/// What became of the units since the decision.
#[derive(Serialize, ToSchema)]
struct StandingShown {
    /// Run a release without the flaw.
    corrected: i64,
    /// Came back.
    returned: i64,
    /// Are out of use.
    decommissioned: i64,
    /// Nobody can tell.
    unknown: i64,
    /// Still run what is recalled, or have the flaw.
    open: i64,
}

impl From<UnitStanding> for StandingShown {
    fn from(one: UnitStanding) -> Self {
        let UnitStanding { corrected, returned, decommissioned, unknown, open } = one;
        Self { corrected, returned, decommissioned, unknown, open }
    }
}

/// Units in one Member State that went to the same partners; nothing where nobody has said.
#[derive(Serialize, ToSchema)]
struct PlaceShown {
    market: Option<String>,
    importer: Option<String>,
    dealer: Option<String>,
    units: i64,
}

impl From<RecallPlace> for PlaceShown {
    fn from(one: RecallPlace) -> Self {
        let RecallPlace { market, importer, dealer, units } = one;
        Self { market, importer, dealer, units }
    }
}

/// A partner with units of the recall.
#[derive(Serialize, ToSchema)]
struct ToldShown {
    #[serde(flatten)]
    partner: PartnerShown,
    /// How many units went to it.
    units: i64,
    /// Of how many it was told.
    told_of: Option<i64>,
    #[schema(value_type = Option<String>, format = DateTime)]
    told: Option<Time>,
}

impl From<ToldPartner> for ToldShown {
    fn from(one: ToldPartner) -> Self {
        let told = one.told;
        Self {
            partner: one.partner.into(),
            units: one.units,
            told_of: told.map(|(units, ..)| units),
            told: told.map(|(_, _, at)| at),
        }
    }
}

/// An importer or a dealer.
#[derive(Serialize, ToSchema)]
pub(super) struct PartnerShown {
    /// `ptn_…`.
    id: String,
    /// `importer` or `dealer`.
    kind: &'static str,
    name: String,
    /// The Member State where it is.
    market: Option<String>,
    /// Where it can be reached; empty where nobody has said.
    mail: String,
    language: String,
    /// On top of which it is changed.
    version: i64,
}

impl From<Partner> for PartnerShown {
    fn from(one: Partner) -> Self {
        let Partner { id, kind, name, market, mail, language, version, .. } = one;
        Self { id: id.to_string(), kind: kind.as_str(), name, market, mail, language, version }
    }
}

/// A unit of a recall.
#[derive(Serialize, ToSchema)]
pub(super) struct RecallUnitShown {
    /// `unt_…`.
    id: String,
    serial: String,
    market: Option<String>,
    importer: Option<String>,
    dealer: Option<String>,
    /// By which it is one.
    part: String,
    version: String,
    /// `corrected`, `returned`, `decommissioned`, `unknown` or `open`.
    standing: String,
}

impl From<RecallUnit> for RecallUnitShown {
    fn from(one: RecallUnit) -> Self {
        let RecallUnit { id, serial, market, importer, dealer, ran: (part, version), standing, .. } = one;
        Self { id: id.to_string(), serial, market, importer, dealer, part, version, standing }
    }
}
