//! One flaw.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{
    Assessment, FlawRow, Id, PlaceFilter, PlaceKey, PlaceRow as Place, Reach, StoreError, Tx, kinds,
};

use super::form::Offered;
use super::queue::summary;
use crate::access::action::Action;
use crate::app::App;
use crate::fleet::affected::{self, Counts};
use crate::fleet::pages::counts;
use crate::http::problem::Problem;
use crate::triage::assess::version;
use crate::triage::error::TriageError;
use crate::triage::read::{self, place_cursor, place_key, severity_word};
use crate::web::components::{self, Paging, Total};
use crate::web::pages::flaw::{DecisionRow, FlawFacts, FlawView, PlaceRow, ReachWords, STATES, flaw};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, urls};

/// Rows on a page.
const ROWS: i64 = 50;

/// What the address says.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    state: String,
    #[serde(default)]
    product: String,
    #[serde(default)]
    release: String,
    #[serde(default)]
    after: String,
}

/// What the page is made from, all of one moment.
pub(super) struct Found {
    row: FlawRow,
    summary: Option<String>,
    register: Option<String>,
    decided: Vec<(Assessment, ReachWords, Option<String>)>,
    places: Vec<Place>,
    products: Vec<(String, String)>,
    fixed: Vec<String>,
    revisited: BTreeSet<String>,
    pub(super) offered: Offered,
    hit: Counts,
}

/// Which part of a flaw is shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    filter: PlaceFilter,
    after: Option<PlaceKey>,
}

impl Wanted {
    fn part(&self) -> Result<Part, Problem> {
        if !self.state.is_empty() && !STATES.contains(&self.state.as_str()) {
            return Err(Problem::invalid("state is open, waiting, decided, revisit or closed"));
        }
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let product = given(&self.product).map(|id| id.parse().map_err(TriageError::from)).transpose()?;
        let lost = |_| Problem::invalid("the address names no page of this list");
        let after = given(&self.after).map(|text| place_key(&text).map_err(lost)).transpose()?;
        Ok(Part { filter: PlaceFilter { product, state: self.state.clone(), ..PlaceFilter::default() }, after })
    }
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(flaw): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ExposureRead)?;
    let (part, own) = (wanted.part()?, reader.by.may(Action::OwnFlawRead).is_ok());
    let found = app.store.read::<_, TriageError, _>(move |tx| Found::read(tx, &flaw, &part, own)).await?;
    let filled = found.offered.preset(&wanted.product, &wanted.release);
    Ok(answer(&reader, StatusCode::OK, found, &wanted, filled, false))
}

/// The page, with the form as it is filled in.
pub(super) fn answer(
    reader: &Reader,
    status: StatusCode,
    found: Found,
    wanted: &Wanted,
    filled: Filled,
    conflict: bool,
) -> Response {
    let decided: Vec<Assessment> = found.decided.iter().map(|(kept, ..)| kept.clone()).collect();
    let seen = version(&decided);
    let may_decide = reader.by.may(Action::ExposureAssess).is_ok();
    let address = urls::with(urls::FLAW, &[&found.row.number.to_string()]);
    let query =
        components::Query::new(address).filter("product", wanted.product.clone()).filter("state", wanted.state.clone());
    let more = i64::try_from(found.places.len()).is_ok_and(|count| count > ROWS);
    let shown: Vec<&Place> = found.places.iter().take(usize::try_from(ROWS).unwrap_or(0)).collect();
    let after = shown.last().filter(|_| more).map(|place| place_cursor(place.key));
    let whole = after.is_none() && wanted.after.is_empty();
    let total = if whole { Total::Exact(shown.len() as u64) } else { Total::Unknown };
    let view = FlawView {
        places: shown.into_iter().map(|row| place(row, found.row.own)).collect(),
        query,
        paging: Paging { before: (!wanted.after.is_empty()).then(String::new), after, total },
        decisions: found.decided.iter().map(|one| decision(one, &found.revisited)).collect(),
        facts: FlawFacts { summary: found.summary, register: found.register, ..facts(found.row, found.fixed) },
        products: found.products,
        seen,
        form: may_decide.then(|| found.offered.form(seen, filled)).flatten(),
        conflict,
        hit: counts(&found.hit),
    };
    page(status, flaw(&reader.frame, &view))
}

