//! The beginning of an advisory: what is known of a flaw and of the releases that have it, as somebody decided.

use std::collections::BTreeMap;

use steadfast_store::{Advisory, Case, FlawRow, Id, OwnFlaw, PlaceFilter, PlaceKey, PlaceRow, Tx, kinds};

use super::content::{Content, FlawSaid, StateSaid, Words};
use super::error::AdvisoryError;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::http::refused::RefusedField;

/// Places of a flaw that are read at a time, and at most.
const PAGE: i64 = 500;
const MOST: usize = 20_000;

const PRODUCT: RefusedField =
    RefusedField::new("product", "no-such-product", "say which product it is about, or a case that has one");

/// What an advisory is to be about.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The product; without it, the case's.
    pub product: Option<Id<kinds::Product>>,
    /// The case that it comes of.
    pub case: Option<Id<kinds::Case>>,
    /// The flaw, by a name; without it, the case's.
    pub flaw: String,
    /// Releases with the fix.
    pub fixed: Vec<Id<kinds::Release>>,
}

/// Begins an advisory; its id.
///
/// # Errors
/// When the product or the case is not there, or it is not allowed.
pub async fn draft(app: &App, ask: Ask, wanted: Wanted) -> Result<Id<kinds::Advisory>, AdvisoryError> {
    let (id, editor) = (app.ambient.id(), ask.by.person());
    let done = app.act::<_, AdvisoryError, _>(ask, move |tx, at| {
        let (product, content) = begun(tx, &wanted)?;
        let number = tx.advisory_next()?;
        let year = jiff::Timestamp::from(at.now).strftime("%Y").to_string();
        let new = Advisory {
            id,
            number,
            name: format!("ADV-{year}-{number:04}"),
            product,
            case: wanted.case,
            content: serde_json::to_string(&content).map_err(AdvisoryError::Kept)?,
            editor,
            made: at.now,
            is_changed: true,
            revision: 0,
            published: None,
            released: None,
            tlp: String::new(),
            version: 1,
        };
        tx.advisory_insert(&new)?;
        let case = wanted.case.map_or(serde_json::Value::Null, |case| case.to_string().into());
        let fact = Fact::new("advisory-drafted", &id).with("name", new.name).with("product", product.to_string());
        Ok((id, fact.with("case", case)))
    });
    Ok(done.await?.answer)
}

