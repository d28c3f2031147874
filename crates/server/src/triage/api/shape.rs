//! Flaws, exposures and assessments as the API shows them.

use serde::Serialize;
use steadfast_store::{Assessment, FlawRow, PlaceRow, QueueRow, Time};
use utoipa::ToSchema;

use crate::triage::read::severity_word;
use crate::triage::why::{Why, why};

/// A reason for a place in the queue.
#[derive(Serialize, ToSchema)]
pub(super) struct WhyShown {
    /// `exploited`, `only-unknown`, `epss`, `cvss`, `severity`, `unrated`, `product-risk`, `units` or `units-unknown`.
    code: &'static str,
    /// What it says: by whose word, how likely, how severe, how many.
    #[schema(value_type = Option<String>)]
    value: Option<serde_json::Value>,
}

impl From<Why> for WhyShown {
    fn from(why: Why) -> Self {
        let code = why.code();
        let value = match why {
            Why::Exploited(who) => Some(who.into()),
            Why::Epss(probability) => Some(probability.into()),
            Why::Score(tenths) => Some(score(tenths).into()),
            Why::Severity(word) | Why::Risk(word) => Some(word.into()),
            Why::Units(units, _) => Some(units.into()),
            Why::OnlyUnknown | Why::Unrated | Why::UnitsUnknown => None,
        };
        Self { code, value }
    }
}

fn score(tenths: i64) -> f64 {
    tenths as f64 / 10.0
}

/// A flaw in the queue.
#[derive(Serialize, ToSchema)]
pub(super) struct QueuedFlaw {
    /// Its number on this server.
    number: i64,
    /// Its CVE id where it has one, else the first of its ids.
    name: String,
    /// Every id.
    ids: Vec<String>,
    /// `published`, or `own`: in the manufacturer's own register, which says what it is about.
    origin: &'static str,
    summary: String,
    /// `critical`, `high`, `medium`, `low`, `none` or `unrated`.
    severity: &'static str,
    cvss: Option<f64>,
    epss: Option<f64>,
    /// By whose word it is exploited.
    exploited: Option<String>,
    /// The first component with it.
    component: String,
    component_version: Option<String>,
    /// Whether other components have it too.
    more_components: bool,
    /// Exposures that wait for a decision.
    waits: i64,
    /// Exposures that are not closed.
    hits: i64,
    /// Exposures whose assessment is to be looked at again.
    revisits: i64,
    /// Exposures that wait and of which nobody can tell whether they are affected.
    unknown: i64,
    releases: i64,
    products: i64,
    /// Units behind what waits; nothing where nobody said.
    units: Option<i64>,
    /// Releases of which nobody said how many units there are.
    releases_without_units: i64,
    /// Why it stands at this place, what weighs most first.
    why: Vec<WhyShown>,
}

impl QueuedFlaw {
    pub(super) fn of(row: QueueRow) -> Self {
        let why = why(&row).into_iter().map(WhyShown::from).collect();
        Self {
            number: row.flaw,
            name: row.name,
            ids: row.ids,
            origin: origin(row.own),
            summary: row.summary,
            severity: severity_word(row.severity),
            cvss: row.cvss.map(score),
            epss: row.epss,
            exploited: row.exploited,
            component: row.component.0,
            component_version: row.component.1,
            more_components: row.more_components,
            waits: row.waits,
            hits: row.hits,
            revisits: row.revisits,
            unknown: row.unknowns,
            releases: row.releases,
            products: row.products,
            units: row.units,
            releases_without_units: row.unstated,
            why,
        }
    }
}

const fn origin(own: bool) -> &'static str {
    if own { "own" } else { "published" }
}

/// One flaw with what was decided on it.
#[derive(Serialize, ToSchema)]
pub(super) struct WholeFlaw {
    number: i64,
    name: String,
    ids: Vec<String>,
    /// `published` or `own`.
    origin: &'static str,
    summary: String,
    severity: &'static str,
    cvss: Option<f64>,
    /// The CVSS vector.
    vector: Option<String>,
    epss: Option<f64>,
    exploited: Option<String>,
    /// `unmaintained`, `unsound` or `notice`; nothing for a vulnerability.
    informational: Option<String>,
    references: Vec<String>,
    /// The last change of its records.
    #[schema(value_type = Option<String>, format = DateTime)]
    modified: Option<Time>,
    #[schema(value_type = String, format = DateTime)]
    first_seen: Time,
    waits: i64,
    hits: i64,
    units: Option<i64>,
    /// What was decided, the newest first; ended ones too.
    assessments: Vec<AssessmentShown>,
}