impl Found {
    pub(super) fn read(tx: &mut Tx<'_>, text: &str, part: &Part, may_read_own: bool) -> Result<Self, TriageError> {
        let (row, decided) = read::flaw(tx, text)?;
        let filter = PlaceFilter { flaw: Some(row.number), ..part.filter.clone() };
        let places = tx.places(&filter, part.after, ROWS + 1)?;
        let products: Vec<_> = tx.flaw_products(row.number, 500)?;
        let open = tx.settle_open(row.number)?;
        let again = open.iter().filter(|open| open.standing.revisit.is_some());
        let revisited = again.filter_map(|open| Some(open.standing.assessment?.to_string())).collect();
        let fixed: BTreeSet<String> = tx.settle_fixed(row.number)?.into_iter().flat_map(|(_, mends)| mends).collect();
        let mut named = Vec::new();
        for kept in decided {
            let words = reach(tx, &kept)?;
            let person = kept.person.map(|id| tx.person(id)).transpose()?.flatten().map(|person| person.name);
            named.push((kept, words, person));
        }
        let register = if may_read_own { tx.own_flaw_of(row.number)?.map(|entry| entry.id.to_string()) } else { None };
        Ok(Self {
            summary: summary(tx, row.number, row.own, may_read_own, &row.summary)?,
            register,
            offered: Offered::read(tx, &open, &products, row.own)?,
            hit: affected::counts(tx, row.number)?,
            row,
            decided: named,
            places,
            products: products.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
            fixed: fixed.into_iter().collect(),
            revisited,
        })
    }
}

/// The names of what an assessment reaches.
fn reach(tx: &mut Tx<'_>, kept: &Assessment) -> Result<ReachWords, StoreError> {
    let component = kept.component.clone();
    Ok(match kept.reach {
        Reach::Component => ReachWords::Everywhere(component),
        Reach::Product => {
            let product = kept.product.map(|id| tx.product(id)).transpose()?.flatten();
            ReachWords::Product(product.map(|product| product.name).unwrap_or_default(), component)
        }
        Reach::Release => {
            ReachWords::Release(kept.release.map(|id| release_name(tx, id)).transpose()?.unwrap_or_default(), component)
        }
    })
}

/// Product, part and label of a release.
pub(super) fn release_name(tx: &mut Tx<'_>, id: Id<kinds::Release>) -> Result<String, StoreError> {
    let Some(release) = tx.release(id)? else { return Ok(id.to_string()) };
    let Some(part) = tx.part(release.part)? else { return Ok(release.label) };
    let product = tx.product(part.product)?.map(|product| product.name).unwrap_or_default();
    Ok(format!("{product} {} {}", part.name, release.label))
}

fn facts(row: FlawRow, fixed: Vec<String>) -> FlawFacts {
    FlawFacts {
        number: row.number,
        names: row.ids.iter().map(|id| (id.clone(), address(id))).collect(),
        name: row.name,
        own: row.own,
        summary: None,
        register: None,
        severity: severity_word(row.severity),
        cvss: row.cvss,
        vector: row.vector,
        epss: row.epss,
        exploited: row.exploited,
        informational: row.informational,
        fixed,
        references: row.references,
        modified: row.modified.map(|time| time.0),
        first_seen: row.first_seen.0,
        waits: u64::try_from(row.waits).unwrap_or(0),
    }
}

/// The page of whoever gives ids of this form.
fn address(id: &str) -> Option<String> {
    let plain = id.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.:".contains(letter));
    let known = [
        ("CVE-", "https://www.cve.org/CVERecord?id="),
        ("EUVD-", "https://euvd.enisa.europa.eu/vulnerability/"),
        ("GHSA-", "https://github.com/advisories/"),
        ("OWN-", ""),
    ];
    let base = known.iter().find(|(start, _)| id.starts_with(start)).map(|(_, base)| *base);
    let base = base.unwrap_or("https://osv.dev/vulnerability/");
    (plain && !base.is_empty()).then(|| format!("{base}{id}"))
}

fn place(row: &Place, own: bool) -> PlaceRow {
    let (name, version, _) = row.component.clone();
    PlaceRow {
        product: row.product.1.clone(),
        part: row.part.1.clone(),
        release: row.label.clone(),
        page: Some(urls::with(urls::RELEASE, &[&row.key.release.to_string()])),
        component: (!own).then_some(name),
        version,
        found: row.found.clone(),
        reason: row.reason.clone(),
        fixed: row.finding.as_deref().map(steadfast_store::fixed_in).unwrap_or_default(),
        status: row.assessment.as_ref().map(|(_, status, why)| (status.clone(), why.clone())),
        revisit: row.revisit.clone(),
        waits: row.waits,
        opened: row.opened.0,
        closed: row.closed.map(|time| time.0),
    }
}

fn decision(one: &(Assessment, ReachWords, Option<String>), revisited: &BTreeSet<String>) -> DecisionRow {
    let (kept, reach, person) = one;
    DecisionRow {
        id: kept.id.to_string(),
        status: kept.status.to_string(),
        justification: kept.justification.clone(),
        statement: kept.statement.clone(),
        action: kept.action.clone(),
        reach: reach.clone(),
        person: person.clone(),
        source: kept.source.clone(),
        time: kept.time.0,
        ended: kept.ended.map(|time| time.0),
        revisit: kept.ended.is_none() && revisited.contains(&kept.id.to_string()),
    }
}