fn begun(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<(Id<kinds::Product>, Content), AdvisoryError> {
    let case = match wanted.case {
        Some(id) => Some(tx.case(id)?.ok_or(AdvisoryError::NotFound("case"))?),
        None => None,
    };
    let product = wanted.product.or(case.as_ref().and_then(|case| case.product));
    let product = product.ok_or_else(|| AdvisoryError::Fields(vec![PRODUCT]))?;
    let known = tx.product(product)?.ok_or(AdvisoryError::NotFound("product"))?;
    let named = case.as_ref().map(|case| case.flaw.clone()).unwrap_or_default();
    let flaw = if wanted.flaw.trim().is_empty() { named } else { wanted.flaw.trim().to_owned() };
    let said = if flaw.is_empty() { None } else { Some(flaw_said(tx, &flaw, product, &wanted.fixed)?) };
    let said = match (said, &case) {
        (Some(said), Some(case)) => Some(with_fixes(tx, said, case)?),
        (said, _) => said,
    };
    let title = if flaw.is_empty() { known.name.clone() } else { format!("{}: {flaw}", known.name) };
    let summary = said.as_ref().map(|said| said.description.clone()).unwrap_or_default();
    let content = Content {
        tlp: "white".to_owned(),
        title: Words::en(title),
        summary: Words::en(summary),
        action: Words::default(),
        withdrawn: String::new(),
        flaws: said.into_iter().collect(),
        thanks: Vec::new(),
        references: Vec::new(),
    };
    Ok((product, content))
}

fn flaw_said(
    tx: &mut Tx<'_>,
    name: &str,
    product: Id<kinds::Product>,
    fixed: &[Id<kinds::Release>],
) -> Result<FlawSaid, AdvisoryError> {
    let row = match tx.flaw_of_id(name)? {
        Some(number) => tx.flaw_row(number)?,
        None => None,
    };
    let mut states = match &row {
        Some(row) => decided(tx, row, product)?,
        None => BTreeMap::new(),
    };
    for release in fixed {
        states.insert(*release, said(*release, "fixed"));
    }
    let mut flaw = FlawSaid { states: states.into_values().collect(), ..FlawSaid::default() };
    if let Some(row) = row {
        flaw.ids.clone_from(&row.ids);
        // What stands in the own register, whoever found it may have written: it is no draft for the world.
        flaw.description = if row.own { String::new() } else { row.summary };
        let own = if row.own { tx.own_flaw_of(row.number)? } else { None };
        (flaw.vector, flaw.vector_v4) = vectors(own, row.vector);
        flaw.exploited = row.exploited;
    }
    if !flaw.ids.iter().any(|id| id == name) {
        flaw.ids.insert(0, name.to_owned());
    }
    Ok(flaw)
}

/// With the releases that were named as the fix of the case, unless something else is known of them.
fn with_fixes(tx: &mut Tx<'_>, mut flaw: FlawSaid, case: &Case) -> Result<FlawSaid, AdvisoryError> {
    if !flaw.ids.contains(&case.flaw) {
        return Ok(flaw);
    }
    for fix in tx.case_fixes(case.id)? {
        let fixed = said(fix.release, "fixed");
        if flaw.states.iter().all(|known| known.release != fixed.release) {
            flaw.states.push(fixed);
        }
    }
    Ok(flaw)
}

/// Of CVSS 3, and of CVSS 4.
fn vectors(own: Option<OwnFlaw>, best: Option<String>) -> (Option<String>, Option<String>) {
    match (own, best) {
        (Some(own), _) => (own.vector_v3, own.vector_v4),
        (None, Some(best)) if best.starts_with("CVSS:4.0/") => (None, Some(best)),
        (None, best) => (best, None),
    }
}

fn said(release: Id<kinds::Release>, state: &str) -> StateSaid {
    StateSaid {
        release: release.to_string(),
        state: state.to_owned(),
        justification: None,
        detail: String::new(),
        mitigation: String::new(),
        no_fix_planned: false,
    }
}

/// What was decided on each release that has the flaw; where several components have it, the gravest.
fn decided(
    tx: &mut Tx<'_>,
    flaw: &FlawRow,
    product: Id<kinds::Product>,
) -> Result<BTreeMap<Id<kinds::Release>, StateSaid>, AdvisoryError> {
    let filter =
        PlaceFilter { flaw: Some(flaw.number), release: None, product: Some(product), state: "open".to_owned() };
    let (mut states, mut after, mut many) = (BTreeMap::new(), None::<PlaceKey>, 0);
    loop {
        let rows = tx.places(&filter, after, PAGE)?;
        let Some(last) = rows.last() else { return Ok(states) };
        (after, many) = (Some(last.key), many + rows.len());
        for row in &rows {
            let state = of_place(tx, row)?;
            let graver = states.get(&row.key.release).is_none_or(|known| grave(&state) > grave(known));
            if graver {
                states.insert(row.key.release, state);
            }
        }
        if many >= MOST {
            return Ok(states);
        }
    }
}

fn grave(said: &StateSaid) -> u8 {
    match said.state.as_str() {
        "affected" => 3,
        "under_investigation" => 2,
        "fixed" => 1,
        _ => 0,
    }
}

/// What nobody decided is being looked into: it is never said to be harmless.
fn of_place(tx: &mut Tx<'_>, row: &PlaceRow) -> Result<StateSaid, AdvisoryError> {
    let Some((id, status, justification)) = &row.assessment else {
        return Ok(said(row.key.release, "under_investigation"));
    };
    let kept = tx.assessment(*id)?;
    let (statement, action) = kept.map(|kept| (kept.statement, kept.action)).unwrap_or_default();
    Ok(StateSaid {
        justification: justification.clone(),
        detail: statement,
        mitigation: action,
        ..said(row.key.release, status)
    })
}