impl WholeFlaw {
    pub(super) fn of(row: FlawRow, decided: Vec<Assessment>) -> Self {
        Self {
            number: row.number,
            name: row.name,
            ids: row.ids,
            origin: origin(row.own),
            summary: row.summary,
            severity: severity_word(row.severity),
            cvss: row.cvss.map(score),
            vector: row.vector,
            epss: row.epss,
            exploited: row.exploited,
            informational: row.informational,
            references: row.references,
            modified: row.modified,
            first_seen: row.first_seen,
            waits: row.waits,
            hits: row.hits,
            units: row.units,
            assessments: decided.into_iter().map(AssessmentShown::from).collect(),
        }
    }
}

/// A decision.
#[derive(Serialize, ToSchema)]
pub(super) struct AssessmentShown {
    /// `asm_…`.
    id: String,
    /// The flaw's ids, as they were known then.
    ids: Vec<String>,
    /// `component` (everywhere), `product` (a product line) or `release`.
    reach: &'static str,
    product: Option<String>,
    release: Option<String>,
    /// The component's package URL without version, or its name; nothing: whichever.
    component: Option<String>,
    /// `not_affected`, `affected`, `fixed` or `under_investigation`.
    status: &'static str,
    justification: Option<String>,
    statement: String,
    action: String,
    /// Who decided.
    person: Option<String>,
    /// The document that it was read from.
    source: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    time: Time,
    /// When another took its place, or it was withdrawn.
    #[schema(value_type = Option<String>, format = DateTime)]
    ended: Option<Time>,
}

impl From<Assessment> for AssessmentShown {
    fn from(kept: Assessment) -> Self {
        Self {
            id: kept.id.to_string(),
            ids: kept.ids,
            reach: kept.reach.as_str(),
            product: kept.product.map(|id| id.to_string()),
            release: kept.release.map(|id| id.to_string()),
            component: kept.component,
            status: kept.status.as_str(),
            justification: kept.justification,
            statement: kept.statement,
            action: kept.action,
            person: kept.person.map(|id| id.to_string()),
            source: kept.source,
            time: kept.time,
            ended: kept.ended,
        }
    }
}

/// An exposure: a release that holds a component that a flaw is in.
#[derive(Serialize, ToSchema)]
pub(super) struct ExposureShown {
    /// The flaw's number, and its name.
    flaw: i64,
    flaw_name: String,
    product: String,
    product_name: String,
    part: String,
    part_name: String,
    release: String,
    release_label: String,
    component: String,
    component_version: Option<String>,
    component_purl: Option<String>,
    /// The name by which assessments know the component.
    component_key: String,
    /// What was found: `affected`, `unknown`, `not_affected` or `fixed`; and the code of the reason.
    found: String,
    reason: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    opened: Time,
    #[schema(value_type = Option<String>, format = DateTime)]
    closed: Option<Time>,
    /// The assessment that stands, and what it says.
    assessment: Option<String>,
    status: Option<String>,
    justification: Option<String>,
    /// Why it is to be looked at again: `exploited-since`, `severity-raised`, `found-changed`, `advisory-changed` or
    /// `component-version-changed`.
    revisit: Option<String>,
    /// Whether somebody has to decide.
    waits: bool,
}

impl From<PlaceRow> for ExposureShown {
    fn from(row: PlaceRow) -> Self {
        let (name, version, purl) = row.component;
        let (assessment, status) = row.assessment.map(|(id, status, why)| (id, (status, why))).unzip();
        let (status, justification) = status.unzip();
        Self {
            flaw: row.key.flaw,
            flaw_name: row.flaw,
            product: row.product.0.to_string(),
            product_name: row.product.1,
            part: row.part.0.to_string(),
            part_name: row.part.1,
            release: row.key.release.to_string(),
            release_label: row.label,
            component_key: crate::triage::key::key(purl.as_deref(), &name),
            component: name,
            component_version: version,
            component_purl: purl,
            found: row.found,
            reason: row.reason,
            opened: row.opened,
            closed: row.closed,
            assessment: assessment.map(|id| id.to_string()),
            status,
            justification: justification.flatten(),
            revisit: row.revisit,
            waits: row.waits,
        }
    }
}
